/**
 * Changes small trees at random and holds svclint to what it promises of every input: `npm run fuzz -- [--minutes N]
 * [--inputs N] [--seed N] [--from TURN] [--out FOLDER] [FOLDER…]`. The trees are the fixtures, or the folders below
 * each FOLDER. The same seed makes the same inputs. Each kind of fault is written once to the folder `--out`, with the
 * smallest files that show it. Exit 1 where there is one.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { inputOf } from './fuzz/input.js';
import { fixtureSeeds, folderSeeds } from './fuzz/seeds.js';
import type { Failure, Order } from './fuzz/worker.js';
import { say } from './measure/print.js';

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    out: { type: 'string', default: path.join(tmpdir(), 'svclint-fuzz') },
  },
});
const seed = Number(values.seed);
const from = Number(values.from);
const to = values.inputs === undefined ? Infinity : from + Number(values.inputs);
const minutes = Number(values.minutes ?? (values.inputs === undefined ? 1 : Infinity));

/** Seconds without a sign of life after which an input counts as one that never ends, on the busiest machine. */
const PATIENCE = 120;
/** Mebibytes of live objects that no input may need; what is kept from one to the next counts as well. */
const MEMORY = 512;
const LAST_TURN = 2 ** 31 - 1;

const started = Date.now();
const progress = new Int32Array(new SharedArrayBuffer(8));
const failures: Failure[] = [];
const scratch = mkdtempSync(path.join(tmpdir(), 'svclint-fuzz-'));
try {
  const script = await bundled();
  for (let at = from; at < to && !isOver();) at = await runFrom(at, script);
} finally {
  rmSync(scratch, { recursive: true });
}
const done = Math.min(Atomics.load(progress, 0), to) - from;
const seconds = (Date.now() - started) / 1000;
say(`${done} inputs of seed ${seed} in ${seconds.toFixed(0)} s, ${(done / seconds).toFixed(0)} a second`);
say(failures.length === 0 ? 'no fault' : `${failures.length} kinds of faults, in ${values.out}`);
process.exitCode = failures.length === 0 ? 0 : 1;

function isOver(): boolean {
  return Date.now() - started > minutes * 60_000;
}

/** One script without the machinery of tsx, which would take half the time, and which no edit changes meanwhile. */
async function bundled(): Promise<string> {
  const outfile = path.join(scratch, 'worker.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'fuzz/worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
  });
  return outfile;
}

/** Runs until the end, or until an input ends the thread; resolves to the turn to go on with. */
function runFrom(first: number, script: string): Promise<number> {
  const known = failures.map(({ kind }) => kind);
  const order: Order = { folders, seed, from: first, to: Math.min(to, LAST_TURN), known, progress };
  const thread = new Worker(script, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: MEMORY } });
  return new Promise((resolve) => {
    let [beats, quiet, next] = [-1, 0, to];
    const clock = setInterval(() => {
      const now = Atomics.load(progress, 1);
      quiet = now === beats ? quiet + 1 : 0;
      beats = now;
      if (quiet >= PATIENCE) stopAt('never ends', `no answer within ${PATIENCE} s`);
      else if (isOver()) void thread.terminate();
      else if (Math.floor((Date.now() - started) / 1000) % 60 === 0) tell();
    }, 1000);
    const stopAt = (kind: string, detail: string): void => {
      const turn = Atomics.load(progress, 0);
      next = turn + 1;
      report({ kind: `${kind} (turn ${turn})`, detail, turn, ...whole(turn) });
      void thread.terminate();
    };
    thread.on('message', report);
    thread.on('error', (error) => stopAt('ends the thread', String(error)));
    thread.on('exit', () => {
      clearInterval(clock);
      resolve(next);
    });
  });
}

/** The input of a turn as it was made: what ends the thread cannot be made smaller within it. */
function whole(turn: number): Pick<Failure, 'name' | 'input'> {
  const { name, ...input } = inputOf(folders.length === 0 ? fixtureSeeds() : folders.flatMap(folderSeeds), seed, turn);
  return { name, input };
}

function report(failure: Failure): void {
  failures.push(failure);
  mkdirSync(values.out, { recursive: true });
  const file = path.join(values.out, `${seed}-${failure.turn}-${failure.kind.replace(/[^\w.-]+/g, '-')}.json`);
  writeFileSync(file, JSON.stringify(failure, null, 2) + '\n');
  say(`${failure.kind}: ${failure.name}, turn ${failure.turn}: ${file}\n${JSON.stringify(failure.detail)}`);
}

function tell(): void {
  process.stderr.write(`${Atomics.load(progress, 0) - from} inputs, ${failures.length} kinds of faults\n`);
}
