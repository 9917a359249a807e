import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { palette } from './style.js';
import { visible } from './visible.js';

/** A text before and after; the path relative, or absolute, with forward slashes. */
export interface TextChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;

/** A unified diff of several files, as `git diff` writes it and `git apply` or `patch -p1` reads it; bytes of lines are kept, CR too. */
export function unifiedDiff(changes: readonly TextChange[]): string {
  return changes
    .map(({ path, before, after }) => {
      const [from, to] = path.startsWith('/') ? [path, path] : [`a/${path}`, `b/${path}`];
      return formatPatch(
        structuredPatch(from, to, before, after, undefined, undefined, { context: CONTEXT }),
        FILE_HEADERS_ONLY,
      );
    })
    .join('');
}

/** The diff for a person at a terminal: coloured if wanted, characters that would steer the terminal made visible. */
export function shownDiff(diff: string, { color }: { readonly color: boolean }): string {
  const paint = palette(color);
  return diff
    .split('\n')
    .map((line) => {
      const shown = line.split('\t').map(visible).join('\t');
      if (/^(---|\+\+\+) /.test(line)) return paint.strong(shown);
      if (line.startsWith('@@')) return paint.gutter(shown);
      return line.startsWith('+') ? paint.added(shown) : line.startsWith('-') ? paint.removed(shown) : shown;
    })
    .join('\n');
}
