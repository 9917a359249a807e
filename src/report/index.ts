import type { EndpointsReporter, Reporter } from './report.js';
import type { UnitsReporter } from './units.js';

export { summaryLine } from './report.js';
export type { EndpointsReporter, Reporter, ReportOptions, RuleText } from './report.js';

/** The formats of the lint command by name. Each is loaded when asked for, so that the others cost nothing at start. */
export const reporters: ReadonlyMap<string, () => Promise<Reporter>> = new Map([
  ['pretty', async () => (await import('./pretty.js')).pretty],
  ['line', async () => (await import('./line.js')).line],
  ['json', async () => (await import('./json.js')).json],
  ['sarif', async () => (await import('./sarif.js')).sarif],
  ['github', async () => (await import('./github.js')).github],
  ['gitlab', async () => (await import('./gitlab.js')).gitlab],
  ['junit', async () => (await import('./junit.js')).junit],
  ['checkstyle', async () => (await import('./checkstyle.js')).checkstyle],
  ['markdown', async () => (await import('./markdown.js')).markdown],
]);

/** The formats of the command `endpoints` by name. */
export const endpointsReporters: ReadonlyMap<string, () => Promise<EndpointsReporter>> = new Map([
  ['pretty', async () => (await import('./endpoints.js')).prettyEndpoints],
  ['line', async () => (await import('./endpoints.js')).lineEndpoints],
  ['json', async () => (await import('./json.js')).jsonEndpoints],
]);

/** The formats of the command `units` by name. */
export const unitsReporters: ReadonlyMap<string, () => Promise<UnitsReporter>> = new Map([
  ['pretty', async () => (await import('./units.js')).prettyUnits],
  ['json', async () => (await import('./units.js')).jsonUnits],
]);
