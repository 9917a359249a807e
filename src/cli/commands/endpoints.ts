import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { ServiceEndpoints } from '../../index.js';
import { VERSION } from '../../report/version.js';
import { code } from '../../text/words.js';
import { allValuesOf, oneOf, type CommandLine } from '../arguments/command-line.js';
import { ENDPOINTS_FORMATS } from '../arguments/formats.js';
import { clusterOptions, colorOf } from '../configuration/settings.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { similarTo, UsageError } from '../program/usage-error.js';
import { judgeInputs } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';

/** `svclint endpoints [PATH…]`: what stands behind each Service. */
export async function endpointsCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const cluster = clusterOptions(line);
  const { describeUnits, predictEndpoints } = await parts.api();
  const judged = await judgeInputs(line, io, parts, ({ files, charts }) =>
    predictEndpoints(files, { ...cluster, charts }),
  );
  if (judged === null) return USAGE;
  const shown = chosen(judged.result, allValuesOf(line, 'service'));
  const { endpointsReporters } = await parts.reports();
  const format = oneOf(line, 'format', ENDPOINTS_FORMATS);
  const load = endpointsReporters.get(format);
  if (load === undefined) throw new Error(`no reporter for the format ${format}`);
  const report = await load();
  const color = hasColor(colorOf(line), io.stdout, io.env);
  await io.stdout.write(report(shown, { version: VERSION, color, width: widthOf(io.stdout) }));
  if (judged.hasProblems) return USAGE;
  const hasNoObjects = (): boolean =>
    describeUnits(judged.files, { ...cluster, charts: judged.charts }).every(({ resources }) => resources === 0);
  return judged.result.length === 0 && hasNoObjects() ? whereNothingJudged(judged, line, io) : CLEAN;
}

/** The Services that `--service` names, or all of them; throws UsageError for a name that none has. */
function chosen(services: readonly ServiceEndpoints[], wanted: readonly string[]): readonly ServiceEndpoints[] {
  if (wanted.length === 0) return services;
  const fits = ({ namespace, name }: ServiceEndpoints, text: string): boolean =>
    text === name || text === `${namespace ?? ''}/${name}`;
  for (const text of wanted) {
    if (services.some((service) => fits(service, text))) continue;
    const names = services.map(({ namespace, name }) =>
      text.includes('/') && namespace !== null ? `${namespace}/${name}` : name,
    );
    throw new UsageError(`there is no Service ${code(text)} among the files${similarTo(text, names, 'Service')}`);
  }
  return services.filter((service) => wanted.some((text) => fits(service, text)));
}
