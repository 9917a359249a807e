import { fitting } from '../../engine/findings/severities.js';
import type { Io } from '../../host/process/io.js';
import { resolved, shownPath } from '../../host/files/paths.js';
import type { RuleInfo, RuleOverride } from '../../index.js';
import { printable } from '../../text/words.js';
import type { Path } from '../../tree/tree.js';
import type { SettingsOverride } from '../../settings/settings.js';
import { allValuesOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { clusterOptions, limitsOf, severityOptions } from './settings.js';

/** One setting as it holds, and where it comes from. */
interface Row {
  readonly name: string;
  readonly value: unknown;
  readonly from: string;
}

/**
 * `svclint --print-config PATH`: YAML, with the origin of each setting behind it. Rules that keep their usual severity
 * are left out.
 */
export async function printConfig(given: string, line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const path = shownPath(resolved(given, io.cwd), given, io.cwd);
  const { rules } = await parts.api();
  const severities = severityRows(path, line, rules);
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
  const { namespace, kubernetesVersion, fieldValidation, serverSide, external, workloads, units } =
    clusterOptions(line);
  const { failOn, maxWarnings } = limitsOf(line);
  const { settings = {} } = line.file ?? {};
  const one = (name: Setting, value: unknown, option: string = name): Row => {
    return { name, value, from: originsOf(line, name, option)[0] ?? 'default' };
  };
  const joined = (name: Setting, value: readonly unknown[] = [], option: string = name): Row => {
    return { name, value, from: originsOf(line, name, option).reverse().join(', ') || 'default' };
  };
  const rows: readonly Row[] = [
    one('namespace', namespace),
    one('kubernetesVersion', kubernetesVersion, 'kubernetes-version'),
    one('validate', fieldValidation ?? valueOf(line, 'validate')),
    one('serverSide', serverSide, 'server-side'),
    joined('external', external),
    joined('workloads', workloads, 'workload'),
    one('units', units),
    joined('ignore', [...(settings.ignore ?? []), ...allValuesOf(line, 'ignore')]),
    one('failOn', failOn, 'fail-on'),
    one('maxWarnings', maxWarnings === Infinity ? undefined : maxWarnings, 'max-warnings'),
    one('baseline', settings.baseline),
    one('extends', settings.extends),
  ];
  return rows.filter(({ value }) => value !== undefined && !(Array.isArray(value) && value.length === 0)).map(written);
}

type Setting = keyof NonNullable<CommandLine['file']>['settings'];

/** Where a setting is made, what wins first: `--namespace`, `svclint.yaml:3`. */
function originsOf({ values, file }: CommandLine, setting: Setting, option: string): string[] {
  const given = values.has(option) ? [`--${option}`] : [];
  const stated = file?.settings[setting] === undefined ? [] : [file.where(setting)];
  return [...given, ...stated];
}

/** The rules that something sets, by name; what holds for some objects only stands below as a comment. */
function severityRows(path: string, line: CommandLine, known: readonly RuleInfo[]): readonly Row[] {
  const { rules = {}, folders } = severityOptions(line, known);
  const given = new Set(allValuesOf(line, 'rule').map((setting) => setting.split('=')[0]));
  const stated = (line.file?.settings.overrides ?? [])
    .map((override, index) => ({ override, index }))
    .filter(({ override }) => fitsPath(override, path, folders));
  const where = (...steps: Path): string => line.file?.where(...steps) ?? '';
  return known.flatMap(({ id: rule, category }): readonly Row[] => {
    if (given.has(rule)) return [{ name: rule, value: rules[rule], from: '--rule' }];
    const fits = stated.filter(({ override }) => Object.hasOwn(override.rules, rule));
    const whole = fits.findLast(({ override }) => override.resources === undefined);
    const some = fits.filter(({ override, index }) => override.resources !== undefined && index > (whole?.index ?? -1));
    const rows = some.map((each) => overrideRow(rule, each, where));
    if (whole !== undefined) return [overrideRow(rule, whole, where), ...rows];
    if (!Object.hasOwn(rules, rule)) return rows;
    const isNamed = Object.hasOwn(line.file?.settings.rules ?? {}, rule);
    const from = isNamed ? where('rules', rule) : where('categories', category);
    return [{ name: rule, value: rules[rule], from }, ...rows];
  });
}

interface StatedOverride {
  readonly override: SettingsOverride;
  /** Which of the settings file's it is. */
  readonly index: number;
}

function overrideRow(rule: string, { override, index }: StatedOverride, where: (...steps: Path) => string): Row {
  const { rules, resources, reason } = override;
  const from = where('overrides', index, 'rules', rule) + (reason === undefined ? '' : ` (${reason})`);
  if (resources === undefined) return { name: rule, value: rules[rule], from };
  return { name: `# ${rule}`, value: rules[rule], from: `${from}, for ${resources.join(', ')}` };
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
