import { firstPlaceholder } from '../../k8s/object/first-placeholder.js';
import { folderOf, nearestAbove } from '../../text/paths.js';
import type { MapTree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { isKustomization } from '../../yaml/parse.js';
import type { FileRoles } from './file-roles.js';
import { objectsIn, type LoadedObject, type LoadOptions } from '../unit/objects.js';

/** What a build has made of the document that begins at an offset of a file; undefined where nothing is known. */
export type RebuiltTrees = (path: string, start: number) => MapTree | undefined;

/** How plain files are read. */
export interface PlainReading {
  readonly options: LoadOptions;
  /** True for a file that a kustomization builds. */
  readonly isCovered?: (path: string) => boolean;
  /** True for what a tool applies that lets objects name other namespaces than its own, as helm does. */
  readonly deployed?: boolean;
  readonly rebuilt?: RebuiltTrees;
}

/** Objects as their files write them, and the folders where some could not be read. */
export interface PlainObjects {
  readonly objects: readonly LoadedObject[];
  /** Folders that hold templates, whose objects nobody knows before they are rendered. */
  readonly templated: ReadonlySet<string>;
}

/**
 * The objects of the files that no evaluated kustomization covers: patches and templates are left out, and so is what
 * still waits for its name or its ports. What a patch is, the kustomizations of the whole tree say.
 */
export function plainObjects(
  files: readonly ParsedFile[],
  roles: FileRoles,
  { options, isCovered = () => false, deployed = false, rebuilt = () => undefined }: PlainReading,
): PlainObjects {
  const charts = new Set(files.filter(isHeadOfTemplates).map(({ file }) => file.folder));
  // What lies there is never read as YAML, even where it happens to parse.
  const isChartTemplate = nearestAbove((folder) => isTemplatesOf(folder, charts) || undefined);
  const templated = new Set(
    files.filter((parsed) => parsed.template !== undefined).map((parsed) => parsed.file.folder),
  );
  const objects = files
    .filter(
      ({ file: { path } }) =>
        !isCovered(path) && !isKustomization(path) && !roles.isPatch(path) && isChartTemplate(path) === undefined,
    )
    .flatMap(({ file, documents }) => {
      const context = {
        partial: roles.isPart(file.path),
        isPatched: (kind: string, name: string) => roles.isPatched(kind, name),
        labelKeys: roles.labelKeys,
        deployed,
      };
      return documents.flatMap((document) => {
        const tree = rebuilt(file.path, document.span.start);
        const found = objectsIn(tree === undefined ? document : { tree }, file, context, options);
        return found.filter((object) => !isWaiting(object, templated));
      });
    });
  return { templated, objects };
}

/**
 * True for an object with a placeholder where its name, a label or a port will be; its folder is then marked as
 * templated.
 */
export function isWaiting({ resource }: LoadedObject, templated: Set<string>): boolean {
  if (firstPlaceholder(resource.tree, resource.file.path) === undefined) return false;
  templated.add(resource.file.folder);
  return true;
}

/** The file beside a folder `templates/`: that of a chart, or of an operator of KUDO. */
function isHeadOfTemplates({ file: { path, text } }: ParsedFile): boolean {
  return /(^|\/)Chart\.ya?ml$/.test(path) || (/(^|\/)operator\.ya?ml$/.test(path) && text.includes('kudo.dev/'));
}

/** True for the folder `templates/` of a chart. */
function isTemplatesOf(folder: string, charts: ReadonlySet<string>): boolean {
  return /(^|\/)templates$/.test(folder) && charts.has(folderOf(folder));
}
