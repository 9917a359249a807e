import type { WrittenValue } from '../../text/source-file.js';
import type { MapTree, Place, Tree } from '../../tree/tree.js';
import { itemsOf, valuesNamedAt, type NamedValue } from '../templates/scope.js';

/** A piece of rendered text that an action of a template made. */
export interface MadeText {
  readonly template: string;
  /** Where the action begins. */
  readonly offset: number;
  /** What it made of the line. */
  readonly made: string;
  /** The whole rendered line, and the piece of it that is asked for. */
  readonly line: string;
  readonly token: string;
}

/** The value of which an action made a text: the only one that the action names and that reads like the text. */
export function writtenValue(
  { template, offset, made, line, token }: MadeText,
  values: MapTree,
): WrittenValue | undefined {
  const texts = new Set([made, token].map(plainText));
  const { key, value } = entryOf(line);
  const isKey = key !== undefined && plainText(token) === key;
  const found = valuesNamedAt(template, offset, values).flatMap((named) => {
    if (named.tree.type === 'scalar')
      return !isKey && texts.has(String(named.tree.value)) ? [{ name: named.name, place: named.tree.place }] : [];
    return matchesIn(named, { key, value, isKey });
  });
  const [first, ...others] = found.map(({ name, place }) => ({ name, span: place.anchor ?? place.span }));
  const isOne =
    first !== undefined &&
    first.span.start < first.span.end &&
    others.every(({ span }) => span.file === first.span.file && span.start === first.span.start);
  return isOne ? first : undefined;
}

interface RenderedEntry {
  readonly key: string | undefined;
  readonly value: string;
}

/** `key: value`, `- key: value` or `- value`, without quotes. */
function entryOf(line: string): RenderedEntry {
  const content = line.trim().replace(/^(?:- +)+/, '');
  const [, key, value] = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#:](?:[^:]|:(?=\S))*):(?:\s+(.*))?$/.exec(content) ?? [];
  return key === undefined
    ? { key: undefined, value: plainText(content) }
    : { key: plainText(key), value: plainText(value ?? '') };
}

/** The entries of a value that came out as such a line: with its key and its value, or as the item of a list. */
function matchesIn(
  named: NamedValue,
  wanted: RenderedEntry & { readonly isKey: boolean },
): readonly { readonly name: string; readonly place: Place }[] {
  return itemsOf(named).flatMap((item) => {
    const entry =
      named.tree.type === 'map' ? [...named.tree.entries.values()].find(({ value }) => value === item.tree) : undefined;
    const isHere = entry?.key === wanted.key && wanted.value === textOfValue(item.tree);
    const here = isHere
      ? [{ name: item.name, place: wanted.isKey && entry !== undefined ? entry.keyPlace : item.tree.place }]
      : [];
    return [...here, ...matchesIn(item, wanted)];
  });
}

function textOfValue(tree: Tree): string {
  return tree.type === 'scalar' ? String(tree.value) : '';
}

/** A scalar as it was meant: without quotes, or as it stands. */
function plainText(text: string): string {
  const trimmed = text.trim();
  if (/^'.*'$/s.test(trimmed)) return trimmed.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/s.test(trimmed)) return trimmed;
  try {
    return String(JSON.parse(trimmed));
  } catch {
    return trimmed.slice(1, -1);
  }
}
