import path from 'node:path';
import type { ColorChoice } from '../../host/process/terminal.js';
import { relocated, withSlashes } from '../../host/files/paths.js';
import type { CustomWorkload, DeclaredUnit, LintOptions, RuleInfo, Severity } from '../../index.js';
import type { RuleSeverities } from '../../settings/settings.js';
import { FORMS } from '../../settings/forms.js';
import { code, codes } from '../../text/words.js';
import type { Path } from '../../tree/tree.js';
import { allValuesOf, oneOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import type { ChartSettings } from '../sources/charts.js';
import { COLOR, FAIL_ON, SEVERITIES, VALIDATE } from '../arguments/options.js';
import { inBounds } from './settings-file.js';
import { longerForm, similarTo, UsageError } from '../program/usage-error.js';

/**
 * What the commands that read manifests are told about the cluster: options win over the settings file, lists are
 * joined.
 */
export function clusterOptions(line: CommandLine): LintOptions {
  const { settings = {}, folder = '', cwd = '' } = line.file ?? {};
  return {
    namespace: namespaceOf(line),
    kubernetesVersion: versionOf(line),
    fieldValidation: (line.values.has('validate') ? undefined : settings.validate) ?? oneOf(line, 'validate', VALIDATE),
    serverSide: line.values.has('server-side') || settings.serverSide === true,
    external: [...(settings.external ?? []), ...allValuesOf(line, 'external').map(externalService)],
    workloads: [...(settings.workloads ?? []), ...allValuesOf(line, 'workload').map(customWorkload)],
    units: settings.units?.map((unit): DeclaredUnit => ({ ...unit, path: relocated(unit.path, folder, cwd) })),
  };
}

/** The severities of rules: `--rule` wins over the overrides of the settings file, and these over its `rules`. */
export function severityOptions(
  line: CommandLine,
  known: readonly RuleOfCategory[],
): Pick<LintOptions, 'rules' | 'overrides' | 'folders'> {
  const given = ruleSeverities(
    line,
    known.map(({ id }) => id),
  );
  const { settings = {}, folder = '', cwd = '' } = line.file ?? {};
  const rules = { ...byCategory(settings.categories, known), ...settings.rules, ...given };
  if (settings.overrides === undefined) return { rules };
  return {
    rules,
    overrides: [...settings.overrides, { rules: given }],
    folders: { files: withSlashes(cwd), patterns: withSlashes(folder) },
  };
}

type RuleOfCategory = Pick<RuleInfo, 'id' | 'category'>;

/** What the settings say of a category, rule by rule. */
function byCategory(
  categories: RuleSeverities = {},
  known: readonly RuleOfCategory[],
): Readonly<Record<string, Severity | 'off'>> {
  const stated = known.flatMap(({ id, category }) => {
    const severity = Object.hasOwn(categories, category) ? categories[category] : undefined;
    return severity === undefined ? [] : [[id, severity] as const];
  });
  return Object.fromEntries(stated);
}

/** How charts are rendered. */
export function chartSettings(line: CommandLine, cwd: string): ChartSettings {
  const { file } = line;
  const { folder = cwd } = file ?? {};
  const valuesFile = (written: string, ...steps: Path): string => {
    const absolute = path.resolve(folder, written);
    if (file !== undefined) inBounds(absolute, file, 'charts', ...steps);
    return absolute;
  };
  return {
    isOff: line.values.has('no-helm'),
    namespace: namespaceOf(line),
    kubernetesVersion: versionOf(line),
    valuesFiles: allValuesOf(line, 'helm-values').map((file) => path.resolve(cwd, file)),
    stated: (file?.settings.charts ?? []).map((chart, at) => ({
      folder: relocated(chart.path, folder, cwd),
      valuesFiles: (chart.values ?? []).map((written, index) => valuesFile(written, at, 'values', index)),
      namespace: chart.namespace,
    })),
  };
}

export function colorOf(line: CommandLine): ColorChoice {
  return oneOf(line, 'color', COLOR);
}

/** When findings make the exit code 1; `maxWarnings` is Infinity where any number will do. */
export interface Limits {
  readonly failOn: (typeof FAIL_ON)[number];
  readonly maxWarnings: number;
}

export function limitsOf(line: CommandLine): Limits {
  const text = valueOf(line, 'max-warnings');
  if (text !== undefined && !/^\d{1,9}$/.test(text)) {
    throw new UsageError(`option ${code('--max-warnings')} takes a whole number, 0 or more, not ${code(text)}`);
  }
  const settings = line.file?.settings;
  const failOn = line.values.has('fail-on') ? undefined : settings?.failOn;
  return {
    failOn: failOn ?? oneOf(line, 'fail-on', FAIL_ON),
    maxWarnings: text === undefined ? (settings?.maxWarnings ?? Infinity) : Number(text),
  };
}

/** The severities that `--rule` sets, by rule; throws UsageError for a rule that is not one of `known`. */
function ruleSeverities(line: CommandLine, known: readonly string[]): Readonly<Record<string, Severity | 'off'>> {
  return Object.fromEntries(allValuesOf(line, 'rule').map((setting) => ruleSeverity(setting, known)));
}

function ruleSeverity(setting: string, known: readonly string[]): readonly [string, Severity | 'off'] {
  const [rule = '', severity, ...rest] = setting.split('=');
  if (severity === undefined || rest.length > 0)
    throw new UsageError(`option ${code('--rule')} takes ID=SEVERITY, not ${code(setting)}`);
  if (!known.includes(rule)) throw unknownRule(rule, known);
  const found = SEVERITIES.find((each) => each === severity);
  if (found === undefined) {
    const allowed = codes(SEVERITIES, 'or');
    const hint = longerForm(severity, SEVERITIES);
    throw new UsageError(`option ${code('--rule')} takes the severity ${allowed}, not ${code(severity)}${hint}`);
  }
  return [rule, found];
}

export function unknownRule(rule: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown rule ${code(rule)}${similarTo(rule, known, 'rule')}`);
}

/** A namespace is an RFC 1123 label. */
function namespaceOf(line: CommandLine): string | undefined {
  const name = valueOf(line, 'namespace');
  if (name === undefined) return line.file?.settings.namespace;
  if (new RegExp(FORMS.namespace).test(name)) return name;
  throw new UsageError(
    `option ${code('--namespace')} takes lower case letters, digits and \`-\`, 63 at most, not ${code(name)}`,
  );
}

function versionOf(line: CommandLine): string | undefined {
  const version = valueOf(line, 'kubernetes-version');
  if (version === undefined) return line.file?.settings.kubernetesVersion;
  if (new RegExp(FORMS.kubernetesVersion).test(version)) return version;
  throw new UsageError(
    `option ${code('--kubernetes-version')} takes a version like ${code('1.34')}, not ${code(version)}`,
  );
}

function externalService(pattern: string): string {
  if (new RegExp(FORMS.external).test(pattern)) return pattern;
  const form = `NAME or NAMESPACE/NAME in lower case, with ${code('*')} for any run of characters`;
  throw new UsageError(`option ${code('--external')} takes ${form}, not ${code(pattern)}`);
}

function customWorkload(setting: string): CustomWorkload {
  const [kind = '', path = '', ...rest] = setting.split('=');
  if (new RegExp(FORMS.workloadKind).test(kind) && new RegExp(FORMS.workloadPath).test(path) && rest.length === 0)
    return { kind, path };
  const form = `KIND=PATH like ${code('example.com/WebApp=spec.template')}`;
  throw new UsageError(`option ${code('--workload')} takes ${form}, not ${code(setting)}`);
}
