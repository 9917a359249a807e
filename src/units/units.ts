import { folderOf } from '../text/paths.js';
import { code } from '../text/words.js';
import type { ParsedFile } from '../yaml/document.js';
import { declaredFolders, groupDeclared, type DeclaredUnit } from './declared.js';
import { groupFolders } from './folders.js';
import type { LoadedObject, LoadOptions } from './objects.js';
import { plainObjects } from './plain.js';
import type { Unit } from './unit.js';

/** Everything that is applied, unit by unit. */
export interface LoadedTree {
  readonly units: readonly Unit[];
  /** The objects of all units, each once. */
  readonly objects: readonly LoadedObject[];
}

/** Texts that are manifests, by where they came from. */
export interface Sources {
  readonly files: readonly ParsedFile[];
  /** What standard input held: one apply. */
  readonly streamed: readonly ParsedFile[];
  readonly charts: readonly ChartSource[];
}

/** A chart as helm rendered it. */
export interface ChartSource {
  readonly folder: string;
  readonly name: string;
  /** Of the release. */
  readonly namespace: string;
  readonly files: readonly ParsedFile[];
}

export interface UnitOptions extends LoadOptions {
  readonly declared?: readonly DeclaredUnit[];
}

/** How standard input is called as a folder. */
const STANDARD_INPUT = '<stdin>';

/** The units of a tree: what the settings declare, then folders that merge or stand apart, charts, and standard input. */
export function loadUnits({ files, streamed, charts }: Sources, options: UnitOptions): LoadedTree {
  const { objects, templated } = plainObjects(files, () => false, options);
  const declaredAt = declaredFolders(options.declared ?? []);
  const { groups, rest } = groupDeclared(objects, ({ resource }) => declaredAt(folderOf(resource.file.path)));
  const finished = ({ folder, why, objects: own, ...more }: Pick<Unit, 'folder' | 'why' | 'objects'> & Partial<Unit>): Unit => ({
    kind: 'folder',
    folder,
    why,
    objects: own,
    open: [],
    namespace: undefined,
    templatedFolders: templated,
    templated: own.some(({ resource }) => templated.has(folderOf(resource.file.path))),
    ...more,
  });
  const chartUnits = charts.map((chart) => finished(chartUnit(chart, options)));
  const stream = plainObjects(streamed, () => false, options).objects;
  const streamUnits = stream.length === 0 ? [] : [finished({ kind: 'stream', folder: STANDARD_INPUT, why: 'standard input is applied as one', objects: stream })];
  return {
    objects: [...objects, ...chartUnits.flatMap((unit) => unit.objects), ...stream],
    units: [...groups.map(finished), ...groupFolders(rest).map(finished), ...chartUnits, ...streamUnits],
  };
}

function chartUnit({ folder, name, namespace, files }: ChartSource, options: UnitOptions): Pick<Unit, 'folder' | 'why' | 'objects'> & Partial<Unit> {
  const { objects } = plainObjects(files, () => false, options);
  return { kind: 'chart', folder, why: `helm renders it as release ${code(name)}`, objects, namespace: { name: namespace, place: undefined } };
}
