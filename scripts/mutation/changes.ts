import { execFileSync } from 'node:child_process';
import { areaOf, GENERATED } from './areas.js';

/** Lines of a file that a change wrote, `src/a.ts:4-9`: as Stryker takes what it mutates. */
export type Lines = string;

/** The lines of areas that differ from where the work tree left `revision`; none where the revision is not known here. */
export function changedLines(root: string, revision: string): readonly Lines[] {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 });
  try {
    const base = git('merge-base', revision, 'HEAD').trim();
    return linesIn(
      git('diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-renames', base, '--', 'rules', 'src'),
    );
  } catch {
    return [];
  }
}

/** The added lines in the text of a difference without context. */
export function linesIn(difference: string): readonly Lines[] {
  let file = '';
  return difference.split('\n').flatMap((line) => {
    const named = /^\+\+\+ b\/(.*)$/.exec(line)?.[1];
    if (named !== undefined) file = named;
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start === undefined || count === '0' || !isMutated(file)) return [];
    return [`${file}:${start}-${String(Number(start) + Number(count) - 1)}`];
  });
}

function isMutated(file: string): boolean {
  return file.endsWith('.ts') && areaOf(file) !== undefined && !GENERATED.includes(file);
}
