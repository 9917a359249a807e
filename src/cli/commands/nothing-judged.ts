import type { Io } from '../../host/process/io.js';
import type { ChartRendering, InputFile } from '../../index.js';
import { code, codes, count, list } from '../../text/words.js';
import { sourceFile } from '../../text/source-file.js';
import type { CommandLine } from '../arguments/command-line.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import { firstPlaceholder } from '../../k8s/object/first-placeholder.js';
import { isKustomization, parseAnyFile, parseFile } from '../../yaml/parse.js';

/** What was read where no object came of it. */
interface Found {
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartRendering[];
}

/** A hook of a repository without manifests must let commits pass. */
export function mayBeEmpty({ values }: CommandLine): boolean {
  return values.has('allow-empty') || values.has('staged');
}

/** Says that nothing was judged, unless that is expected; the exit code. */
export async function whereNothingJudged(found: Found, line: CommandLine, io: Io): Promise<ExitCode> {
  if (mayBeEmpty(line)) return CLEAN;
  await io.stderr.write(`svclint: ${nothingJudged(found)}\n`);
  return USAGE;
}

/** The line for standard error where no Kubernetes object was judged: what was found instead, and the way on. */
function nothingJudged({ files, charts }: Found): string {
  const found = [
    ...chartsIn(charts),
    ...kinds.flatMap(({ one, many, of }) => {
      const paths = linted(files, charts).filter((file) => kindOf(file) === of);
      return paths.length === 0 ? [] : [`${count(paths.length, one, many)} (${named(paths.map(({ path }) => path))})`];
    }),
  ];
  const instead = found.length === 0 ? '' : `, but ${list(found, 'and')}`;
  return `no Kubernetes object was judged${instead}; ${code('--allow-empty')} lets such a run pass`;
}

const MOST_NAMED = 4;

function named(paths: readonly string[]): string {
  return codes(paths, 'and', MOST_NAMED);
}

function chartsIn(charts: readonly ChartRendering[]): readonly string[] {
  const unrendered = charts.filter((chart) => 'problem' in chart || chart.templates.length === 0);
  const folders = [...new Set(unrendered.map(({ folder }) => (folder === '' ? '.' : folder)))];
  if (folders.length === 0) return [];
  return [
    `${count(folders.length, 'chart that was not rendered', 'charts that were not rendered')} (${named(folders)})`,
  ];
}

/** The files of a chart are the chart's. */
function linted(files: readonly InputFile[], charts: readonly ChartRendering[]): readonly InputFile[] {
  return files.filter(
    ({ path, supporting }) =>
      supporting !== true && !charts.some(({ folder }) => folder === '' || path.startsWith(`${folder}/`)),
  );
}

type Kind = 'template' | 'kustomization' | 'broken' | 'empty' | 'other';

const kinds: readonly { readonly of: Kind; readonly one: string; readonly many: string }[] = [
  { of: 'template', one: 'template that nobody has filled in', many: 'templates that nobody has filled in' },
  {
    of: 'kustomization',
    one: 'kustomization that builds nothing of what is on disk',
    many: 'kustomizations that build nothing of what is on disk',
  },
  { of: 'broken', one: 'file that cannot be parsed', many: 'files that cannot be parsed' },
  { of: 'empty', one: 'file without content', many: 'files without content' },
  { of: 'other', one: 'file of another kind', many: 'files of another kind' },
];

function kindOf({ path, text }: InputFile): Kind {
  const file = sourceFile(path, text);
  if (parseFile(file).template !== undefined) return 'template';
  const { documents } = parseAnyFile(file);
  if (documents.some(({ problems }) => problems.length > 0)) return 'broken';
  if (documents.some(({ tree }) => firstPlaceholder(tree, path) !== undefined)) return 'template';
  if (isKustomization(path)) return 'kustomization';
  return documents.every(({ tree }) => tree === undefined) ? 'empty' : 'other';
}
