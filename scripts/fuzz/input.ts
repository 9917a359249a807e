import { mutated } from './mutate.js';
import { Random } from './random.js';
import type { Seed } from './seeds.js';
import type { Input } from './trial.js';

/** The input of one turn: the same for the same seeds, number and turn. */
export function inputOf(seeds: readonly Seed[], number: number, turn: number): Input & { readonly name: string } {
  const random = new Random(number, turn);
  const { name, files, options } = random.of(seeds);
  return { name, files: mutated(files, random, random.of(seeds).files), options };
}
