import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../../scripts/measure/kustomize-outcome.js';
import { build, type Files } from './build.js';

const FOLDER = 'fixtures/kustomize-random';

interface Recorded {
  readonly files: Files;
  readonly yaml?: string;
  readonly refused?: readonly string[];
}

/** Random applications with what `kubectl kustomize` made of them (`npm run kustomize-fuzz -- --record`). */
describe.each(readdirSync(FOLDER))('%s', (name) => {
  const all = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as readonly Recorded[];

  it.each(all.map((_, index) => index))('build %i is that of kustomize', (index) => {
    const { files, yaml, refused } = all[index] ?? { files: {} };
    const native = build(files, '');
    if (yaml === undefined) expect(native.problems.map(({ message }) => message)).toEqual(refused);
    else
      expect(compareBuilds({ yaml }, native)).toEqual({
        verdict: 'equal',
        objects: expect.any(Number) as number,
        sameOrder: true,
      });
  });
});
