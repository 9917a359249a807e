import type { OpenPart, SourceTree } from '../kustomize/index.js';
import type { SourceFile } from '../text/source-file.js';
import type { ParsedFile } from '../yaml/document.js';

/** Texts that are manifests, by where they came from. */
export interface Sources {
  readonly files: readonly ParsedFile[];
  /** What standard input held: one apply. */
  readonly streamed: readonly ParsedFile[];
  readonly charts: readonly ChartSource[];
  /** Charts that nobody has rendered: what they bring is not known. */
  readonly unread?: readonly Pick<ChartSource, 'folder' | 'name'>[];
  /** What kustomizations may read: all of the above, and what is there for them alone. */
  readonly tree: SourceTree;
  /** Scripts, Makefiles, pages and pipelines, which tell how files are applied. */
  readonly instructions?: readonly SourceFile[];
}

/** A chart as helm rendered it. */
export interface ChartSource {
  readonly folder: string;
  readonly name: string;
  /** Of the release. */
  readonly namespace: string;
  /** True where nobody has said the namespace, so that another one is as likely. */
  readonly isNamespaceGuessed: boolean;
  /** What the release is called. */
  readonly release: string;
  /** True where nobody has said so, so that another name is as likely. */
  readonly isReleaseGuessed: boolean;
  /** Values files besides the chart's own. */
  readonly values: readonly string[];
  /** Who installs it so, as an object on disk says. */
  readonly deployer: string | undefined;
  /** True where values take part that are not on disk, which may change anything. */
  readonly isIncomplete: boolean;
  /** True for what another chart of the tree takes for a part of its own: what it lacks, that one may bring. */
  readonly isPart: boolean;
  /** Charts that it lists as parts of its own and that are not on disk. */
  readonly open: readonly OpenPart[];
  readonly files: readonly ParsedFile[];
}
