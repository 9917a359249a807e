import { once } from '../../data/once.js';
import { code } from '../../text/words.js';
import { getString } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { Reach } from './reach.js';
import type { UnappliedTexts } from './unapplied.js';

/**
 * What lies in a folder that is called a backup or an older version, and repeats the tree around it: its files have the
 * same paths below it, and the same objects in them (semantics 14.9).
 */
export function copies(files: readonly ParsedFile[], { isReachedFromOutside, firstIn }: Reach): UnappliedTexts {
  const copied = once(() => foldersWithTwins(files));
  return (path) => {
    if (!COPY_SOMEWHERE.test(path)) return undefined;
    const scope = foldersCalledCopy(path).find((folder) => copied().has(folder) && !isReachedFromOutside(folder));
    if (scope === undefined) return undefined;
    const why = `${code(scope)} repeats what lies beside it, and is called a copy`;
    return { path: scope, first: firstIn(scope), why, sign: undefined };
  };
}

/** Files with twins that show a folder to be a copy: one may be alike by chance. */
const ENOUGH = 2;

function foldersWithTwins(files: readonly ParsedFile[]): ReadonlySet<string> {
  const byPath = new Map(files.map((parsed) => [parsed.file.path, parsed]));
  const twins = new Map<string, number>();
  for (const parsed of files) {
    const { path } = parsed.file;
    if (!COPY_SOMEWHERE.test(path)) continue;
    for (const folder of foldersCalledCopy(path)) {
      const beside = byPath.get(folder.slice(0, folder.lastIndexOf('/') + 1) + path.slice(folder.length + 1));
      const own = identityOf(parsed);
      if (own !== undefined && beside !== undefined && identityOf(beside) === own)
        twins.set(folder, (twins.get(folder) ?? 0) + 1);
    }
  }
  return new Set([...twins].flatMap(([folder, found]) => (found >= ENOUGH ? [folder] : [])));
}

/** The folders around a file that are called so, the outermost first. */
function foldersCalledCopy(path: string): readonly string[] {
  const steps = path.split('/');
  return steps.slice(0, -1).flatMap((step, at) => (COPY.test(step) ? [steps.slice(0, at + 1).join('/')] : []));
}

/** Kind and name of the first object of a file. */
function identityOf({ documents: [first] }: ParsedFile): string | undefined {
  const kind = getString(first?.tree, 'kind');
  const name = getString(first?.tree, 'metadata', 'name');
  return kind === undefined || name === undefined ? undefined : `${kind}/${name}`;
}

const COPY =
  /^(?:.{1,200}[-_. ])?(?:backups?|bak|bkp|copy|copies|old|orig|original|previous|snapshots?)(?:[-_. ]|$)|[^-_.][-_.]v\d{1,4}$/i;
const COPY_SOMEWHERE = /backup|bak|bkp|cop(?:y|ies)|old|orig|previous|snapshot|[-_.]v\d/i;
