/**
 * Plants one slip after the other into real manifests that are clean, and counts what is caught, where, and what the
 * repairs make of it: `npm run mutants -- DIR [--each N] [--slip KIND] [--repo NAME] [--show N]`. DIR holds
 * `open/<repository>/`; each folder with a Service and a workload is linted by itself. Exit 1 on a crash.
 */
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { lint, repair, type Diagnostic, type InputFile } from '../src/index.js';
import { groupBy } from '../src/data/group.js';
import { compareTexts } from '../src/text/compare.js';
import { positionAt, sourceFile, type Span } from '../src/text/source-file.js';
import { foldersIn, readTree } from './measure/files.js';
import { inFull } from './measure/finding.js';
import { say, section, table, tally } from './measure/print.js';
import { SLIPS, type Slip } from './mutants/slips.js';
import { readWorld } from './mutants/world.js';

interface Outcome {
  readonly slip: string;
  /** `repository/file:line`, and what was planted there. */
  readonly where: string;
  readonly isCaught: boolean;
  /** New errors and warnings that do not show the slip. */
  readonly astray: readonly Diagnostic[];
  readonly isRepaired: boolean;
  readonly found: readonly Diagnostic[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string', default: '1' },
    slip: { type: 'string' },
    repo: { type: 'string' },
    show: { type: 'string', default: '0' },
  },
});
const corpus = positionals[0];
if (corpus === undefined)
  throw new Error('usage: npm run mutants -- DIR [--each N] [--slip KIND] [--repo NAME] [--show N]');

/** How far from a line that is gone its neighbours in the map may stand. */
const AROUND = 3;

const root = join(corpus, 'open');
const crashes: string[] = [];
const outcomes = foldersIn(root)
  .filter((repo) => values.repo === undefined || repo.includes(values.repo))
  .flatMap((repo) =>
    [...foldersOf(readTree(join(root, repo)))].flatMap(({ folder, files }) => mutantsOf(join(repo, folder), files)),
  );

const row = (name: string, some: readonly Outcome[]): readonly (string | number)[] => [
  name,
  some.length,
  share(some, ({ isCaught }) => isCaught),
  share(some, ({ astray }) => astray.length === 0),
  share(some, ({ isRepaired }) => isRepaired),
];
const rows = Object.keys(SLIPS).map((slip) =>
  row(
    slip,
    outcomes.filter((outcome) => outcome.slip === slip),
  ),
);
say(table(['slip', 'planted', 'caught %', 'nothing elsewhere %', 'repaired %'], [...rows, row('all', outcomes)]));
const shown = Number(values.show);
say(
  section(
    'not caught',
    samples(({ isCaught }) => !isCaught),
  ),
);
say(
  section(
    'found elsewhere',
    samples(({ astray }) => astray.length > 0),
  ),
);
say(
  section(
    'repaired otherwise',
    samples(({ isCaught, isRepaired }) => isCaught && !isRepaired),
  ),
);
say(section('crashes', crashes));
process.exitCode = crashes.length > 0 ? 1 : 0;

function share(some: readonly Outcome[], holds: (outcome: Outcome) => boolean): string {
  return some.length === 0 ? '-' : ((100 * some.filter(holds).length) / some.length).toFixed(1);
}

function samples(is: (outcome: Outcome) => boolean): readonly string[] {
  const all = outcomes.filter(is);
  const heads = tally(all, ({ slip }) => slip).map(([slip, count]) => `${count} x ${slip}`);
  const some = Object.keys(SLIPS).flatMap((slip) => all.filter((outcome) => outcome.slip === slip).slice(0, shown));
  return shown === 0
    ? heads
    : some.map(({ slip, where, found }) =>
        [`${slip}: ${where}`, ...found.map((one) => `    ${inFull(one)}`)].join('\n'),
      );
}

interface Folder {
  readonly folder: string;
  /** By their names alone: a folder that is called `base` waits for no overlay when it is linted by itself. */
  readonly files: readonly InputFile[];
}

