import { diffArrays, FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatchHunk } from 'diff';
import { palette } from './markup/palette.js';
import { visible } from './markup/visible.js';

/** A text before and after; the path relative, or absolute, with forward slashes. */
export interface TextChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;

/**
 * A unified diff of several files, as `git diff` writes it and `git apply` or `patch -p1` reads it; bytes of lines are
 * kept, CR too.
 */
export function unifiedDiff(changes: readonly TextChange[]): string {
  return changes
    .map((change) => {
      const { path } = change;
      const [from, to] = path.startsWith('/') ? [path, path] : [`a/${path}`, `b/${path}`];
      const names = { oldFileName: from, newFileName: to, oldHeader: undefined, newHeader: undefined };
      return formatPatch({ ...names, hunks: hunksOf(change) }, FILE_HEADERS_ONLY);
    })
    .join('');
}

/**
 * The changed places of a file. To find them takes steps by the square of their number, so a long file is taken window
 * by window; each ends among lines that both texts have, far enough from a change that no hunk reaches over the cut.
 */
function hunksOf({ before, after }: TextChange): StructuredPatchHunk[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const hunks: StructuredPatchHunk[] = [];
  for (let from: Cut = { old: 0, fresh: 0 }; from.old < old.length || from.fresh < fresh.length;) {
    const to = nextCut(old, fresh, from);
    const own = [old.slice(from.old, to.old).join(''), fresh.slice(from.fresh, to.fresh).join('')] as const;
    for (const hunk of structuredPatch('', '', ...own, undefined, undefined, { context: CONTEXT }).hunks)
      hunks.push({ ...hunk, oldStart: hunk.oldStart + from.old, newStart: hunk.newStart + from.fresh });
    from = to;
  }
  return hunks;
}

/** Numbers of lines before which both texts are cut. */
interface Cut {
  readonly old: number;
  readonly fresh: number;
}

const WINDOW = 1000;

/** The last cut in the next window; a window without any in its second half is too small. */
function nextCut(old: readonly string[], fresh: readonly string[], from: Cut): Cut {
  for (let size = WINDOW; ; size *= 2) {
    const end = { old: from.old + size, fresh: from.fresh + size };
    if (end.old >= old.length && end.fresh >= fresh.length) return { old: old.length, fresh: fresh.length };
    let at = from;
    let cut: Cut | undefined;
    for (const { added, removed, count } of diffArrays(
      old.slice(from.old, end.old),
      fresh.slice(from.fresh, end.fresh),
    )) {
      const isKept = !added && !removed;
      if (isKept && count > 2 * CONTEXT) cut = { old: at.old + CONTEXT + 1, fresh: at.fresh + CONTEXT + 1 };
      at = { old: at.old + (added ? 0 : count), fresh: at.fresh + (removed ? 0 : count) };
    }
    if (cut !== undefined && cut.old + cut.fresh - from.old - from.fresh >= size) return cut;
  }
}

/** Lines with their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
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
      if (line.startsWith('+')) return paint.added(shown);
      return line.startsWith('-') ? paint.removed(shown) : shown;
    })
    .join('\n');
}
