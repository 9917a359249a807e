import { groupBy } from '../../data/group.js';
import { folderOf } from '../../text/paths.js';
import { sourceFile } from '../../text/source-file.js';
import { get, type Tree } from '../../tree/tree.js';
import { parseAnyFile } from '../../yaml/parse.js';
import { code } from '../../text/words.js';
import type { NamedValue } from '../templates/scope.js';
import type { ChartUser } from './users.js';

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** Who gives another value in the place of the chart's own: each environment, or a chart that it is a part of. */
export type ReplacedBy = (value: NamedValue) => string | undefined;

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
 * `values.yaml` may be for one of two environments, the other of which has the chart's own. A chart that is a part of
 * another one is installed with the values of that one.
 */
export function replacedIn(environments: readonly NamedText[], users: readonly ChartUser[] = []): ReplacedBy {
  const trees = environments.map(({ path, text }) => parseAnyFile(sourceFile(path, text)).documents[0]?.tree);
  return ({ name, tree }) => {
    // A list is replaced as a whole.
    const [whole = name] = name.split('[');
    const isReplacedBy = (values: Tree | undefined): boolean => isOther(get(values, ...whole.split('.')), tree);
    if (trees.length > 1 && trees.every(isReplacedBy)) return 'each `values.<environment>.yaml` beside';
    const user = users.find(({ values }) => isReplacedBy(values));
    return user && `chart ${code(user.name)}, of which this one is a part,`;
  };
}

/** Maps are merged key by key; all else takes the place of what was there. */
function isOther(above: Tree | undefined, below: Tree): boolean {
  if (above === undefined) return false;
  if (above.type === 'map') return below.type !== 'map';
  return above.type !== 'scalar' || below.type !== 'scalar' || above.value !== below.value;
}
