import type { Unmatched } from '../../diagnostic/diagnostic.js';
import type { Resource } from '../../k8s/object/resource.js';
import { customMaker } from '../../k8s/pods/pod-makers.js';
import { glob } from '../../text/glob.js';
import { allFoldersAbove, joinPath } from '../../text/paths.js';
import type { InputFile, LintOptions, RuleOverride } from '../input/options.js';
import { fitting } from './severities.js';

/**
 * What of the options fits nothing in the tree, once all rules have been asked; undefined where nothing was given that
 * could fit.
 */
export function unmatchedIn(
  inputs: readonly InputFile[],
  options: LintOptions,
  tree: { readonly resources: readonly Resource[]; readonly unmetExternal: readonly number[] },
): Unmatched | undefined {
  const { overrides = [], workloads = [], units = [], charts = [] } = options;
  if (overrides.length + workloads.length + units.length + (options.external ?? []).length === 0) return undefined;
  const templates = charts.flatMap((chart) => chart.templates ?? []);
  const paths = [...inputs, ...templates].map(({ path }) => path);
  const folders = [...allFoldersAbove(paths)];
  const { resources } = tree;
  return {
    overrides: placesOf(overrides, (override) => !isFitting(override, options, paths, resources)),
    external: tree.unmetExternal,
    workloads: placesOf(workloads, (workload) => {
      const maker = customMaker(workload);
      return !resources.some(({ group, kind }) => maker.makes(group, kind));
    }),
    units: placesOf(units, ({ path }) => {
      const pattern = glob(joinPath('', path));
      return !folders.some((folder) => pattern.test(folder));
    }),
  };
}

function placesOf<T>(items: readonly T[], isMeant: (item: T) => boolean): readonly number[] {
  return items.flatMap((item, at) => (isMeant(item) ? [at] : []));
}

/** Whether there are files that an override names, and objects that it names: a finding may join any of both. */
function isFitting(
  { paths, resources }: RuleOverride,
  { folders, namespace }: Pick<LintOptions, 'folders' | 'namespace'>,
  files: readonly string[],
  objects: readonly Resource[],
): boolean {
  const fitsPath = fitting({ paths, rules: {} }, folders);
  const fitsObject = fitting({ resources, rules: {} }, undefined);
  const isNamed = ({ kind, name, namespace: own = namespace }: Resource): boolean =>
    fitsObject('', { kind, name: name ?? '', namespace: own ?? null });
  return (
    (paths === undefined || files.some((path) => fitsPath(path, null))) &&
    (resources === undefined || objects.some(isNamed))
  );
}
