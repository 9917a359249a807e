import { editsWithin } from './similar.js';

/** The words that are at most so many edits from another one, in alphabetical order. */
export type WordsNear = (word: string, most: number) => readonly string[];

/** So few words are compared one by one. */
const FEW = 4;

/**
 * Finds words near to others without comparing each with each. Sorted words are a tree, since those that begin alike
 * stand together. It is walked letter by letter, and all that begins otherwise than a word within reach is left out.
 */
export function wordsNear(words: Iterable<string>): WordsNear {
  const sorted = [...new Set(words)].sort();
  return (word, most) => {
    const found: string[] = [];
    const compare = (from: number, to: number): void => {
      for (const candidate of sorted.slice(from, to))
        if (editsWithin(word, candidate, most) !== undefined) found.push(candidate);
    };
    const walk = (from: number, to: number, beginning: Beginning): void => {
      if (to - from <= FEW) return compare(from, to);
      const { length } = beginning;
      // A word that is nothing but the beginning stands before those that go on.
      let at = sorted[from]?.length === length ? from + 1 : from;
      compare(from, at);
      while (at < to) {
        const letter = sorted[at]?.[length] ?? '';
        const end = firstIndex(at, to, (index) => sorted[index]?.[length] !== letter);
        const longer = withLetter(beginning, letter, word);
        // A swap reaches back two letters, and is an edit.
        if (least(longer) <= most || least(beginning) < most) walk(at, end, longer);
        at = end;
      }
    };
    walk(0, sorted.length, nothing(word, most));
    return found;
  };
}

/**
 * What words begin with, beside the word that is looked for. `edits` is the row of the table of edits, as far as few
 * edits reach: the entry in the middle is for as many letters of the word, those before and after it for less and more.
 */
interface Beginning {
  readonly length: number;
  readonly letter: string;
  readonly edits: readonly number[];
  /** The same without the last letter. */
  readonly before: Beginning | undefined;
}

function nothing(word: string, most: number): Beginning {
  const edits = Array.from({ length: 2 * most + 1 }, (_, at) => {
    const letters = at - most;
    return letters < 0 || letters > word.length ? Infinity : letters;
  });
  return { length: 0, letter: '', edits, before: undefined };
}

function withLetter(last: Beginning, letter: string, word: string): Beginning {
  const length = last.length + 1;
  const { edits: above, before } = last;
  const middle = (above.length - 1) / 2;
  const edits = new Array<number>(above.length).fill(Infinity);
  const first = Math.max(0, middle - length);
  const end = Math.min(above.length, word.length - length + middle + 1);
  for (let at = first; at < end; at++) {
    const letters = length + at - middle;
    let fewest = (above[at] ?? Infinity) + (letter === word[letters - 1] ? 0 : 1);
    fewest = Math.min(fewest, (above[at + 1] ?? Infinity) + 1, (edits[at - 1] ?? Infinity) + 1);
    if (isSwap(last.letter, letter, word, letters)) fewest = Math.min(fewest, (before?.edits[at] ?? Infinity) + 1);
    edits[at] = fewest;
  }
  return { length, letter, edits, before: last };
}

function isSwap(first: string, second: string, word: string, letters: number): boolean {
  return letters > 1 && first === word[letters - 1] && second === word[letters - 2];
}

function least({ edits }: Beginning): number {
  let fewest = Infinity;
  for (const each of edits) if (each < fewest) fewest = each;
  return fewest;
}

/**
 * The first index for which something holds, of those for which it holds from there on; `to` where it does for none.
 */
function firstIndex(from: number, to: number, holds: (index: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
