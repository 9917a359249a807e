import { sourceFile, type SourceFile } from '../../text/source-file.js';
import { get, getList, getString, placeOf, type Place, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { parseAnyFile } from '../../yaml/parse.js';
import { pathBelow, type LentPart } from '../parts/lent.js';
import { missingParts, readComplaint, type Complaint } from './complaint.js';
import { wantedValue } from './wanted-value.js';

/** A chart whose templates nobody has rendered, so that nothing is known of its objects. */
export interface UnrenderedChart {
  readonly folder: string;
  readonly name: string;
  /** In the file that helm complains of, or the chart's name in its `Chart.yaml`. */
  readonly place: Place;
  /** More places of the same kind: all charts that are missing. */
  readonly alsoAt: readonly Place[];
  /** What helm said; undefined where there is no helm. */
  readonly complaint: Complaint | undefined;
  /** The value that the template at the place asks for, as a path from the top of the values. */
  readonly wanted: string | undefined;
  /** The names of its own templates, where it asks for one that is not there. */
  readonly defined: readonly string[];
  /** True where the rest of the chart is judged all the same. */
  readonly isJudged: boolean;
  /** True where the chart itself was asked for. */
  readonly isNamed: boolean;
  /** True where its `Chart.yaml`, or values that helm cannot read, wait to be filled in: a build makes the chart. */
  readonly isDraft: boolean;
  /** Charts that share the reason, which is told once. */
  readonly others: readonly UnrenderedChart[];
}

export interface FailedRendering {
  readonly folder: string;
  readonly name: string;
  /** Helm's words; null where there is no helm. */
  readonly problem: string | null;
  /** The templates, so that the place that helm names can be shown. */
  readonly templates?: readonly { readonly path: string; readonly text: string }[] | undefined;
  /** Where the parts lie in truth that lie in its `charts/` for helm. */
  readonly lent?: readonly LentPart[] | undefined;
  readonly isNamed?: boolean | undefined;
  /** Parts that are not on disk, without which it was rendered. */
  readonly lacks?: readonly string[] | undefined;
}

/** The charts that were not rendered, with places in the files; those that lack a helm are told as one. */
export function unrenderedCharts(
  failed: readonly FailedRendering[],
  files: readonly ParsedFile[],
): readonly UnrenderedChart[] {
  // A chart that is rendered with several values fails once for one reason.
  const unique = failed.filter(
    (each, at) => failed.findIndex(({ folder, problem }) => folder === each.folder && problem === each.problem) === at,
  );
  const charts = unique.flatMap((each) => unrenderedChart(each, files));
  const [first, ...others] = charts.filter(({ complaint }) => complaint === undefined);
  return [
    ...(first === undefined ? [] : [{ ...first, others }]),
    ...charts.filter(({ complaint }) => complaint !== undefined),
  ];
}

function unrenderedChart(
  { folder, name, problem, templates = [], lent = [], isNamed = false, lacks }: FailedRendering,
  files: readonly ParsedFile[],
): readonly UnrenderedChart[] {
  const at = (path: string): string => pathBelow(folder, path, lent);
  const below = (path: string): SourceFile | undefined => files.find(({ file }) => file.path === at(path))?.file;
  const chart = below('Chart.yaml') ?? below('Chart.yml');
  if (chart === undefined) return [];
  const said = problem === null ? undefined : withParts(readComplaint(problem), chart, below, lent);
  const complaint = lacks === undefined ? said : missingParts(lacks);
  const made = {
    folder,
    name,
    complaint,
    isNamed,
    isJudged: lacks !== undefined,
    others: [],
    wanted: undefined,
    defined: complaint?.about === 'template' ? templates.flatMap(({ text }) => definedIn(text)) : [],
    isDraft: isDraft(chart, complaint?.path === 'values.yaml' ? below('values.yaml') : undefined),
  };
  const [place = nameIn(chart), ...alsoAt] = complaint === undefined ? [] : placesIn(chart, below, complaint);
  const path = complaint?.path === undefined ? undefined : at(complaint.path);
  const given = templates.find((template) => template.path === path);
  const named = complaint?.path === undefined ? undefined : below(complaint.path);
  const template = given === undefined ? named : sourceFile(given.path, given.text);
  if (template === undefined || complaint?.about === 'dependencies' || complaint?.about === 'version')
    return [{ ...made, place, alsoAt }];
  const wanted = complaint === undefined ? undefined : wantedValue(template.text, complaint);
  return [{ ...made, place: linePlace(template, complaint?.line ?? 1), alsoAt: [], wanted }];
}

function definedIn(template: string): readonly string[] {
  return [...template.matchAll(/\{\{-? {0,10}(?:define|block) {1,10}"([^"]{1,200})"/g)].map(([, name = '']) => name);
}

/** A chart with parts may get a template from them: that one is absent proves nothing then. */
function withParts(
  complaint: Complaint,
  chart: SourceFile,
  below: (path: string) => SourceFile | undefined,
  lent: readonly LentPart[],
): Complaint {
  if (complaint.about !== 'template') return complaint;
  const hasParts = [treeOf(chart), treeOf(below('requirements.yaml'))].some(
    (tree) => getList(tree, 'dependencies').length > 0,
  );
  const isOfPart = complaint.path?.startsWith('charts/') === true;
  return hasParts || isOfPart || lent.length > 0 ? { ...complaint, about: 'values' } : complaint;
}

/** A name or a version for a build to fill in, which helm takes for one that is wrong. */
const DRAFT = /\$\{|\{\{|\[\[|\$\w|: ["']?(?:[<@]|%%)|^version:[ \t]*(?:""|'')[ \t]*\r?$/m;

/** What a value waits for: `<DOMAIN_NAME>`, `${DOMAIN}`, `__DOMAIN__`. */
const HOLE = /^[^#\n]*(?:<[A-Z][A-Z0-9_]*>|\$\{[A-Z]|\{\{|__[A-Z][A-Z0-9_]*__|@@\w)/m;

function isDraft({ text }: SourceFile, unread: SourceFile | undefined): boolean {
  if (text.trim() === '' || (unread !== undefined && HOLE.test(unread.text))) return true;
  return (text.match(/^(?:name|version|appVersion):.*$/gm) ?? []).some((line) => DRAFT.test(line));
}

function nameIn(file: SourceFile): Place {
  const tree = treeOf(file);
  return tree === undefined ? { span: { file, start: 0, end: 0 } } : placeOf(tree, ['name']);
}

/** What the files of a chart say of that which helm refuses, without the templates. */
function placesIn(
  chart: SourceFile,
  below: (path: string) => SourceFile | undefined,
  { about, missing = [], refused, chart: refusing }: Complaint,
): readonly Place[] {
  const tree = treeOf(chart);
  if (about === 'version' && tree !== undefined && get(tree, 'kubeVersion') !== undefined)
    return [placeOf(tree, ['kubeVersion'])];
  const values = treeOf(below('values.yaml'));
  if (about === 'schema' && values !== undefined && refused !== undefined) {
    return [
      placeOf(
        values,
        refusing === undefined || refusing === getString(tree, 'name') ? refused : [refusing, ...refused],
      ),
    ];
  }
  if (about !== 'dependencies') return [];
  const listed = [tree, treeOf(below('requirements.yaml'))].flatMap((list) => getList(list, 'dependencies'));
  return missing.flatMap((name) =>
    listed.filter((each) => getString(each, 'name') === name).map((each) => placeOf(each, ['name'])),
  );
}

/** What is no manifest is parsed as any YAML. */
function treeOf(file: SourceFile | undefined): Tree | undefined {
  return file === undefined ? undefined : parseAnyFile(file).documents[0]?.tree;
}

/** The text of a line, without the blanks around it. */
function linePlace(file: SourceFile, line: number): Place {
  const start = file.lineStarts[line - 1] ?? 0;
  const text = file.text.slice(start, file.lineStarts[line] ?? file.text.length);
  const indent = text.length - text.trimStart().length;
  return { span: { file, start: start + indent, end: Math.max(start + indent, start + text.trimEnd().length) } };
}
