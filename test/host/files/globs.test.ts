import { expect, it } from 'vitest';
import { expandedPaths } from '../../../src/host/files/discover.js';
import { svclint } from '../../cli/real.js';
import { tree } from '../tree.js';

const FILES = { 'k8s/b.yaml': '', 'k8s/a.yaml': '', 'k8s/sub/c.yaml': '', 'k8s/[d].yaml': '', 'k8s/e.json': '' };

it.each([
  [['k8s/*.yaml'], ['k8s/[d].yaml', 'k8s/a.yaml', 'k8s/b.yaml']],
  [['k8s/**/*.yaml'], ['k8s/[d].yaml', 'k8s/a.yaml', 'k8s/b.yaml', 'k8s/sub/c.yaml']],
  [
    ['k8s/{a,e}.*', '-'],
    ['k8s/a.yaml', 'k8s/e.json', '-'],
  ],
  [['k?s'], ['k8s']],
  // What exists is meant by its name, and what fits nothing is said to be missing later.
  [['k8s/[d].yaml'], ['k8s/[d].yaml']],
  [['k8s/*.yml'], ['k8s/*.yml']],
])('puts paths in the place of patterns: %j', (given, expected) => {
  expect(expandedPaths(given, tree(FILES))).toEqual(expected);
});

it('takes absolute patterns', () => {
  const cwd = tree(FILES);
  expect(expandedPaths([`${cwd}/k8s/a*`], '/')).toEqual([`${cwd}/k8s/a.yaml`]);
});

it('serves the command line', async () => {
  const { out } = await svclint(['units', '--format', 'json', 'k8s/s*/*.yaml'], {
    cwd: tree({ 'k8s/sub/c.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n' }),
  });
  expect(out).toContain('"k8s/sub"');
});

it('names the path with slashes where one with backslashes is not there', async () => {
  const { err } = await svclint(['k8s\\a.yaml'], { cwd: tree(FILES) });
  expect(err).toContain('there is `k8s/a.yaml`');
});
