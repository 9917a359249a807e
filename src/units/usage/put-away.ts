import { code } from '../../text/words.js';
import { isPutAway, mayBePutAway } from '../files/put-away.js';
import { liesIn } from '../../text/paths.js';
import { remember } from '../../data/once.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { Reach } from './reach.js';
import type { UnappliedTexts } from './unapplied.js';

/** What lies in `archive`, `disabled` and the like, and is reached from nowhere else; of a tree that has more. */
export function putAway(files: readonly ParsedFile[], { isReachedFromOutside, firstIn }: Reach): UnappliedTexts {
  const isLeft = remember(
    (scope: string) => !isReachedFromOutside(scope) && files.some(({ file }) => !liesIn(file.path, scope)),
  );
  return (path) => {
    if (!mayBePutAway(path)) return undefined;
    const steps = path.split('/');
    const at = steps.findIndex(isPutAway);
    const scope = steps.slice(0, at + 1).join('/');
    if (at === -1 || !isLeft(scope)) return undefined;
    return { path: scope, first: firstIn(scope), why: `${code(scope)} is put away, as its name says`, sign: undefined };
  };
}
