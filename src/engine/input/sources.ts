import { compareTexts } from '../../text/compare.js';
import { chartOf } from '../../charts/chart.js';
import { pathBelow } from '../../charts/parts/lent.js';
import { readRendered } from '../../charts/renderings/rendered.js';
import { splitSources } from '../../charts/renderings/sources.js';
import { streamedTemplates } from '../../charts/renderings/streamed.js';
import { environmentsAmong, replacedIn } from '../../charts/values/replaced.js';
import { usersAmong, type ChartUser } from '../../charts/values/users.js';
import { isTestFile } from '../../charts/values/tested.js';
import { readValues } from '../../charts/values/values.js';
import { unrenderedCharts, type FailedRendering, type UnrenderedChart } from '../../charts/complaints/unrendered.js';
import { isInstructionFile } from '../../text/instruction-files.js';
import { sourceFile, textOf, type SourceFile } from '../../text/source-file.js';
import { code } from '../../text/words.js';
import type { OpenPart, SourceTree } from '../../kustomize/index.js';
import { sourceTree } from '../../units/builds/build.js';
import type { ChartSource, Sources } from '../../units/sources.js';
import type { ParsedFile } from '../../yaml/document.js';
import { parseFile } from '../../yaml/parse.js';
import { KeptTrees } from '../../yaml/kept-trees.js';
import { PlainDocument } from '../../yaml/plain-document.js';
import type { ChartRendering, InputFile, RenderedChart } from './options.js';

/** How the command line names standard input. */
const STANDARD_INPUT = '<stdin>';

/** The sources of a tree, and what stands beside them. */
export interface ReadSources extends Sources {
  readonly unrendered: readonly UnrenderedChart[];
  /** Files that only kustomizations name: not parsed, and perhaps no YAML. */
  readonly supporting: readonly SourceFile[];
}

/** Reads every text, and puts apart what is not read as a file of a folder: standard input, and charts. */
export function readSources(given: readonly InputFile[], charts: readonly ChartRendering[]): ReadSources {
  const inputs = given.filter(({ leftOut }) => leftOut === undefined);
  const folders = new Set(charts.map(({ folder }) => folder));
  const parsed = parseAll(
    inputs.filter(({ path, supporting }) => path !== STANDARD_INPUT && supporting !== true).map(fileOf),
  );
  const supporting = inputs.filter((input) => input.supporting === true).map(fileOf);
  const environments = environmentsAmong(inputs, folders);
  const users = charts.length === 0 ? new Map<string, never>() : usersAmong(inputs);
  const outcomes = charts.map((chart) =>
    'output' in chart && !isReadable(chart) ? { ...chart, problem: UNREADABLE } : chart,
  );
  const rendered = outcomes.filter((chart): chart is RenderedChart => !('problem' in chart));
  const failed = outcomes.filter((chart) => 'problem' in chart);
  const unrendered = unrenderedCharts([...failed, ...rendered.flatMap(lackingParts)], parsed);
  return {
    // Templates, values and sub-charts are the chart's: helm reads them, and they are seen in what it makes.
    files: parsed.filter(({ file }) => chartOf(file.path, folders) === undefined),
    streamed: parseAll(
      inputs
        .filter(({ path }) => path === STANDARD_INPUT)
        .map(fileOf)
        .flatMap(streamedTemplates),
    ),
    charts: rendered.map((chart) =>
      renderedSource(chart, {
        environments: environments.get(chart.folder) ?? [],
        users: users.get(chart.folder) ?? [],
        open: unrendered.filter(({ folder, isJudged }) => isJudged && folder === chart.folder).flatMap(absentParts),
      }),
    ),
    unread: failed.filter(({ folder }) => !rendered.some((chart) => chart.folder === folder)),
    tree: treeOf(given, [...supporting, ...parsed.map(({ file }) => file)]),
    unrendered,
    supporting,
    instructions: [...supporting, ...parsed.map(({ file }) => file)].filter(({ path }) => isInstructionFile(path)),
  };
}

