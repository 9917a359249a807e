import { isOnPurpose } from '../../src/engine/findings/settle.js';
import { groupBy } from '../../src/data/group.js';
import type { InputFile } from '../../src/index.js';
import { folderOf } from '../../src/text/paths.js';
import { sourceFile } from '../../src/text/source-file.js';
import { parseFile } from '../../src/yaml/parse.js';
import { renaming } from './renaming.js';
import { documentsApart, namesIn, inFlowStyle, inQuotes, keepingMeaning, withComments } from './yaml-text.js';

/** The same tree, written otherwise; and what its findings say, in the words of the tree before. */
export interface Variant {
  readonly files: readonly InputFile[];
  /** Rules that judge how files are cut. */
  readonly except?: readonly string[];
  readonly said: (text: string) => string;
}

/** Undefined where a tree cannot be written so. */
type Variation = (files: readonly InputFile[]) => Variant | undefined;

const asBefore = (text: string): string => text;

/** Ways to write a tree that change nothing of what it means, by name. */
export const VARIATIONS: Readonly<Record<string, Variation>> = {
  'files in another order': (files) => (files.length < 2 ? undefined : { files: files.toReversed(), said: asBefore }),
  'each document in a file of its own': (files) => {
    if (!areApart(files)) return undefined;
    const apart = changed(files, (file) =>
      documentsApart(file.text)?.map((text, at) => ({ path: file.path.replace(/(?=\.ya?ml$)/, `-${at}`), text })),
    );
    return apart && { ...apart, except: OF_FILES };
  },
  'one file for each folder': (files) => {
    if (!areApart(files) || !files.every(({ text }) => canBeJoined(text))) return undefined;
    const folders = [...groupBy(files, ({ path }) => folderOf(path))];
    if (folders.length === files.length) return undefined;
    const joined = folders.map(([folder, own]) => ({
      path: folder === '' ? 'joined.yaml' : `${folder}/joined.yaml`,
      text: own.map(({ text }) => text.replace(/\n*$/, '\n')).join('---\n'),
    }));
    return { files: joined, said: asBefore, except: OF_FILES };
  },
  'flow style': (files) => {
    // What is to be filled in is no YAML yet, whatever parses.
    if (files.some(({ path, text }) => parseFile(sourceFile(path, text)).template !== undefined)) return undefined;
    // It has no comments, and what they say of their line counts.
    if (files.some(({ text }) => text.split('\n').some(isOnPurpose))) return undefined;
    const variant = rewritten(inFlowStyle)(files);
    return variant && { ...variant, except: OF_LINES };
  },
  'other quotes': (files) =>
    // kustomize keeps the quotes of what a patch replaces, and with them turns a number into a text.
    files.some(({ text }) => /^(?:patches|patchesStrategicMerge):/m.test(text))
      ? undefined
      : rewritten(inQuotes)(files),
  'comments between the lines': rewritten(withComments),
  'lines that end as on Windows': rewritten((text) =>
    text.includes('\r') || !text.includes('\n') ? undefined : text.replaceAll('\n', '\r\n'),
  ),
  'a folder further down': (files) => {
    // What deploys names folders from the root of its repository.
    if (files.some(({ text }) => /argoproj|fluxcd/.test(text))) return undefined;
    const moved = files.map((file) => ({ ...file, path: `further/down/${file.path}` }));
    return { files: moved, said: backUp };
  },
  'a namespace of another name': renamed(/^\s*namespace:\s*["']?([a-z][-a-z0-9]+)["']?\s*$/m),
  'an application of another name': renamed(/^\s*app:\s*["']?([a-z][-a-z0-9]+)["']?\s*$/m),
};

/**
 * Rules for which a file counts: its placeholders are named once, what stands in several files may be alternatives, of
 * which one is applied (semantics 14.3), and what stands in one is nearer than what stands in two.
 */
const OF_FILES = [
  'skipped-template',
  'removed-api-version',
  'duplicate-ingress-path',
  'rival-virtual-services',
  'contested-route',
  'rival-autoscalers',
  'blocked-service-port',
  'shut-out-caller',
  'unmatched-service-selector',
];

/** Rules that judge the indentation, and repairs that need it. */
const OF_LINES = ['misplaced-field', 'duplicate-key', 'refused-kustomization'];

/** Paths in messages start at the top of the tree. */
function backUp(text: string): string {
  return text.replaceAll('further/down/', '').replaceAll('further/down', '.').replaceAll('further/', '../');
}

/** Whatever kustomize, helm or a test names by its path has to stay where it is. */
function isPlain({ path, supporting }: InputFile): boolean {
  return (
    supporting !== true &&
    /\.ya?ml$/.test(path) &&
    !/kustomization|chart|values|patch|assert|errors?\b|skaffold|helmfile/i.test(path)
  );
}

/** What is there twice may be alternatives where it stands in several files, and a comment may speak of its file. */
function areApart(files: readonly InputFile[]): boolean {
  const names = files.flatMap(({ text }) => namesIn(text));
  return files.every((file) => isPlain(file) && !file.text.includes('svclint')) && new Set(names).size === names.length;
}

const canBeJoined = (text: string): boolean => keepingMeaning((whole) => `${whole}\n# end\n`)(text) !== undefined;

function rewritten(rewrite: (text: string) => string | undefined): Variation {
  return (files) =>
    changed(files, (file) => {
      // A comment speaks of what stands beside it, and JSON has one style.
      const isFixed =
        file.text.includes('svclint') || !/\.ya?ml$|Kustomization$/.test(file.path) || file.bytes !== undefined;
      const text = isFixed ? undefined : rewrite(file.text);
      return text === undefined ? undefined : [{ ...file, text }];
    });
}

/** The files with those changed that can be; undefined where none can. */
function changed(
  files: readonly InputFile[],
  change: (file: InputFile) => readonly InputFile[] | undefined,
): Variant | undefined {
  const changes = files.map(change);
  if (changes.every((each) => each === undefined)) return undefined;
  return { files: changes.flatMap((each, at) => each ?? files.slice(at, at + 1)), said: asBefore };
}

function renamed(pattern: RegExp): Variation {
  return (files) => {
    const name = files.flatMap(({ text }) => pattern.exec(text)?.[1] ?? [])[0];
    const { there, back } = (name === undefined ? undefined : renaming(name, files)) ?? {};
    if (there === undefined || back === undefined) return undefined;
    return { files: files.map((file) => ({ ...file, path: there(file.path), text: there(file.text) })), said: back };
  };
}
