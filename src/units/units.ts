import { folderOf } from '../text/paths.js';
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

export interface UnitOptions extends LoadOptions {
  readonly declared?: readonly DeclaredUnit[];
}

/** How findings name standard input; its objects are one apply. */
const STANDARD_INPUT = '<stdin>';

/** The units of a tree of files: what the settings declare, then folders that merge or stand apart. */
export function loadUnits(files: readonly ParsedFile[], options: UnitOptions): LoadedTree {
  const { objects, templated } = plainObjects(files, () => false, options);
  const declaredAt = declaredFolders(options.declared ?? []);
  const streamed = objects.filter(({ resource }) => resource.file.path === STANDARD_INPUT);
  const { groups, rest } = groupDeclared(
    objects.filter((object) => !streamed.includes(object)),
    ({ resource }) => declaredAt(folderOf(resource.file.path)),
  );
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
  const stream = streamed.length === 0 ? [] : [finished({ kind: 'stream', folder: STANDARD_INPUT, why: 'standard input is applied as one', objects: streamed })];
  return { objects, units: [...groups.map(finished), ...groupFolders(rest).map(finished), ...stream] };
}
