import { positionAt } from '../../text/source-file.js';
import type { Span } from '../../text/source-file.js';
import { visible } from './visible.js';

/** `path:line:column` of the start of a span, as editors and terminals link it. */
export function locationOf(span: Span): string {
  const { line, column } = positionAt(span.file, span.start);
  return `${visible(span.file.path)}:${line}:${column}`;
}
