import { describe, expect, it } from 'vitest';
import { inputOf } from '../../scripts/fuzz/input.js';
import { minimised } from '../../scripts/fuzz/minimise.js';
import { Random } from '../../scripts/fuzz/random.js';
import { folderSeeds } from '../../scripts/fuzz/seeds.js';
import { trialOf } from '../../scripts/fuzz/trial.js';
import type { InputFile } from '../../src/index.js';

const seeds = ['fixtures/yaml', 'fixtures/rules/unknown-target-port-name', 'fixtures/rules/unknown-field'].flatMap(
  folderSeeds,
);

describe('a slice of npm run fuzz', async () => {
  const trial = await trialOf();

  it('finds no fault', () => {
    expect(seeds.length).toBeGreaterThan(40);
    const faults = Array.from({ length: 120 }, (_, turn) => turn).flatMap((turn) =>
      trial(inputOf(seeds, 7, turn), new Random(8, turn)).map((fault) => ({ turn, ...fault })),
    );
    expect(faults).toEqual([]);
  });

  it('would find one', () => {
    const files = [{ path: 'web.yaml', text: 'kind: Service\n' }];
    const [fault] = trial({ files, options: { kubernetesVersion: 'newest' } }, new Random(1, 1));
    expect(fault?.kind).toMatch(/^throws RangeError/);
  });
});

describe('the inputs', () => {
  it('are the same for the same seed and turn, and others for others', () => {
    const texts = (seed: number, turn: number): string => JSON.stringify(inputOf(seeds, seed, turn));
    expect(texts(1, 5)).toBe(texts(1, 5));
    expect(new Set([texts(1, 5), texts(1, 6), texts(2, 5)]).size).toBe(3);
  });

  it('are hardly ever the tree that they come from', () => {
    const before = new Set(seeds.map(({ files }) => JSON.stringify(files)));
    const same = Array.from({ length: 200 }, (_, turn) => inputOf(seeds, 1, turn).files).filter((files) =>
      before.has(JSON.stringify(files)),
    );
    expect(same.length).toBeLessThan(20);
  });

  it('are made as small as they can be', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join('');
    const files = ['a', 'b', 'c'].map((path) => ({ path, text: lines }));
    const fails = (some: readonly InputFile[]): boolean =>
      some.some(({ path, text }) => path === 'b' && text.includes('17') && text.includes('31'));
    expect(minimised(files, fails)).toEqual([{ path: 'b', text: '1731' }]);
  });
});

describe('numbers of a seed', () => {
  it('shuffle, and lose nothing', () => {
    const shuffled = new Random(3, 4).shuffled([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shuffled).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...shuffled].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('reach everything below their end, and nothing else', () => {
    const random = new Random(1, 1);
    const numbers = new Set(Array.from({ length: 300 }, () => random.below(7)));
    expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('choose from something', () => {
    expect(() => new Random(1, 1).of([])).toThrow(RangeError);
  });
});
