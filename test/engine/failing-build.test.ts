import { afterAll, expect, it, vi } from 'vitest';
import type { InputFile } from '../../src/index.js';
import type * as Build from '../../src/units/builds/build.js';

/** A kustomization whose evaluation is a bug: a file that cannot even be looked at. */
vi.doMock('../../src/units/builds/build.js', async (original) => {
  const real = await original<typeof Build>();
  const sourceTree: typeof real.sourceTree = (files) => {
    const tree = real.sourceTree(files);
    const file: typeof tree.file = (path) => {
      if (path === 'broken/boom.yaml') throw new Error('a bug');
      return tree.file(path);
    };
    return { ...tree, file };
  };
  return { ...real, sourceTree };
});
// Files of tests share the modules of their worker: here they are loaded anew, and after it once more as they are.
vi.resetModules();
const { lint, missingFiles } = await import('../../src/index.js');
afterAll(() => {
  vi.doUnmock('../../src/units/builds/build.js');
  vi.resetModules();
});

const port = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {type: ExternalName, externalName: example.com, ports: [{port: 80000}]}\n`;
const FILES: readonly InputFile[] = [
  { path: 'broken/kustomization.yaml', text: 'resources: [a.yaml, boom.yaml]\n' },
  { path: 'broken/a.yaml', text: port('a') },
  { path: 'broken/boom.yaml', text: port('boom') },
  { path: 'sound/kustomization.yaml', text: 'resources: [b.yaml]\n' },
  { path: 'sound/b.yaml', text: port('b') },
  { path: 'plain/c.yaml', text: port('c') },
];

it('a kustomization on which svclint fails is said, and hides nothing', () => {
  const { diagnostics, crashes, summary } = lint(FILES);
  expect(crashes.map(({ rule, error }) => [rule, String(error)])).toEqual([[null, 'Error: a bug']]);
  expect(
    diagnostics
      .filter(({ rule }) => rule === 'internal-error')
      .map(({ primary, message }) => [primary.span.file.path, message, primary.text]),
  ).toEqual([['broken/kustomization.yaml', 'the kustomization of `broken` cannot be evaluated', 'a bug']]);
  const refused = diagnostics
    .filter(({ rule }) => rule === 'invalid-port-number')
    .map(({ primary }) => primary.span.file.path);
  expect(refused.sort()).toEqual(['broken/a.yaml', 'broken/boom.yaml', 'plain/c.yaml', 'sound/b.yaml']);
  expect(summary.errors).toBe(diagnostics.filter(({ severity }) => severity === 'error').length);
});

it('nor does it keep others from asking for their files', () => {
  const lacking = FILES.filter(({ path }) => path !== 'sound/b.yaml');
  expect(missingFiles(lacking)).toContain('sound/b.yaml');
});
