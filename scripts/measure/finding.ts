import { positionAt, type Span } from '../../src/text/source-file.js';
import type { Diagnostic } from '../../src/index.js';

/** `shop/service.yaml:16:17`. */
export function place(span: Span): string {
  const { line, column } = positionAt(span.file, span.start);
  return `${span.file.path}:${line}:${column}`;
}

/** A finding on several lines: place and message, its labels, notes, help and fix. For judging by hand. */
export function inFull(diagnostic: Diagnostic): string {
  const { severity, rule, message, primary, related, notes, help, fix } = diagnostic;
  return [
    `${place(primary.span)}: ${severity}[${rule}] ${message}`,
    ...(primary.text === '' ? [] : [`    at    ${primary.text}`]),
    ...related.map((label) => `    see   ${place(label.span)}: ${label.text}`),
    ...notes.map((note) => `    note  ${note}`),
    ...(help === null ? [] : [`    help  ${help}`]),
    ...(fix === null ? [] : [`    fix   (${fix.applicability}) ${fix.title}`]),
  ].join('\n');
}

/** A finding as one JSON line, its places as 1-based lines and columns. */
export function asJsonLine(repo: string, diagnostic: Diagnostic): string {
  const { rule, severity, message, primary, related, notes, help, subject, fix } = diagnostic;
  const { line, column } = positionAt(primary.span.file, primary.span.start);
  return JSON.stringify({
    repo,
    rule,
    severity,
    message,
    file: primary.span.file.path,
    line,
    column,
    subject,
    label: primary.text,
    related: related.map((label) => ({ at: place(label.span), text: label.text })),
    notes,
    help,
    fix: fix === null ? null : { title: fix.title, applicability: fix.applicability },
  });
}

/**
 * Up to `most` of the findings, spread over many sources: one from each source in turn, within a source in an order
 * that depends on nothing but the findings themselves.
 */
export function sample<T>(sources: readonly (readonly T[])[], most: number, key: (item: T) => string): readonly T[] {
  const shuffled = sources.map((items) => [...items].sort((a, b) => hash(key(a)) - hash(key(b))));
  const longest = Math.max(0, ...shuffled.map((items) => items.length));
  const turns = Array.from({ length: longest }, (_, turn) => shuffled.flatMap((items) => items.slice(turn, turn + 1)));
  return turns.flat().slice(0, most);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
