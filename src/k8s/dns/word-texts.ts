import { getList, isString, type Path, type ScalarTree, type Tree } from '../../tree/tree.js';
import { partsOf, type PartOf } from '../../tree/part-of-scalar.js';
import { isClientProgram } from '../hosts/client-commands.js';
import type { Container } from '../pods/container.js';

/** A text of a command: one item, or all of them in a row. */
export interface WordText {
  readonly field: 'command' | 'args' | 'check';
  /** The container, or the probe or hook. */
  readonly key: string;
  readonly scalar: ScalarTree;
  readonly text: string;
  readonly part?: PartOf;
  /** Items in a row tell a host only as a word of a client: `[nc, -z, db, "5432"]`. */
  readonly joined?: true;
}

/** The items of `command` and `args`. */
export function ordersOf(container: Container): readonly WordText[] {
  return (['command', 'args'] as const).flatMap((field) =>
    itemsOf(container.get(field)).map((scalar) => ({ field, key: container.name, scalar, text: String(scalar.value) })),
  );
}

/** The items of what probes and hooks run in the container. */
export function checkTexts(container: Container): readonly WordText[] {
  return container.checks.flatMap(({ name, path }) => {
    const at: Path = [...path, 'exec', 'command'];
    const items = itemsOf(container.get(...at));
    const texts = items.map((scalar) => ({
      field: 'check' as const,
      key: name,
      scalar,
      text: String(scalar.value),
    }));
    return [...texts, ...joined(texts)];
  });
}

function itemsOf(list: Tree | undefined): readonly ScalarTree[] {
  return getList(list).filter(isString);
}

/** All words of a client as one text, where each item is one word; a script is read by itself. */
export function joined(words: readonly WordText[]): readonly WordText[] {
  const [first] = words;
  if (first === undefined || !words.some(({ text }) => isClientProgram(text))) return [];
  if (words.some(({ text }) => /\s/.test(text))) return [];
  const starts: number[] = [];
  let length = 0;
  for (const { text } of words) {
    starts.push(length);
    length += text.length + 1;
  }
  const part: PartOf = (start, end) => {
    const at = starts.findLastIndex((each) => each <= start);
    const from = starts[at] ?? 0;
    return partsOf((words[at] ?? first).scalar)(start - from, end - from);
  };
  const { field, key, scalar } = first;
  return [{ field, key, scalar, text: words.map(({ text }) => text).join(' '), part, joined: true }];
}
