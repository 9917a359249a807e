import type { SourceFile } from '../text/source-file.js';
import { placeOf, type Place } from '../tree/tree.js';
import type { ParsedFile } from '../yaml/document.js';
import { readComplaint, type Complaint } from './complaint.js';

/** A chart whose templates nobody has rendered, so that nothing is known of its objects. */
export interface UnrenderedChart {
  readonly folder: string;
  readonly name: string;
  /** In the template that helm complains of, or the chart's name in its `Chart.yaml`. */
  readonly place: Place;
  /** What helm said; undefined where there is no helm. */
  readonly complaint: Complaint | undefined;
  /** Charts that share the reason, which is told once. */
  readonly others: readonly UnrenderedChart[];
}

export interface FailedRendering {
  readonly folder: string;
  readonly name: string;
  /** Helm's words; null where there is no helm. */
  readonly problem: string | null;
}

/** The charts that were not rendered, with places in the files; those that lack a helm are told as one. */
export function unrenderedCharts(failed: readonly FailedRendering[], files: readonly ParsedFile[]): readonly UnrenderedChart[] {
  // A chart that is rendered with several values fails once for one reason.
  const unique = failed.filter((each, at) => failed.findIndex(({ folder, problem }) => folder === each.folder && problem === each.problem) === at);
  const charts = unique.flatMap((each) => unrenderedChart(each, files));
  const [first, ...others] = charts.filter(({ complaint }) => complaint === undefined);
  return [...(first === undefined ? [] : [{ ...first, others }]), ...charts.filter(({ complaint }) => complaint !== undefined)];
}

function unrenderedChart({ folder, name, problem }: FailedRendering, files: readonly ParsedFile[]): readonly UnrenderedChart[] {
  const complaint = problem === null ? undefined : readComplaint(problem);
  const below = (path: string): ParsedFile | undefined => files.find(({ file }) => file.path === (folder === '' ? path : `${folder}/${path}`));
  const template = complaint?.path === undefined ? undefined : below(complaint.path);
  const chart = below('Chart.yaml') ?? below('Chart.yml');
  if (chart === undefined) return [];
  const tree = chart.documents[0]?.tree;
  const named = tree === undefined ? { span: { file: chart.file, start: 0, end: 0 } } : placeOf(tree, ['name']);
  const place = template === undefined ? named : linePlace(template.file, complaint?.line ?? 1);
  return [{ folder, name, place, complaint, others: [] }];
}

/** The text of a line, without the blanks around it. */
function linePlace(file: SourceFile, line: number): Place {
  const start = file.lineStarts[line - 1] ?? 0;
  const text = file.text.slice(start, file.lineStarts[line] ?? file.text.length);
  const indent = text.length - text.trimStart().length;
  return { span: { file, start: start + indent, end: Math.max(start + indent, start + text.trimEnd().length) } };
}
