import { once } from '../../data/once.js';
import { lineText, positionAt, sourceFile, type Renamed } from '../../text/source-file.js';

/**
 * Lays what helm printed of a template under another name beside what it printed under the first: a name changes words
 * and neither lines nor what stands between words.
 */
export function renamedTo(release: string, textThere: () => string | undefined): Renamed {
  const there = once(() => sourceFile('', textThere() ?? ''));
  return {
    release,
    textOf: (span) => {
      const other = there();
      if (other.lineStarts.length !== span.file.lineStarts.length) return undefined;
      const { line, column } = positionAt(span.file, span.start);
      const from = column - 1;
      return wordsThere(lineText(span.file, line), lineText(other, line), from, from + span.end - span.start);
    },
  };
}

/** Words with all that names of Kubernetes may have but dots. */
const WORD = /[\w-]+/g;

/** The words of another line that stand where those in the columns `from` to `to` stand in this one. */
function wordsThere(line: string, other: string, from: number, to: number): string | undefined {
  const gaps = (text: string): string => text.replace(WORD, 'w');
  if (gaps(line) !== gaps(other)) return undefined;
  const there = [...other.matchAll(WORD)];
  const words = [...line.matchAll(WORD)].map((word, at) => ({
    start: word.index,
    end: word.index + word[0].length,
    other: there[at],
  }));
  const first = words.find(({ start }) => start === from)?.other;
  const last = words.find(({ end }) => end === to)?.other;
  return first === undefined || last === undefined ? undefined : other.slice(first.index, last.index + last[0].length);
}
