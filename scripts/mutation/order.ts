import path from 'node:path';
import type { Test } from './suite.js';

/**
 * Tests that are likely to kill a mutant first: those that stand beside its file, as test/k8s/pods stands beside
 * src/k8s/pods and the fixtures of a rule beside the rule; then all other tests of facts; then the other fixtures.
 */
export function byNearness(tests: readonly Test[], mutated: string): readonly Test[] {
  const name = path.basename(mutated, '.ts');
  const folder = path.dirname(mutated).replace(/^src\//, 'test/');
  const rank = ({ id, file }: Test): number => {
    if (path.basename(file).startsWith(`${name}.`) || id.includes(` ${name} `)) return 0;
    if (path.dirname(file) === folder) return 1;
    return file.startsWith('test/mutation/') ? 3 : 2;
  };
  return tests
    .map((test) => ({ test, rank: rank(test) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ test }) => test);
}