/** Said of an output in which no template is named, as that of a program which is no helm. */
const UNREADABLE = 'svclint cannot read what helm printed: a part of it names no template';

function isReadable({ output }: RenderedChart): boolean {
  return output.trim() === '' || splitSources(output) !== undefined;
}

function parseAll(files: readonly SourceFile[]): readonly ParsedFile[] {
  const byPath = [...files].sort((a, b) => compareTexts(a.path, b.path));
  const kept = new KeptTrees();
  return byPath.map((file) => {
    const parsed = parseFile(file);
    for (const document of parsed.documents) if (document instanceof PlainDocument) kept.take(document);
    return parsed;
  });
}

/**
 * The text of an input as it was read before. Who asks for the missing files of a tree, lints it, and lints it again
 * with one text changed passes the same objects again; what is known of a text is then kept, as long as somebody holds
 * its input.
 */
const readInputs = new WeakMap<InputFile, SourceFile>();

function fileOf(input: InputFile): SourceFile {
  const known = readInputs.get(input);
  if (known !== undefined && known.path === input.path && known.text === input.text && known.bytes === input.bytes)
    return known;
  const file = sourceFile(input.path, input.text, input.bytes);
  readInputs.set(input, file);
  return file;
}

/**
 * What kustomizations may read, by the list of inputs: the same tree for the same texts, so that what they build is
 * kept as well.
 */
const trees = new WeakMap<
  readonly InputFile[],
  { readonly files: readonly SourceFile[]; readonly leftOut: readonly string[]; readonly tree: SourceTree }
>();

function treeOf(inputs: readonly InputFile[], files: readonly SourceFile[]): SourceTree {
  const reasons = new Map(inputs.flatMap(({ path, leftOut }) => (leftOut === undefined ? [] : [[path, leftOut]])));
  const leftOut = [...reasons].flat();
  const known = trees.get(inputs);
  if (known !== undefined && isSame(known.files, files) && isSame(known.leftOut, leftOut)) return known.tree;
  const tree = sourceTree(files, reasons);
  trees.set(inputs, { files, leftOut, tree });
  return tree;
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

/** A chart that was rendered without some of its parts, of which nothing is known. */
function lackingParts({ folder, name, lacks }: RenderedChart): readonly FailedRendering[] {
  return lacks === undefined ? [] : [{ folder, name, problem: null, lacks }];
}

function absentParts({ place, alsoAt }: UnrenderedChart): readonly OpenPart[] {
  return [place, ...alsoAt].map((each) => ({ place: each, what: `chart ${code(textOf(each.span))}`, changes: false }));
}

/** What else of the tree has a say in a chart. */
interface Beside extends Pick<ChartSource, 'open'> {
  readonly environments: readonly InputFile[];
  readonly users: readonly ChartUser[];
}

function renderedSource(chart: RenderedChart, { environments, users, open }: Beside): ChartSource {
  const {
    folder,
    name,
    release = name,
    namespace,
    values = [],
    deployer,
    isIncomplete = false,
    isReleaseGuessed = false,
    isNamespaceGuessed = false,
    output,
    marked,
    renamed,
    templates,
    written,
    lent = [],
  } = chart;
  const sources = templates.map(({ path, text }) => sourceFile(path, text));
  const pathOf = (file: string): string => pathBelow(folder, file, lent);
  const valuesOf = written === undefined ? () => undefined : readValues(written.parts, written.given, pathOf);
  // Who says which files the chart is installed with has said it all.
  const isOwn = values.length === 0 && deployer === undefined;
  const replacedBy = isOwn ? replacedIn(environments, users) : undefined;
  const files =
    readRendered(output, marked, sources, {
      ...{ pathOf, valuesOf, replacedBy, renamed },
      isOfTest: values.some(isTestFile),
    }) ?? [];
  return {
    folder,
    name,
    release,
    namespace,
    values,
    deployer,
    isIncomplete,
    isPart: isOwn && users.length > 0,
    isReleaseGuessed,
    isNamespaceGuessed,
    open,
    files: files.map((file) => parseFile(file)),
  };
}
