import { isChartFile } from '../../charts/chart.js';
import { foldersAbove, nameOf } from '../../text/paths.js';
import { getString } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * The files inside a chart that hold what `helm template` once printed of it: helm does not read them, and the chart is
 * judged by what it makes today (semantics 14.2).
 */
export function printedFiles(files: readonly ParsedFile[]): ReadonlySet<string> {
  const charts = new Map(
    files
      .filter(({ file: { path } }) => isChartFile(path))
      .map(({ file, documents }) => [file.folder, getString(documents[0]?.tree, 'name') ?? nameOf(file.folder)]),
  );
  if (charts.size === 0) return new Set();
  const isPrinted = ({ file: { path, text } }: ParsedFile): boolean => {
    const chart = foldersAbove(path).find((folder) => charts.has(folder));
    const name = chart === undefined ? undefined : charts.get(chart);
    return name !== undefined && text.includes(`# Source: ${name}/templates/`);
  };
  return new Set(files.filter(isPrinted).map(({ file }) => file.path));
}
