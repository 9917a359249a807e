import { withoutEnd } from '../../text/trim.js';
import { isScalar, parseDocument } from 'yaml';
import type { ScalarTree } from '../../tree/tree.js';

/**
 * The value of a quoted scalar that the library reads otherwise than kubectl's parser: one over lines that are not
 * indented, and one with `\\'` between double quotes. Indentation inside quotes means nothing, so the same text with
 * deeper lines has the same value. Undefined for a text that is no quoted scalar.
 */
export function quotedValue(source: string): string | undefined {
  const readable = (
    source.startsWith('"') ? source.replace(/\\([^])/g, (pair, char: string) => (char === "'" ? "'" : pair)) : source
  ).replace(/\n/g, '\n ');
  const { contents, errors } = parseDocument(readable, { schema: 'failsafe', version: '1.1', logLevel: 'silent' });
  return errors.length === 0 && isScalar(contents) && typeof contents.value === 'string' ? contents.value : undefined;
}

/**
 * The value of a folded block as every parser reads it, without what `widensFolds` adds; undefined for any other text.
 */
export function foldedValue({ style, source, value }: ScalarTree): string | undefined {
  if (style !== 'block' || !source.startsWith('>') || typeof value !== 'string') return undefined;
  const { contents, errors } = parseDocument(source, { schema: 'failsafe', version: '1.1', logLevel: 'silent' });
  if (errors.length > 0 || !isScalar(contents) || typeof contents.value !== 'string') return undefined;
  const breaks = value.slice(withoutEnd(value, '\n').length); // how it ends depends on the line behind it
  return withoutEnd(contents.value, '\n') + breaks;
}

/** What yaml.v3 makes of a text that it writes as a folded block: an empty line more before lines that are deeper. */
export function widened(text: string): string {
  return text.replace(/^([^ \t\n].*\n+)(?=[ \t])/gm, '$1\n');
}
