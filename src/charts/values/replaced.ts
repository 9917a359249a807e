import { groupBy } from '../../data/group.js';
import { folderOf } from '../../text/paths.js';
import { sourceFile } from '../../text/source-file.js';
import { get, type Tree } from '../../tree/tree.js';
import { parseAnyFile } from '../../yaml/parse.js';
import type { NamedValue } from '../templates/scope.js';

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** Tells whether a value of a chart takes another's place in each of the chart's environments. */
export type IsReplaced = (value: NamedValue) => boolean;

/** Files with the values of one environment each, by the folder of the chart: `values.dev.yaml`, `values-prod.yaml`. */
export function environmentsAmong<T extends NamedText>(
  files: readonly T[],
  charts: ReadonlySet<string>,
): ReadonlyMap<string, readonly T[]> {
  const known = files.filter(({ path }) => ENVIRONMENT.test(path) && charts.has(folderOf(path)));
  return groupBy(known, ({ path }) => folderOf(path));
}

const ENVIRONMENT = /(?:^|\/)values[-._](?!example|sample|schema)[^/]+\.ya?ml$/;

/**
 * Where each of several files sets a value otherwise, nobody installs the chart's own. A single file beside
 * `values.yaml` may be for one of two environments, the other of which has the chart's own.
 */
export function replacedIn(environments: readonly NamedText[]): IsReplaced {
  const trees = environments.map(({ path, text }) => parseAnyFile(sourceFile(path, text)).documents[0]?.tree);
  return ({ name, tree }) => {
    // A list is replaced as a whole.
    const [whole = name] = name.split('[');
    return trees.length > 1 && trees.every((values) => isOther(get(values, ...whole.split('.')), tree));
  };
}

/** Maps are merged key by key; all else takes the place of what was there. */
function isOther(above: Tree | undefined, below: Tree): boolean {
  if (above === undefined) return false;
  if (above.type === 'map') return below.type !== 'map';
  return above.type !== 'scalar' || below.type !== 'scalar' || above.value !== below.value;
}
