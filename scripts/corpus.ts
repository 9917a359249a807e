/**
 * Lints real repositories, each as one tree: `npm run corpus -- DIR [--json FILE] [--rule ID] [--repo NAME] [--show N]
 * [--units] [--marks]`. `--units` counts what each is taken to be applied as; `--marks` lints each a second time with the
 * marks of objects put aside, which must find the same. Exit 1 on a crash or a difference.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { rules } from '../rules/index.js';
import { lintWith } from '../src/engine/lint.js';
import { describeUnits, lint, type Diagnostic, type LintResult, type UnitInfo } from '../src/index.js';
import { foldersIn, readTree } from './measure/files.js';
import { asJsonLine, inFull, place, sample } from './measure/finding.js';
import { withoutMarks } from './measure/without-marks.js';
import { say, section, table, type Cell } from './measure/print.js';

interface Run {
  readonly repo: string;
  readonly files: number;
  readonly result: LintResult;
  /** Empty unless they were asked for. */
  readonly units: readonly UnitInfo[];
  readonly ms: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    rule: { type: 'string' },
    repo: { type: 'string' },
    show: { type: 'string' },
    units: { type: 'boolean' },
    marks: { type: 'boolean' },
  },
});
const corpus = positionals[0];
if (corpus === undefined)
  throw new Error(
    'usage: npm run corpus -- DIR [--json FILE] [--rule ID] [--repo NAME] [--show N] [--units] [--marks]',
  );

const crashes: string[] = [];
const differing: string[] = [];
const root = join(corpus, 'open');
const runs = foldersIn(root)
  .filter((repo) => values.repo === undefined || repo.includes(values.repo))
  .flatMap(lintRepo);

if (values.json !== undefined) {
  const lines = runs.flatMap(({ repo, result }) =>
    result.diagnostics.map((diagnostic) => asJsonLine(repo, diagnostic) + '\n'),
  );
  writeFileSync(values.json, lines.join(''));
}
if (values.units === true) {
  say(unitTable(runs));
} else if (values.show === undefined) {
  say(repoTable(runs));
  say('\n' + ruleTable(runs));
} else {
  say(samples(Number(values.show)));
}
say(section('crashes', crashes));
if (values.marks === true) say(section('other findings without marks', differing));
process.exitCode = crashes.length + differing.length > 0 ? 1 : 0;

function lintRepo(repo: string): readonly Run[] {
  const files = readTree(join(root, repo));
  const start = performance.now();
  try {
    const result = lint(files);
    crashes.push(...result.crashes.map(({ rule, error }) => `${repo}: rule ${rule}: ${stackOf(error)}`));
    const ms = performance.now() - start;
    if (
      values.marks === true &&
      !isDeepStrictEqual(result.diagnostics, lintWith(withoutMarks(rules), files).diagnostics)
    )
      differing.push(repo);
    return [{ repo, files: files.length, result, units: values.units === true ? describeUnits(files) : [], ms }];
  } catch (error) {
    crashes.push(`${repo}: ${stackOf(error)}`);
    return [];
  }
}

function repoTable(all: readonly Run[]): string {
  const row = (name: string, some: readonly Run[]): readonly Cell[] => [
    name,
    sum(some, (run) => run.files),
    sum(some, (run) => run.result.summary.resources),
    sum(some, (run) => run.result.summary.errors),
    sum(some, (run) => run.result.summary.warnings),
    sum(some, (run) => run.result.summary.infos),
    Math.round(sum(some, (run) => run.ms)),
  ];
  const head = ['repository', 'files', 'resources', 'errors', 'warnings', 'infos', 'ms'];
  return table(head, [...all.map((run) => row(run.repo, [run])), row(`${all.length} repositories`, all)]);
}

/** Units of each repository by their kind, how many of them are open, and the kustomizations that kustomize refuses. */
function unitTable(all: readonly Run[]): string {
  const kinds = ['folder', 'kustomization', 'chart'] as const;
  const row = (name: string, some: readonly Run[]): readonly Cell[] => [
    name,
    ...kinds.map((kind) => sum(some, ({ units }) => units.filter((unit) => unit.kind === kind).length)),
    sum(some, ({ units }) => units.filter(({ open }) => open.length > 0).length),
    sum(some, ({ result }) => result.diagnostics.filter(({ rule }) => rule === 'refused-kustomization').length),
    sum(some, ({ result }) => result.summary.errors),
    sum(some, ({ result }) => result.summary.warnings),
    sum(some, ({ result }) => result.summary.infos),
  ];
  const head = ['repository', 'folders', 'kustomizations', 'charts', 'open', 'refused', 'errors', 'warnings', 'infos'];
  return table(head, [...all.map((run) => row(run.repo, [run])), row(`${all.length} repositories`, all)]);
}

function ruleTable(all: readonly Run[]): string {
  const rules = [...new Set(all.flatMap((run) => run.result.diagnostics.map((diagnostic) => diagnostic.rule)))].sort();
  const rows = rules.map((rule) => {
    const found = all.map((run) => run.result.diagnostics.filter((diagnostic) => diagnostic.rule === rule));
    const count = (severity: string): number =>
      found.flat().filter((diagnostic) => diagnostic.severity === severity).length;
    return [rule, count('error'), count('warning'), count('info'), found.filter((some) => some.length > 0).length];
  });
  return table(['rule', 'errors', 'warnings', 'infos', 'repositories'], rows);
}

/** Findings in full, of one rule or of all, taken from as many repositories as there are. */
function samples(most: number): string {
  const wanted = (diagnostic: Diagnostic): boolean => values.rule === undefined || diagnostic.rule === values.rule;
  const found = runs.map(({ repo, result }) =>
    result.diagnostics.filter(wanted).map((diagnostic) => ({ repo, diagnostic })),
  );
  const shown = sample(found, most, ({ diagnostic }) => `${place(diagnostic.primary.span)} ${diagnostic.message}`);
  const texts = shown.map(({ repo, diagnostic }, at) => `${at + 1}. ${repo}/${inFull(diagnostic)}`);
  const repos = new Set(shown.map((item) => item.repo)).size;
  return [...texts, `${shown.length} of ${found.flat().length} findings, from ${repos} repositories`].join('\n\n');
}

function sum(all: readonly Run[], of: (run: Run) => number): number {
  return all.reduce((total, run) => total + of(run), 0);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
