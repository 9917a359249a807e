import type { UnitInfo } from '../engine/unit-info.js';
import { count } from '../text/words.js';
import { columnsOf, type ReportOptions } from './report.js';
import { palette } from './style.js';
import { inert, safeJson, visible } from './visible.js';
import { wrap } from './wrap.js';

/** What a format of the command `units` does: the whole output, ending in a newline. */
export type UnitsReporter = (units: readonly UnitInfo[], options: ReportOptions) => string;

const KIND: Readonly<Record<UnitInfo['kind'], string>> = { folder: 'folder', kustomization: 'kustomization', chart: 'chart', stream: 'standard input' };

/** For people: unit by unit, what it is, why, what it holds and what it lacks. */
export const prettyUnits: UnitsReporter = (units, options) => {
  if (units.length === 0) return 'no units: no Kubernetes objects\n';
  const paint = palette(options.color);
  const width = columnsOf(options);
  const blocks = units.map((unit) => {
    const rows = bodyOf(unit).flatMap((text) => wrap(visible(text), width - 2).map((line) => `  ${line}`));
    return [`${paint.strong(visible(unit.folder))}  ${KIND[unit.kind]}`, ...rows].map((line) => `${line}\n`).join('');
  });
  return inert(blocks.join('\n'));
};

function bodyOf({ why, resources, services, workloads, files, namespace, namespaceFrom, open }: UnitInfo): readonly string[] {
  const from = namespaceFrom === null ? '' : `, as ${namespaceFrom.file}:${namespaceFrom.line} says`;
  return [
    `why: ${why}`,
    `holds ${count(resources, 'object')} from ${count(files.length, 'file')}: ${count(services, 'Service')}, ${count(workloads, 'workload')}`,
    ...(namespace === null ? [] : [`objects without a namespace go to \`${namespace}\`${from}`]),
    ...open.map(({ what, file, line }) => `open: ${what} (${file}:${line}) is not on disk, so absence proves nothing`),
  ];
}

/** The units as JSON, version 1: the shape of `schema/units.schema.json`. */
export const jsonUnits: UnitsReporter = (units) =>
  safeJson({
    version: 1,
    units: units.map(({ kind, folder, why, namespace, namespaceFrom, resources, services, workloads, files, open }) => ({
      kind, folder, why, namespace,
      namespaceFrom: namespaceFrom && { file: namespaceFrom.file, line: namespaceFrom.line },
      resources, services, workloads, files,
      open: open.map(({ what, file, line }) => ({ what, file, line })),
    })),
  });
