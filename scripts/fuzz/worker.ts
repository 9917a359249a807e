/** Runs trials turn by turn in a thread of its own, which `fuzz.ts` ends where one never does. */
import { parentPort, workerData } from 'node:worker_threads';
import type { InputFile } from '../../src/index.js';
import { inputOf } from './input.js';
import { minimised } from './minimise.js';
import { Random } from './random.js';
import { fixtureSeeds, folderSeeds } from './seeds.js';
import { trialOf, type Fault, type Input } from './trial.js';

/** What the thread is told. */
export interface Order {
  readonly folders: readonly string[];
  readonly seed: number;
  /** The first turn, and the first that is not run. */
  readonly from: number;
  readonly to: number;
  /** Kinds of faults that were told before. */
  readonly known: readonly string[];
  /** Two whole numbers: the turn that is run, and how many trials have begun. */
  readonly progress: Int32Array;
}

/** One fault, and the smallest files that show it. */
export interface Failure extends Fault {
  readonly turn: number;
  readonly name: string;
  readonly input: Input;
}

/** Milliseconds of CPU time that no input may take, with all its runs and reports. */
const LONGEST = 2000;

const { folders, seed, from, to, known, progress } = workerData as Order;
const trial = await trialOf();
const seeds = folders.length === 0 ? fixtureSeeds() : folders.flatMap(folderSeeds);
const told = new Set(known);

for (let turn = from; turn < to; turn++) {
  Atomics.store(progress, 0, turn);
  const { name, ...input } = inputOf(seeds, seed, turn);
  for (const fault of faultsOf(input, turn)) {
    if (told.has(fault.kind)) continue;
    told.add(fault.kind);
    const fails = (files: readonly InputFile[]): boolean =>
      faultsOf({ ...input, files }, turn).some(({ kind }) => kind === fault.kind);
    const failure: Failure = { ...fault, turn, name, input: { ...input, files: minimised(input.files, fails) } };
    parentPort?.postMessage(failure);
  }
}
Atomics.store(progress, 0, to);

/** A trial uses the same numbers for the same turn, whatever is left of the files. */
function faultsOf(input: Input, turn: number): readonly Fault[] {
  Atomics.add(progress, 1, 1);
  const before = process.cpuUsage();
  const faults = trial(input, new Random(seed + 1, turn));
  const { user, system } = process.cpuUsage(before);
  const time = (user + system) / 1000;
  return time > LONGEST ? [...faults, { kind: 'slow', detail: `${time.toFixed(0)} ms` }] : faults;
}
