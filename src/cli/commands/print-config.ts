import { fitting } from '../../engine/severities.js';
import type { Io } from '../../host/io.js';
import { resolved, shownPath } from '../../host/paths.js';
import type { RuleOverride } from '../../index.js';
import { printable } from '../../text/words.js';
import type { Path } from '../../tree/tree.js';
import { allValuesOf, valueOf, type CommandLine } from '../command-line.js';
import { CLEAN, type ExitCode } from '../exit-codes.js';
import type { Parts } from '../parts.js';
import { clusterOptions, limitsOf, severityOptions } from '../settings.js';

/** One setting as it holds, and where it comes from. */
interface Row {
  readonly name: string;
  readonly value: unknown;
  readonly from: string;
}

/** `svclint --print-config PATH`: YAML, with the origin of each setting behind it. Rules that keep their usual severity are left out. */
export async function printConfig(given: string, line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const path = shownPath(resolved(given, io.cwd), given, io.cwd);
  const { rules } = await parts.api();
  const severities = severityRows(
    path,
    line,
    rules.map(({ id }) => id),
  );
  const rows = [
    ...generalRows(line),
    ...(severities.length > 0 ? ['rules:', ...severities.map((row) => `  ${written(row)}`)] : []),
  ];
  const head = [
    `settings for ${path}`,
    `from ${line.file?.shown ?? 'no settings file'}; rules that are not listed keep their usual severity`,
  ];
  await io.stdout.write(`${[...head.map((text) => `# ${printable(text)}`), ...rows].join('\n')}\n`);
  return CLEAN;
}

function generalRows(line: CommandLine): readonly string[] {
  const cluster = clusterOptions(line);
  const limits = limitsOf(line);
  const rows: readonly Row[] = [
    { name: 'namespace', value: cluster.namespace, from: originOf(line, 'namespace') },
    {
      name: 'kubernetesVersion',
      value: cluster.kubernetesVersion,
      from: originOf(line, 'kubernetesVersion', 'kubernetes-version'),
    },
    { name: 'validate', value: cluster.fieldValidation ?? valueOf(line, 'validate'), from: originOf(line, 'validate') },
    { name: 'serverSide', value: cluster.serverSide, from: originOf(line, 'serverSide', 'server-side') },
    { name: 'external', value: cluster.external, from: originOf(line, 'external', 'external', true) },
    { name: 'workloads', value: cluster.workloads, from: originOf(line, 'workloads', 'workload', true) },
    { name: 'units', value: cluster.units, from: originOf(line, 'units') },
    {
      name: 'ignore',
      value: [...(line.file?.settings.ignore ?? []), ...allValuesOf(line, 'ignore')],
      from: originOf(line, 'ignore', 'ignore', true),
    },
    { name: 'failOn', value: limits.failOn, from: originOf(line, 'failOn', 'fail-on') },
    {
      name: 'maxWarnings',
      value: limits.maxWarnings === Infinity ? undefined : limits.maxWarnings,
      from: originOf(line, 'maxWarnings', 'max-warnings'),
    },
    { name: 'baseline', value: line.file?.settings.baseline, from: originOf(line, 'baseline') },
  ];
  return rows.filter(({ value }) => value !== undefined && !(Array.isArray(value) && value.length === 0)).map(written);
}

/** `--namespace`, `svclint.yaml:3`, `default`; for a list that is joined, both. */
function originOf(
  line: CommandLine,
  setting: keyof NonNullable<CommandLine['file']>['settings'],
  option: string = setting,
  isJoined = false,
): string {
  const given = line.values.has(option) ? [`--${option}`] : [];
  const { file } = line;
  const stated = file?.settings[setting] === undefined ? [] : [file.where(setting)];
  const all = isJoined ? [...stated, ...given] : [...given, ...stated].slice(0, 1);
  return all.length === 0 ? 'default' : all.join(', ');
}

/** The rules that something sets, by name; what holds for some objects only stands below as a comment. */
function severityRows(path: string, line: CommandLine, known: readonly string[]): readonly Row[] {
  const { rules = {}, overrides = [], folders } = severityOptions(line, known);
  const { file } = line;
  const given = new Set(allValuesOf(line, 'rule').map((setting) => setting.split('=')[0]));
  const stated = overrides.slice(0, file?.settings.overrides?.length ?? 0);
  return known.flatMap((rule): readonly Row[] => {
    if (given.has(rule)) return [{ name: rule, value: rules[rule], from: '--rule' }];
    const fits = stated.flatMap((override, index) =>
      Object.hasOwn(override.rules, rule) && fitsPath(override, path, folders) ? [{ override, index }] : [],
    );
    const whole = fits.findLast(({ override }) => override.resources === undefined);
    const some = fits.filter(({ override, index }) => override.resources !== undefined && index > (whole?.index ?? -1));
    const at = (steps: Path): string => file?.where(...steps) ?? '';
    const base: readonly Row[] =
      whole !== undefined
        ? [{ name: rule, value: whole.override.rules[rule], from: at(['overrides', whole.index, 'rules', rule]) }]
        : Object.hasOwn(rules, rule)
          ? [{ name: rule, value: rules[rule], from: at(['rules', rule]) }]
          : [];
    return [
      ...base,
      ...some.map(({ override, index }) => ({
        name: `# ${rule}`,
        value: override.rules[rule],
        from: `${at(['overrides', index, 'rules', rule])}, for ${(override.resources ?? []).join(', ')}`,
      })),
    ];
  });
}

function fitsPath({ paths, rules }: RuleOverride, path: string, folders: Parameters<typeof fitting>[1]): boolean {
  return fitting({ paths, rules }, folders)(path, null);
}

function written({ name, value, from }: Row): string {
  return `${name}: ${yamlOf(value)}  # ${printable(from)}`;
}

/** Plain words as they are, everything else as JSON, which YAML reads too. */
function yamlOf(value: unknown): string {
  return typeof value === 'string' && /^[a-z][a-z-]*$/.test(value) ? value : printable(JSON.stringify(value));
}
