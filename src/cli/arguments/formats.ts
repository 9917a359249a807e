/** The formats of each command: of `lint`, which needs no name, and of the others. */
export const FORMATS = [
  'pretty',
  'line',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'markdown',
  'html',
] as const;
export const ENDPOINTS_FORMATS = ['pretty', 'line', 'json'] as const;
export const GRAPH_FORMATS = ['mermaid', 'dot', 'json', 'html'] as const;
export const CONNECTIONS_FORMATS = ['pretty', 'markdown', 'json'] as const;
export const TRACE_FORMATS = ['pretty', 'json'] as const;
export const DIFF_FORMATS = ['pretty', 'markdown', 'json'] as const;
export const UNITS_FORMATS = ['pretty', 'json'] as const;
export const RULES_FORMATS = ['pretty', 'json'] as const;
