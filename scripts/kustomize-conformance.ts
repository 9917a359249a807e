/**
 * Builds every kustomization of real repositories twice, with svclint and with `kubectl kustomize`, and compares the
 * objects: `npm run kustomize-conformance -- DIR [--repo NAME] [--folder PATH] [--refused] [--show N]`. Exit 1 on any
 * difference.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { foldersIn } from './measure/files.js';
import {
  buildNatively,
  kustomizationsBelow,
  sourcesBelow,
  type KustomizationFolder,
} from './measure/kustomizations.js';
import { compareBuilds, type BuildOutcome } from './measure/kustomize-outcome.js';
import { difference, say, score, section, table, tally } from './measure/print.js';
import type { ObjectDifference } from './measure/same-objects.js';
import { clusterTool } from './tools/cluster-tools.js';
import { buildAllWithKubectl, type RealBuild } from './tools/kustomize.js';

interface Compared extends KustomizationFolder {
  readonly repo: string;
  readonly outcome: BuildOutcome;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repo: { type: 'string' },
    folder: { type: 'string' },
    refused: { type: 'boolean' },
    show: { type: 'string' },
  },
});
const corpus = positionals[0];
if (corpus === undefined) throw new Error('usage: npm run kustomize-conformance -- DIR [--repo NAME] [--folder PATH]');
const kubectl = clusterTool('kubectl');
if (kubectl === undefined) throw new Error('there is no kubectl for this machine: its binary is for Linux on x64');

const root = existsSync(join(corpus, 'open')) ? join(corpus, 'open') : corpus;
const crashes: string[] = [];
const compared: Compared[] = [];
for (const repo of foldersIn(root).filter((name) => values.repo === undefined || name.includes(values.repo))) {
  compared.push(...(await compareRepo(repo, kubectl)));
}

const roots = compared.filter(({ isListed }) => !isListed);
say(
  `kustomizations and kubectl kustomize: ${compared.length} folders, ${roots.length} of them roots that no other lists\n`,
);
const verdicts = ['equal', 'different', 'refused by both', 'unproven refusal', 'cannot evaluate'];
say(
  table(
    ['', 'roots', 'all'],
    verdicts.map((verdict) => [verdict, count(roots, verdict), count(compared, verdict)]),
  ),
);
const equal = compared.flatMap(({ outcome }) => (outcome.verdict === 'equal' ? [outcome] : []));
say(`\nobjects in equal builds     ${equal.reduce((sum, { objects }) => sum + objects, 0)}`);
say(`builds in the same order    ${score(equal.filter(({ sameOrder }) => sameOrder).length, equal.length)}`);
const closed = compared.flatMap(({ outcome }) => (outcome.verdict === 'cannot evaluate' ? [outcome.why] : []));
say(
  section(
    'cannot evaluate',
    tally(closed, (why) => why).map(([why, times]) => `${String(times).padStart(4)}  ${why}`),
  ),
);
if (values.refused === true)
  say(
    section(
      'refused by both',
      compared.flatMap((item) => refusalLines(item, 'refused by both')),
    ),
  );
say(
  section(
    'unproven refusals',
    compared.flatMap((item) => refusalLines(item, 'unproven refusal')),
  ),
);
const different = compared.filter(({ outcome }) => outcome.verdict === 'different');
say(section(`different: ${different.length}`, different.slice(0, Number(values.show ?? 40)).map(differenceLines)));
say(section('crashes', crashes));
process.exitCode = different.length + crashes.length > 0 ? 1 : 0;

/** Components build only as parts of others, so kubectl refuses them alone; they are judged where they are used. */
async function compareRepo(repo: string, program: string): Promise<readonly Compared[]> {
  const folder = join(root, repo);
  const isAsked = (item: KustomizationFolder): boolean => values.folder === undefined || item.folder === values.folder;
  const found = kustomizationsBelow(folder).filter((item) => !item.isComponent && isAsked(item));
  if (found.length === 0) return [];
  const real = await buildAllWithKubectl(
    program,
    folder,
    found.map((item) => item.folder),
  );
  const sources = sourcesBelow(folder);
  return found.flatMap((item) => {
    try {
      const outcome = compareBuilds(real.get(item.folder) as RealBuild, buildNatively(item.folder, sources));
      return [{ ...item, repo, outcome }];
    } catch (error) {
      crashes.push(
        `${repo}/${item.folder}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return [];
    }
  });
}

function count(some: readonly Compared[], verdict: string): number {
  return some.filter(({ outcome }) => outcome.verdict === verdict).length;
}

/** Where kubectl would have to download something, it proves nothing about what svclint refuses. */
function refusalLines(
  { repo, folder, outcome }: Compared,
  verdict: 'refused by both' | 'unproven refusal',
): readonly string[] {
  if (outcome.verdict !== verdict || !('refusal' in outcome)) return [];
  const [real, native] = [outcome.refusal.replaceAll('\n', ' ').slice(-300), outcome.problems.join('; ').slice(0, 300)];
  return [`${repo}/${folder}\n    kubectl  ${real}\n    svclint  ${native}`];
}

function differenceLines({ repo, folder, outcome }: Compared): string {
  if (outcome.verdict !== 'different') return '';
  const line = ({ object, path, expected, got }: ObjectDifference): string =>
    difference(`${object} ${path}`, text(expected), text(got));
  const shown = outcome.differences.slice(0, 5).map(line);
  const more = outcome.differences.length > 5 ? [`and ${outcome.differences.length - 5} more`] : [];
  return [`${repo}/${folder}: ${outcome.why.replaceAll('\n', ' ').slice(0, 500)}`, ...shown, ...more]
    .join('\n')
    .replaceAll('\n', '\n  ');
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 240);
}
