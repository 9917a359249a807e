/**
 * Builds random small kustomizations twice, with svclint and with `kubectl kustomize`, until they differ: `npm run
 * kustomize-fuzz -- [--runs N] [--seed N]`. Prints the smallest application that it can find. Exit 1 on a difference.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { application, type Application } from './kustomize-fuzz/application.js';
import { buildNatively, sourcesBelow } from './measure/kustomizations.js';
import { compareBuilds, type BuildOutcome } from './measure/kustomize-outcome.js';
import { say, section, tally } from './measure/print.js';
import { clusterTool } from './tools/cluster-tools.js';
import { buildWithKubectl } from './tools/kustomize.js';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '300' }, seed: { type: 'string' } } });
const kubectl = clusterTool('kubectl');
if (kubectl === undefined) throw new Error('there is no kubectl for this machine: its binary is for Linux on x64');

const verdicts: string[] = [];
const property = fc.asyncProperty(application, async (files) => {
  const { verdict } = await compare(files, kubectl);
  verdicts.push(verdict);
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
process.exitCode = run.failed ? 1 : 0;

async function compare(files: Application, program: string): Promise<BuildOutcome> {
  const root = mkdtempSync(join(tmpdir(), 'svclint-fuzz-'));
  try {
    for (const [path, text] of Object.entries(texts(files))) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return compareBuilds(await buildWithKubectl(program, root, ''), buildNatively('', sourcesBelow(root)));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A list of objects is a file of several documents. */
function texts(files: Application): Readonly<Record<string, string>> {
  const text = (data: unknown): string => stringify(data, { aliasDuplicateObjects: false });
  const whole = (data: unknown): string => {
    if (typeof data === 'string') return data;
    return Array.isArray(data) ? data.map(text).join('---\n') : text(data);
  };
  const plain = (written: string): string =>
    written.replace(/(["']?)«(.*?)»\1/g, (_, quote: string, inner: string) =>
      quote === '"' ? (JSON.parse(`"${inner}"`) as string) : inner,
    );
  return Object.fromEntries(Object.entries(files).map(([path, data]) => [path, plain(whole(data))]));
}

async function describe(files: Application, program: string): Promise<string> {
  const outcome = await compare(files, program);
  // Files that nobody names are noise.
  const written = Object.entries(texts(files));
  const shown = written
    .filter(([path]) => !path.includes('settings/') || written.some(([, text]) => text.includes('settings/')))
    .map(([path, text]) => `# ${path}\n${text}`);
  return ['', ...shown, JSON.stringify(outcome, null, 2)].join('\n');
}
