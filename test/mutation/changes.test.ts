import { expect, it } from 'vitest';
import { changedLines, linesIn } from '../../scripts/mutation/changes.js';
import { commit, lay, repository } from '../support/repository.js';

it('takes the lines that were added to files of areas', () => {
  const difference = [
    '+++ b/src/tree/tree.ts',
    '@@ -3,2 +3 @@ head',
    '@@ -9,0 +10,4 @@',
    '@@ -20,2 +24,0 @@ only removed',
    '+++ b/src/cli/main.ts',
    '@@ -1 +1 @@ no area',
    '+++ b/rules/index.ts',
    '@@ -1 +1 @@ generated',
    '+++ b/src/k8s/notes.md',
    '@@ -1 +1 @@ no code',
    '+++ /dev/null',
    '@@ -1,9 +0,0 @@ gone',
  ].join('\n');
  expect(linesIn(difference)).toEqual(['src/tree/tree.ts:3-3', 'src/tree/tree.ts:10-13']);
});

it('compares the work tree with where it left a revision', () => {
  const root = repository({ 'src/tree/a.ts': 'one\ntwo\n', 'src/yaml/b.ts': 'one\n' });
  commit(root);
  expect(changedLines(root, 'HEAD')).toEqual([]);
  lay(root, { 'src/tree/a.ts': 'one\nthree\nfour\n' });
  expect(changedLines(root, 'HEAD')).toEqual(['src/tree/a.ts:2-3']);
});

it('has nothing to say of a revision that nobody fetched', () => {
  const root = repository({ 'src/tree/a.ts': 'one\n' });
  expect(changedLines(root, 'origin/main')).toEqual([]);
});
