import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/index.js';
import type { Case } from '../support/cases.js';

/** Words that a message must not have, and why. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\?/, 'asks'],
  [/\bdid you mean\b/i, 'guesses aloud'],
  [/\bplease\b/i, 'begs'],
  [/\billegal\b/i, 'blames'],
  [/\bmust be valid\b|\binvalid configuration\b/i, 'says nothing'],
  [/semantics\.md|\bsemantics \d/i, 'names a paper that users do not have'],
];

/** What breaks the rules of docs/messages.md in one finding, each in a few words. */
export function faultsOf(diagnostic: Diagnostic): readonly string[] {
  const { message, primary, related, notes, help, fix } = diagnostic;
  const labels = [primary, ...related].map(({ text }) => text);
  const texts = [message, ...labels, ...notes, ...(help === null ? [] : [help]), ...(fix === null ? [] : [fix.title])];
  const faults = texts.flatMap((text) => [
    ...(text.split('`').length % 2 === 0 ? [`back-ticks are not balanced: ${text}`] : []),
    ...(/[.!]$/.test(text.trimEnd()) ? [`ends in a full stop: ${text}`] : []),
    ...(text !== text.trim() || /\s\s|\n/.test(text.replace(/`[^`]*`/g, '``')) ? [`has stray blanks: ${text}`] : []),
    ...(/\bundefined\b|\[object|\bNaN\b/.test(text.replace(/`[^`]*`/g, '')) ? [`shows machinery: ${text}`] : []),
    ...BANNED.filter(([pattern]) => pattern.test(text.replace(/`[^`]*`/g, '``'))).map(
      ([, fault]) => `${fault}: ${text}`,
    ),
  ]);
  if (message.length > 120) faults.push(`headline of ${message.length} characters: ${message}`);
  if (!/^([a-z`]|[A-Z][A-Za-z]+ `|[A-Z]{2,})/.test(message))
    faults.push(`starts neither in lower case nor with a kind: ${message}`);
  if (notes.length > 2) faults.push(`${notes.length} notes: ${message}`);
  if (texts.includes('')) faults.push(`a text without words: ${message}`);
  if (primary.span.start >= primary.span.end) faults.push(`points at nothing: ${message}`);
  return faults;
}

/** What is said of a case is said in the style of docs/messages.md, and what is offered can be done. */
export function mustHaveStyle({ judge }: Case): void {
  it('speaks in the style of docs/messages.md', () => {
    expect(judge().diagnostics.flatMap(faultsOf)).toEqual([]);
  });

  it('offers fixes that can be applied', () => {
    for (const { fix } of judge().diagnostics) {
      if (fix === null) continue;
      expect(fix.edits).not.toEqual([]);
      const places = fix.edits.map(({ span }) => ({ path: span.file.path, start: span.start, end: span.end }));
      const overlaps = places.filter((a, i) =>
        places.some((b, j) => i < j && a.path === b.path && a.start < b.end && b.start < a.end),
      );
      expect(overlaps).toEqual([]);
    }
  });
}
