import { isChartFile } from '../../charts/chart.js';
import { once, remember } from '../../data/once.js';
import { foldersAbove, joinPath, liesIn } from '../../text/paths.js';
import { code } from '../../text/words.js';
import { getString } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { Reach } from './reach.js';
import type { UnappliedTexts } from './unapplied.js';

/** Objects in `files/` of a chart, which helm only hands to templates that ask for them. */
export function chartFiles(files: readonly ParsedFile[], { isReachedByItself }: Reach): UnappliedTexts {
  const scopes = once(
    () =>
      new Set(files.flatMap(({ file: { path, folder } }) => (isChartFile(path) ? [joinPath(folder, 'files')] : []))),
  );
  const firstObject = remember((scope: string) =>
    files.find((each) => liesIn(each.file.path, scope) && isObject(each)),
  );
  const isLeft = remember((scope: string) => !isReachedByItself(scope));
  return (path) => {
    if (!WITHIN.test(path)) return undefined;
    const scope = foldersAbove(path).find((folder) => scopes().has(folder));
    const first = scope === undefined ? undefined : firstObject(scope);
    if (scope === undefined || first === undefined || !isLeft(scope)) return undefined;
    const why = `helm hands what lies in ${code(scope)} to templates, and applies none of it`;
    return { path: scope, first: first.file.path, why, sign: undefined };
  };
}

const WITHIN = /(?:^|\/)files\//;

function isObject({ documents }: ParsedFile): boolean {
  return documents.some(({ tree }) => ['apiVersion', 'kind'].every((field) => getString(tree, field) !== undefined));
}
