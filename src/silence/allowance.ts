import type { Span } from '../text/source-file.js';
import type { AllowedRule, Malformed, Silencing } from './silencing.js';

type Allowance = Pick<Silencing, 'rules' | 'reason' | 'malformed'>;

/** The name of a rule, known or not. */
const RULE_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Reads `allow RULE, RULE -- reason`, the text of a comment behind `svclint:`; `spanOf` locates a piece of the text.
 */
export function readInstruction(text: string, spanOf: (start: number, end: number) => Span): Allowance {
  const allow = /^allow(?=\s|$)\s*/.exec(text);
  if (allow !== null) return readAllowance(text, allow[0].length, spanOf);
  const word = /^\S*/.exec(text)?.[0] ?? '';
  return { rules: [], reason: undefined, malformed: { kind: 'word', text: word, span: spanOf(0, word.length) } };
}

/** Reads `RULE, RULE -- reason` from an offset of the text on. */
export function readAllowance(text: string, from: number, spanOf: (start: number, end: number) => Span): Allowance {
  const dashes = /(?:^|\s)--(?=\s|$)/.exec(text.slice(from));
  const end = dashes === null ? text.length : from + dashes.index;
  const reason = dashes === null ? '' : text.slice(end + dashes[0].length).trim();
  const rules: AllowedRule[] = [];
  let malformed: Malformed | undefined;
  for (const item of text.slice(from, end).matchAll(/[^,]+/g)) {
    const name = item[0].trim();
    const start = from + item.index + item[0].length - item[0].trimStart().length;
    const span = spanOf(start, start + name.length);
    if (RULE_NAME.test(name)) rules.push({ id: name, span });
    else if (name !== '') malformed ??= { kind: 'name', text: name, span };
  }
  if (rules.length === 0) malformed ??= { kind: 'empty', text: '', span: spanOf(0, text.trimEnd().length) };
  return { rules, reason: reason === '' ? undefined : reason, malformed };
}
