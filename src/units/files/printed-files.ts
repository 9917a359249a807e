import { chartName, CHART_FILES } from '../../charts/chart.js';
import { remember } from '../../data/once.js';
import type { SourceTree } from '../../kustomize/index.js';
import { folderOf, foldersAbove, joinPath } from '../../text/paths.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * The files inside a chart that hold what `helm template` once printed of it: helm does not read them, and the chart is
 * judged by what it makes today (semantics 14.2). Of the chart's own files the tree knows.
 */
export function printedFiles(files: readonly ParsedFile[], tree: Pick<SourceTree, 'file'>): ReadonlySet<string> {
  const nameIn = remember((folder: string) => {
    const file = CHART_FILES.map((name) => tree.file(joinPath(folder, name))).find((found) => found !== undefined);
    return file && chartName(file);
  });
  const isPrinted = ({ file: { path, text } }: ParsedFile): boolean => {
    if (!text.includes('# Source: ')) return false; // as in most files
    const name = foldersAbove(path)
      .map(nameIn)
      .find((found) => found !== undefined);
    if (name === undefined) return false;
    // Right beside Chart.yaml it may be older than the name of the chart.
    const isBeside = nameIn(folderOf(path)) !== undefined;
    return text.includes(`# Source: ${name}/templates/`) || (isBeside && /^# Source: [\w.-]+\/templates\//m.test(text));
  };
  return new Set(files.filter(isPrinted).map(({ file }) => file.path));
}
