/**
 * Builds random small kustomizations twice, with svclint and with `kubectl kustomize`, until they differ: `npm run
 * kustomize-fuzz -- [--runs N] [--seed N]`. Prints the smallest application that it can find. Exit 1 on a difference.
 * `--record FILE` writes the applications with what kubectl said of each, for `fixtures/kustomize-random`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { application, type Application } from './kustomize-fuzz/application.js';
import { texts } from './kustomize-fuzz/texts.js';
import { buildNatively, sourcesBelow } from './measure/kustomizations.js';
import { compareBuilds, type BuildOutcome } from './measure/kustomize-outcome.js';
import { say, section, tally } from './measure/print.js';
import { clusterTool } from './tools/cluster-tools.js';
import { buildWithKubectl, type RealBuild } from './tools/kustomize.js';
import type { KustomizeBuild } from '../src/kustomize/index.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string' },
    record: { type: 'string' },
  },
});
const kubectl = clusterTool('kubectl');
if (kubectl === undefined) throw new Error('there is no kubectl for this machine: its binary is for Linux on x64');

const verdicts: string[] = [];
const recorded: unknown[] = [];
const property = fc.asyncProperty(application, async (files) => {
  const { verdict, ...told } = await compare(files, kubectl);
  verdicts.push(verdict);
  if (verdict === 'equal' || verdict === 'refused by both') recorded.push(told);
  return verdict !== 'different';
});
const seed = values.seed === undefined ? {} : { seed: Number(values.seed) };
const run = await fc.check(property, { ...seed, numRuns: Number(values.runs), endOnFailure: false });
say(`random kustomizations and kubectl kustomize, seed ${run.seed}: ${run.numRuns} built`);
say(
  section(
    'verdicts',
    tally(verdicts, (verdict) => verdict).map(([verdict, count]) => `${String(count).padStart(5)}  ${verdict}`),
  ),
);
const [smallest] = run.counterexample ?? [];
if (smallest !== undefined) say(await describe(smallest, kubectl));
if (values.record !== undefined) writeFileSync(values.record, `${JSON.stringify(recorded, null, 1)}\n`);
process.exitCode = run.failed ? 1 : 0;

/** What becomes of an application, and what is recorded of it: its files, and what kubectl printed. */
interface Compared {
  readonly verdict: BuildOutcome['verdict'];
  readonly files: Application;
  readonly yaml?: string;
  readonly refused?: readonly string[];
}

async function compare(files: Application, program: string): Promise<Compared> {
  const all = texts(files);
  const [real, native] = await builds(all, program);
  const { verdict } = compareBuilds(real, native);
  const read = Object.entries(all).filter(([path]) => native.files.has(path) || !path.includes('settings/'));
  return {
    verdict,
    files: Object.fromEntries(read),
    ...('yaml' in real ? { yaml: real.yaml } : { refused: native.problems.map(({ message }) => message) }),
  };
}

async function builds(all: Readonly<Record<string, string>>, program: string): Promise<[RealBuild, KustomizeBuild]> {
  const root = mkdtempSync(join(tmpdir(), 'svclint-fuzz-'));
  try {
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return [await buildWithKubectl(program, root, ''), buildNatively('', sourcesBelow(root))];
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function describe(files: Application, program: string): Promise<string> {
  const outcome = compareBuilds(...(await builds(texts(files), program)));
  // Files that nobody names are noise.
  const written = Object.entries(texts(files));
  const shown = written
    .filter(([path]) => !path.includes('settings/') || written.some(([, text]) => text.includes('settings/')))
    .map(([path, text]) => `# ${path}\n${text}`);
  return ['', ...shown, JSON.stringify(outcome, null, 2)].join('\n');
}
