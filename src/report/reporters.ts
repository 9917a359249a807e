import type { EndpointsReporter, Reporter } from './formats/reporter.js';
import type { GraphReporter } from './graphs/graph-reporter.js';
import type { ConnectionsReporter } from './listings/connections.js';
import type { DifferenceReporter } from './listings/difference.js';
import type { TraceReporter } from './listings/trace.js';
import type { UnitsReporter } from './listings/units.js';

export { summaryLine } from './formats/reporter.js';
export { statistics } from './formats/rule-table.js';
export type { EndpointsReporter, Reporter, ReportOptions, RuleText } from './formats/reporter.js';

/** The formats of the lint command by name. Each is loaded when asked for, so that the others cost nothing at start. */
export const reporters: ReadonlyMap<string, () => Promise<Reporter>> = new Map([
  ['pretty', async () => (await import('./formats/pretty.js')).pretty],
  ['line', async () => (await import('./formats/line.js')).line],
  ['json', async () => (await import('./formats/json.js')).json],
  ['sarif', async () => (await import('./formats/sarif.js')).sarif],
  ['github', async () => (await import('./formats/github.js')).github],
  ['gitlab', async () => (await import('./formats/gitlab.js')).gitlab],
  ['junit', async () => (await import('./formats/junit.js')).junit],
  ['checkstyle', async () => (await import('./formats/checkstyle.js')).checkstyle],
  ['markdown', async () => (await import('./formats/markdown.js')).markdown],
  ['html', async () => (await import('./pages/pages.js')).reportPage],
]);

/** The formats of the command `endpoints` by name. */
export const endpointsReporters: ReadonlyMap<string, () => Promise<EndpointsReporter>> = new Map([
  ['pretty', async () => (await import('./listings/endpoints.js')).prettyEndpoints],
  ['line', async () => (await import('./listings/endpoints.js')).lineEndpoints],
  ['json', async () => (await import('./listings/endpoints.js')).jsonEndpoints],
]);

/** The formats of the command `graph` by name. */
export const graphReporters: ReadonlyMap<string, () => Promise<GraphReporter>> = new Map([
  ['mermaid', async () => (await import('./graphs/mermaid.js')).mermaid],
  ['dot', async () => (await import('./graphs/dot.js')).dot],
  ['json', async () => (await import('./graphs/graph-reporter.js')).jsonGraph],
  ['html', async () => (await import('./pages/pages.js')).graphPage],
]);

/** The formats of the command `connections` by name. */
export const connectionsReporters: ReadonlyMap<string, () => Promise<ConnectionsReporter>> = new Map([
  ['pretty', async () => (await import('./listings/connections.js')).prettyConnections],
  ['markdown', async () => (await import('./listings/connections.js')).markdownConnections],
  ['json', async () => (await import('./listings/connections.js')).jsonConnections],
]);

/** The formats of the command `diff` by name. */
export const differenceReporters: ReadonlyMap<string, () => Promise<DifferenceReporter>> = new Map([
  ['pretty', async () => (await import('./listings/difference.js')).prettyDifference],
  ['markdown', async () => (await import('./listings/difference.js')).markdownDifference],
  ['json', async () => (await import('./listings/difference.js')).jsonDifference],
]);

/** The formats of the command `units` by name. */
export const unitsReporters: ReadonlyMap<string, () => Promise<UnitsReporter>> = new Map([
  ['pretty', async () => (await import('./listings/units.js')).prettyUnits],
  ['json', async () => (await import('./listings/units.js')).jsonUnits],
]);

/** The formats of the command `trace` by name. */
export const traceReporters: ReadonlyMap<string, () => Promise<TraceReporter>> = new Map([
  ['pretty', async () => (await import('./listings/trace.js')).prettyTrace],
  ['json', async () => (await import('./listings/trace.js')).jsonTrace],
]);
