import { folderOf, foldersAbove } from '../text/paths.js';
import { sourceFile, type SourceFile } from '../text/source-file.js';
import { getString, type Tree } from '../tree/tree.js';
import { parseAnyFile } from '../yaml/parse.js';

/** A Helm chart that is installed for itself: no library, and no part of another chart. */
export interface Chart {
  /** Where its `Chart.yaml` lies. */
  readonly folder: string;
  readonly name: string;
}

export const CHART_FILES = ['Chart.yaml', 'Chart.yml'] as const;

export function isChartFile(path: string): boolean {
  return /(^|\/)Chart\.ya?ml$/.test(path);
}

/** The charts among the files, by folder. What lies in `charts/` of another chart is rendered with that one. */
export function chartsAmong(files: readonly { readonly path: string; readonly text: string }[]): readonly Chart[] {
  const folders = new Set(files.filter(({ path }) => isChartFile(path)).map(({ path }) => folderOf(path)));
  return files
    .filter(({ path }) => isChartFile(path) && !isPartOf(folderOf(path), folders))
    .map((file) => ({ file, tree: chartTree(file) }))
    .filter(({ tree }) => getString(tree, 'type') !== 'library')
    .map(({ file, tree }) => ({ folder: folderOf(file.path), name: nameOf(tree) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The name that a `Chart.yaml` gives. */
export function chartName(file: Pick<SourceFile, 'path' | 'text'>): string {
  return nameOf(chartTree(file));
}

const nameOf = (tree: Tree | undefined): string => getString(tree, 'name') ?? 'chart';

function chartTree({ path, text }: { readonly path: string; readonly text: string }): Tree | undefined {
  return parseAnyFile(sourceFile(path, text)).documents[0]?.tree;
}

/** True for a folder below `charts/` of another chart. */
function isPartOf(folder: string, charts: ReadonlySet<string>): boolean {
  return foldersAbove(folder).some(
    (above) => charts.has(above) && folder.startsWith(above === '' ? 'charts/' : `${above}/charts/`),
  );
}

/**
 * The chart, if any, whose templates, values, sub-charts or texts for `.Files` a file belongs to: such a file is no
 * manifest by itself.
 */
export function chartOf(path: string, charts: ReadonlySet<string>): string | undefined {
  if (charts.size === 0) return undefined;
  return foldersAbove(path).find(
    (folder) =>
      charts.has(folder) &&
      /^((templates|charts|crds|files|dashboards)\/|ci\/[^/]*values\.yaml$|(values[^/]*|Chart|requirements)\.ya?ml$)/.test(
        path.slice(folder === '' ? 0 : folder.length + 1),
      ),
  );
}
