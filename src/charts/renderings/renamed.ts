import { once } from '../../data/once.js';
import { lineText, positionAt, sourceFile, type Renamed } from '../../text/source-file.js';

/**
 * Lays what helm printed of a template under another name beside what it printed under the first: a name changes words
 * and neither lines nor what stands between words.
 */
export function renamedTo(release: string, textThere: () => string | undefined): Renamed {
  const there = once(() => sourceFile('', textThere() ?? ''));
  // A line may be the whole of a rendering, and be asked for word by word.
  const known = new Map<number, Words | undefined>();
  return {
    release,
    textOf: (span) => {
      const other = there();
      if (other.lineStarts.length !== span.file.lineStarts.length) return undefined;
      const { line, column } = positionAt(span.file, span.start);
      if (!known.has(line)) known.set(line, wordsOf(lineText(span.file, line), lineText(other, line)));
      const words = known.get(line);
      const first = words?.byStart.get(column - 1);
      const last = words?.byEnd.get(column - 1 + span.end - span.start);
      return first === undefined || last === undefined ? undefined : words?.text.slice(first.start, last.end);
    },
  };
}

/** Words with all that names of Kubernetes may have but dots. */
const WORD = /[\w-]+/g;

interface Word {
  readonly start: number;
  readonly end: number;
}

/** A line, and its words by where those begin and end in whose place they stand. */
interface Words {
  readonly text: string;
  readonly byStart: ReadonlyMap<number, Word>;
  readonly byEnd: ReadonlyMap<number, Word>;
}

/** Undefined where more than words differs. */
function wordsOf(line: string, text: string): Words | undefined {
  const gaps = (all: string): string => all.replace(WORD, 'w');
  if (gaps(line) !== gaps(text)) return undefined;
  const words = (all: string): readonly Word[] =>
    [...all.matchAll(WORD)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
  const theirs = words(text);
  const pairs = words(line).map((here, at) => ({ here, there: theirs[at] ?? here }));
  return {
    text,
    byStart: new Map(pairs.map(({ here, there }) => [here.start, there])),
    byEnd: new Map(pairs.map(({ here, there }) => [here.end, there])),
  };
}
