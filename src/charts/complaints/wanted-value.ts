import { piecesOf } from '../templates/actions.js';
import type { Complaint } from './complaint.js';

/**
 * The value that a template cannot do without, as a path from the top of the values: `service.port`, or `cache.port`
 * for the template of a sub-chart. Undefined where the place that helm names asks for none, or for more than one.
 */
export function wantedValue(
  template: string,
  { about, path = '', line, column, message }: Complaint,
): string | undefined {
  if (about !== 'values' || line === undefined) return undefined;
  // `<.Values.a.b>: nil pointer evaluating interface {}.b`: what is not there is `a`.
  const nil = /^<\$?\.Values\.([\w.-]+)\.[\w-]+>: nil pointer/.exec(message)?.[1];
  const start =
    template
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    (column ?? 1) -
    1;
  const action = piecesOf(template).find(
    (piece) => piece.type === 'action' && piece.start <= start && start < piece.end,
  );
  const named = nil === undefined && action !== undefined ? valuesIn(template.slice(action.start, action.end)) : [];
  const value = nil ?? (named.length === 1 ? named[0] : undefined);
  if (value === undefined) return undefined;
  const charts = [...path.matchAll(/(?:^|\/)charts\/([^/]+)(?=\/)/g)].map((match) => match[1]);
  return value.startsWith('global.') ? value : [...charts, value].join('.');
}

/** The values that an action names, each once. */
function valuesIn(action: string): readonly string[] {
  return [
    ...new Set([...action.matchAll(/(?<![\w)])\$?\.Values\.([\w-]+(?:\.[\w-]+)*)/g)].map((match) => match[1] ?? '')),
  ];
}
