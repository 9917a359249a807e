import { groupBy } from '../../data/group.js';
import type { UnitInfo } from '../../engine/unit-info.js';
import { count } from '../../text/words.js';
import { columnsOf, type ReportOptions } from '../formats/reporter.js';
import { palette } from '../markup/palette.js';
import { inert, safeJson, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

/** What a format of the command `units` does: the whole output, ending in a newline. */
export type UnitsReporter = (units: readonly UnitInfo[], options: ReportOptions) => string;

const KIND: Readonly<Record<UnitInfo['kind'], string>> = {
  folder: 'folder',
  kustomization: 'kustomization',
  chart: 'chart',
  stream: 'standard input',
};

/** So many units are told one by one; of more, those with one reason are told together. */
const MOST_ONE_BY_ONE = 20;

/** For people: unit by unit, what it is, why, what it holds and what it lacks. */
export const prettyUnits: UnitsReporter = (units, options) => {
  if (units.length === 0) return 'no units: no Kubernetes objects\n';
  const { strong } = palette(options.color);
  const width = columnsOf(options);
  const indented = (text: string, by: string): readonly string[] =>
    wrap(visible(text), width - by.length).map((line) => by + line);
  const one = (unit: UnitInfo): readonly string[] => [
    `${strong(visible(unit.folder))}  ${KIND[unit.kind]}`,
    ...[`why: ${unit.why}`, `holds ${contentsOf(unit)}`, ...knownOf(unit)].flatMap((text) => indented(text, '  ')),
  ];
  const several = ({ kind, why }: UnitInfo, group: readonly UnitInfo[]): readonly string[] => [
    strong(count(group.length, KIND[kind])),
    ...indented(`why: ${why}`, '  '),
    ...group.flatMap((unit) => [
      `  ${strong(visible(unit.folder))}  ${contentsOf(unit)}`,
      ...knownOf(unit).flatMap((text) => indented(text, '    ')),
    ]),
  ];
  const groups = units.length > MOST_ONE_BY_ONE ? alike(units) : units.map((unit) => [unit]);
  const told = groups.flatMap((group) => group.slice(0, 1).map((first) => ({ first, group })));
  const blocks = told.map(({ first, group }) => (group.length > 1 ? several(first, group) : one(first)));
  const advice = isGuessed(units) ? [wrap(ADVICE, width)] : [];
  return inert([...blocks, ...advice].map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n'));
};

const ADVICE = 'where a folder is applied otherwise, say so under `units` in svclint.yaml';

/** True where folders stand together or apart because of their looks. */
function isGuessed(units: readonly UnitInfo[]): boolean {
  return units.length > 1 && units.some(({ kind }) => kind === 'folder');
}

/** Units of one kind that are units for one reason, in the order of the first of each. */
function alike(units: readonly UnitInfo[]): readonly (readonly UnitInfo[])[] {
  return [...groupBy(units, ({ kind, why }) => `${kind} ${why}`).values()];
}

function contentsOf({ resources, services, workloads, files }: UnitInfo): string {
  const what = `${count(services, 'Service')}, ${count(workloads, 'workload')}`;
  return `${count(resources, 'object')} from ${count(files.length, 'file')}: ${what}`;
}

/** What is known of its namespace, and what is not known at all. */
function knownOf({ namespace, namespaceFrom, open }: UnitInfo): readonly string[] {
  const from = namespaceFrom === null ? '' : `, as ${namespaceFrom.file}:${namespaceFrom.line} says`;
  return [
    ...(namespace === null ? [] : [`objects without a namespace go to \`${namespace}\`${from}`]),
    ...open
      .slice(0, MOST_OPEN)
      .map(({ what, file, line }) => `open: ${what} (${file}:${line}) is not on disk, so absence proves nothing`),
    ...(open.length > MOST_OPEN
      ? [`open: so ${open.length === MOST_OPEN + 1 ? 'is' : 'are'} ${count(open.length - MOST_OPEN, 'more part')}`]
      : []),
  ];
}

const MOST_OPEN = 3;

/** The units as JSON, version 1: the shape of `schema/units.schema.json`. */
export const jsonUnits: UnitsReporter = (units) =>
  safeJson({
    version: 1,
    units: units.map(
      ({ kind, folder, why, namespace, namespaceFrom, resources, services, workloads, files, open }) => ({
        kind,
        folder,
        why,
        namespace,
        namespaceFrom: namespaceFrom && { file: namespaceFrom.file, line: namespaceFrom.line },
        resources,
        services,
        workloads,
        files,
        open: open.map(({ what, file, line }) => ({ what, file, line })),
      }),
    ),
  });