/** The folders that hold a Service and a workload, each with its own files only: what one person writes in one go. */
function* foldersOf(files: readonly InputFile[]): Generator<Folder> {
  const charts = files.filter(({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path)).map(({ path }) => dirname(path));
  for (const [folder, own] of groupBy(files, ({ path }) => dirname(path))) {
    const isBuilt = charts.some((chart) => chart === '.' || folder === chart || folder.startsWith(`${chart}/`));
    const texts = own.map(({ text }) => text).join('\n');
    // A component is a part of other kustomizations, and never applied by itself.
    if (/^kind: Component$/m.test(texts)) continue;
    if (isBuilt || own.length > 60 || !/^kind: Service$/m.test(texts) || !/containerPort|image:/.test(texts)) continue;
    yield { folder, files: own.map((file) => ({ ...file, path: basename(file.path) })) };
  }
}

function mutantsOf(repo: string, files: readonly InputFile[]): readonly Outcome[] {
  const { diagnostics, summary } = lint(files);
  const world = readWorld(files);
  // What a kustomization beside it does not list is judged by nobody.
  if (loud(diagnostics).length > 0 || summary.resources !== world.objects.length) return [];
  const clean = repair(files, { unsafeFixes: true }).files;
  if (clean.some(({ text }, at) => text !== files[at]?.text)) return [];
  return Object.entries(SLIPS).flatMap(([slip, plant]) =>
    values.slip !== undefined && values.slip !== slip
      ? []
      : spread(
          plant(world).filter((planted) => planted !== null),
          Number(values.each),
        ).flatMap((planted) => judge(repo, files, slip, planted)),
  );
}

/** So many of a list, evenly from its whole length. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  return all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length));
}

function judge(repo: string, files: readonly InputFile[], slip: string, planted: Slip): readonly Outcome[] {
  const broken = files.map((file) =>
    file.path === planted.file ? { ...file, text: applied(file.text, planted) } : file,
  );
  const lines = linesOf(broken, planted);
  const where = `${repo}/${planted.file}:${lines.first} ${JSON.stringify(planted.text)}`;
  try {
    const found = loud(lint(broken).diagnostics);
    const shows = (diagnostic: Diagnostic): boolean =>
      placesOf(diagnostic).some((span) => isOn(span, planted.file, lines));
    const fixed = repair(broken, { unsafeFixes: true }).files;
    return [
      {
        slip,
        where,
        isCaught: found.some(shows),
        astray: found.filter((diagnostic) => !shows(diagnostic)),
        isRepaired: fixed.every(({ text }, at) => isGivenBack(text, files[at]?.text ?? '', planted)),
        found,
      },
    ];
  } catch (error) {
    crashes.push(`${where}: ${String(error)}`);
    return [];
  }
}

function applied(text: string, { start, end, text: slip }: Slip): string {
  return text.slice(0, start) + slip + text.slice(end);
}

/**
 * The text is that of before. A line that was taken away may come back elsewhere in its map, without blanks at its end:
 * nothing in the files says where it stood.
 */
function isGivenBack(fixed: string, before: string, { text }: Slip): boolean {
  return fixed === before || (text === '' && sortedLines(fixed) === sortedLines(before));
}

function sortedLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.sort(compareTexts).join('\n');
}

/** Errors and warnings, but for the probes that real manifests lack everywhere. */
function loud(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity, rule }) => severity !== 'info' && rule !== 'missing-readiness-probe');
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The lines that a slip left, 1-based; where it took a line away, those around. */
function linesOf(files: readonly InputFile[], { file, start, text }: Slip): Lines {
  const source = sourceFile(file, files.find(({ path }) => path === file)?.text ?? '');
  const { line: first } = positionAt(source, start);
  if (text === '') return { first: first - AROUND, last: first + AROUND };
  return { first, last: positionAt(source, start + text.length).line };
}

function placesOf({ primary, related }: Diagnostic): readonly Span[] {
  return [primary.span, ...related.map(({ span }) => span)];
}

function isOn({ file, start, end }: Span, path: string, { first, last }: Lines): boolean {
  return file.path === path && positionAt(file, start).line <= last && positionAt(file, end).line >= first;
}
