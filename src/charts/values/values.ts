import { sourceFile } from '../../text/source-file.js';
import { get, getList, getString, Entry, MapTree, type Tree } from '../../tree/tree.js';
import { parseAnyFile } from '../../yaml/parse.js';

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/**
 * The values that a template is rendered with, located where a person wrote them; undefined where nothing is known of
 * them.
 */
export type ValuesOf = (source: string) => MapTree | undefined;

type PathOf = (file: string) => string;

/**
 * The values of a chart and its sub-charts as helm merges them: files given later over earlier ones, these over the
 * chart's own, and what a chart says of a sub-chart over that one's own. `parts` are the `Chart.yaml` and `values.yaml`
 * of each, `given` the other files in the order in which helm is told them; `pathOf` gives the path of a file below the
 * chart. Sub-charts that are packed have no values of their own here.
 */
export function readValues(parts: readonly NamedText[], given: readonly NamedText[], pathOf: PathOf): ValuesOf {
  const texts = new Map(parts.map(({ path, text }) => [path, text]));
  const known = new Map<string, MapTree | undefined>();
  const treeAt = (file: string): Tree | undefined => {
    const path = pathOf(file);
    return treeOf({ path, text: texts.get(path) ?? '' });
  };
  const valuesIn = (charts: readonly string[], at: string): MapTree | undefined => {
    const name = charts.at(-1);
    const own = treeAt(`${at}values.yaml`);
    if (name === undefined)
      return given.map(treeOf).reduce<Tree | undefined>((below, above) => merged(above, below), own) as
        MapTree | undefined;
    const outer = merge(charts.slice(0, -1));
    const inner = merged(get(outer, name), own);
    const common = merged(get(outer, 'global'), get(inner, 'global'));
    return merged(common === undefined ? undefined : mapOf([Entry.at(common.place, 'global', common)]), inner) as
      MapTree | undefined;
  };
  const merge = (charts: readonly string[]): MapTree | undefined => {
    const id = charts.join('/');
    if (!known.has(id)) {
      const values = valuesIn(charts, folderOfChart(charts, treeAt));
      known.set(id, values?.type === 'map' ? values : undefined);
    }
    return known.get(id);
  };
  return (source) => merge(chartsIn(source));
}

/** The sub-charts on the way to a template: `a` and `b` for `shop/charts/a/charts/b/templates/x.yaml`. */
function chartsIn(source: string): readonly string[] {
  const charts: string[] = [];
  const steps = source.split('/').slice(1);
  while (steps[0] === 'charts' && steps.length > 2) charts.push(...steps.splice(0, 2).slice(1));
  return charts;
}

/** Where a sub-chart lies, which `alias` in the `Chart.yaml` around may call otherwise. */
function folderOfChart(charts: readonly string[], treeAt: (file: string) => Tree | undefined): string {
  return charts.reduce((at, name) => {
    const alias = getList(treeAt(`${at}Chart.yaml`), 'dependencies').find((each) => getString(each, 'alias') === name);
    return `${at}charts/${getString(alias, 'name') ?? name}/`;
  }, '');
}

function treeOf({ path, text }: NamedText): Tree | undefined {
  return text.trim() === '' ? undefined : parseAnyFile(sourceFile(path, text)).documents[0]?.tree;
}

/** Two trees as helm merges values: maps key by key, all else replaced; a null takes the key away. */
function merged(above: Tree | undefined, below: Tree | undefined): Tree | undefined {
  if (above === undefined) return below;
  if (above.type !== 'map' || below?.type !== 'map') return above;
  const kept = [...below.entries.values()].filter(({ key }) => !above.entries.has(key));
  const over = [...above.entries.values()].flatMap((entry): readonly Entry[] => {
    const value = merged(entry.value, below.entries.get(entry.key)?.value);
    return value === undefined || (value.type === 'scalar' && value.value === null) ? [] : [entry.withValue(value)];
  });
  return MapTree.at(above.place, [...kept, ...over]);
}

function mapOf(entries: readonly Entry[]): MapTree {
  const nowhere = { span: { file: sourceFile('', ''), start: 0, end: 0 } };
  return MapTree.at(entries.at(0)?.keyPlace ?? nowhere, entries);
}
