import type { Place, ScalarTree } from '../../tree/tree.js';
import { partsOf, type PartOf } from '../../tree/part-of-scalar.js';

/**
 * A host that a flag gives, and the port that the flag of the same stem gives: `--redis-host=cache --redis-port 6379`.
 */
export interface FlagPair {
  readonly host: string;
  /** Where pieces of the host stand. */
  readonly part: PartOf;
  readonly port: number;
  readonly portAt: Place;
}

interface Value {
  readonly stem: string;
  readonly text: string;
  readonly part: PartOf;
}

const HOST_FLAG = /^--?([\w.-]*?)[-_.]?(?:host|hostname|addr|address|server)(=|$)/i;
const PORT_FLAG = /^--?([\w.-]*?)[-_.]?port(=|$)/i;

/** The pairs among the words of a command. */
export function flagPairs(words: readonly ScalarTree[]): readonly FlagPair[] {
  const ports = valuesOf(words, PORT_FLAG).filter(({ text }) => /^\d{1,5}$/.test(text));
  if (ports.length === 0) return [];
  const byStem = new Map(ports.map((port) => [port.stem, port]));
  return valuesOf(words, HOST_FLAG).flatMap(({ stem, text, part }) => {
    const port = byStem.get(stem);
    if (port === undefined || !/^[a-z][\w.-]*$/.test(text)) return [];
    return [{ host: text, part, port: Number(port.text), portAt: port.part(0, port.text.length) }];
  });
}

/** The values of flags, behind `=` or in the next word. */
function valuesOf(words: readonly ScalarTree[], flag: RegExp): readonly Value[] {
  return words.flatMap((word, at): Value[] => {
    const text = String(word.value);
    const match = flag.exec(text);
    if (match === null) return [];
    const stem = (match[1] ?? '').toLowerCase();
    const offset = match[0].length;
    if (match[2] === '=')
      return [{ stem, text: text.slice(offset), part: (start, end) => partsOf(word)(offset + start, offset + end) }];
    const next = words[at + 1];
    return next === undefined ? [] : [{ stem, text: String(next.value), part: partsOf(next) }];
  });
}
