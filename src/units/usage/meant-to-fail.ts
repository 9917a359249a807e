import { folderOf, isAmongTests, joinPath, nameOf } from '../../text/paths.js';
import { code } from '../../text/words.js';
import type { Reach } from './reach.js';
import type { UnappliedTexts } from './unapplied.js';

/**
 * What tests expect to be refused: a file among tests that is called `invalid-…`, and the folder `invalid` there, or
 * beside one called `valid`.
 */
export function meantToFail({ firstIn, exists }: Reach): UnappliedTexts {
  return (path) => {
    if (!INVALID.test(path)) return undefined;
    const scope = scopeOf(path, exists);
    return scope === undefined
      ? undefined
      : { path: scope, first: firstIn(scope), why: `a test expects ${code(scope)} to be refused`, sign: undefined };
  };
}

const INVALID = /(?:^|[/_.-])invalid(?:[/_.-]|$)/i;

function scopeOf(path: string, exists: (path: string) => boolean): string | undefined {
  const steps = path.split('/');
  const at = steps.findIndex((step, index) => index < steps.length - 1 && step.toLowerCase() === 'invalid');
  const folder = at === -1 ? undefined : steps.slice(0, at + 1).join('/');
  if (folder !== undefined && (isForTests(folder) || exists(joinPath(folderOf(folder), 'valid')))) return folder;
  return isForTests(path) && INVALID.test(nameOf(path)) ? path : undefined;
}

const isForTests = (path: string): boolean => isAmongTests(path) || /(?:^|\/)fixtures\//i.test(path);
