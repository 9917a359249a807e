import type { Diagnostic } from '../../src/index.js';
import { textOf, type Span } from '../../src/text/source-file.js';
import type { Variant } from './variants.js';

/** Findings that one tree has and the other has not, a line each, however often. */
export function differing(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  { said, except = [] }: Variant,
): readonly string[] {
  const judged = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    found.filter(({ rule }) => !except.includes(rule));
  const left = new Map<string, number>();
  for (const gist of judged(before).map((each) => gistOf(each, (text) => text)))
    left.set(gist, (left.get(gist) ?? 0) + 1);
  for (const gist of judged(after).map((each) => gistOf(each, said))) left.set(gist, (left.get(gist) ?? 0) - 1);
  return [...left].flatMap(([gist, count]) => (count === 0 ? [] : [`${count > 0 ? '-' : '+'} ${gist}`])).sort();
}

/** All that is said of a finding, and the first word at each of its places; how a text is quoted does not count. */
function gistOf(diagnostic: Diagnostic, said: Variant['said']): string {
  const { rule, severity, message, primary, related, notes, help, fix } = diagnostic;
  const words = [message, primary.text, ...notes, help ?? '', fix?.title ?? ''].map(said);
  const others = related.map(({ span, text }) => said(`${wordAt(span)} (${text})`)).sort();
  return `${severity}[${rule}] at ${said(wordAt(primary.span))}: ${[...words, ...others].join(' | ')}`.replace(
    /["']/g,
    '',
  );
}

function wordAt(span: Span): string {
  const text = textOf(span).replace(/^\s*#.*$/gm, '');
  return /[\w./-]+/.exec(text)?.[0] ?? '';
}
