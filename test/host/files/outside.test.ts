import { describe, expect, it } from 'vitest';
import path from 'node:path';
import { withSupporting } from '../../../src/cli/sources/supporting.js';
import { boundsOf } from '../../../src/host/files/bounds.js';
import { missingFiles } from '../../../src/index.js';
import { tree } from '../tree.js';

/** Every field by which a kustomization names a file or a folder, with FAR in its place. */
const FIELDS = [
  'resources: [FAR]',
  'bases: [FAR]',
  'components: [FAR]',
  'crds: [FAR]',
  'configurations: [FAR]',
  'generators: [FAR]',
  'transformers: [FAR]',
  'patches: [{path: FAR}]',
  'patchesStrategicMerge: [FAR]',
  'patchesJson6902: [{path: FAR, target: {version: v1, kind: Service, name: till}}]',
  'replacements: [{path: FAR}]',
  'openapi: {path: FAR}',
  'configMapGenerator: [{name: a, files: [FAR]}]',
  'configMapGenerator: [{name: a, files: [key=FAR]}]',
  'configMapGenerator: [{name: a, envs: [FAR]}]',
  'configMapGenerator: [{name: a, env: FAR}]',
  'secretGenerator: [{name: a, files: [FAR]}]',
  'secretGenerator: [{name: a, envs: [FAR]}]',
];

/** What lies outside, and may be named: a folder that can be built, and a file. */
const OUTSIDE = { 'kustomization.yaml': 'namePrefix: hunter2-\n', 'hunter2.yaml': 'password: hunter2\n' };

describe('a kustomization reads nothing of what lies outside', () => {
  it.each(FIELDS)('%s', (field) => {
    const cwd = tree({ '.git/HEAD': '' });
    const outside = path.basename(tree(OUTSIDE));
    const seen = [`../../${outside}/hunter2.yaml`, `../../${outside}`].map((far) => {
      const given = [{ path: 'k/kustomization.yaml', text: `${field.replace('FAR', far)}\n` }];
      const within = withSupporting(given, missingFiles, { cwd, bounds: boundsOf(['.'], cwd) });
      const anywhere = withSupporting(given, missingFiles, { cwd, bounds: () => true });
      return { within: within.files.length, anywhere: anywhere.files.length };
    });
    expect(seen.map(({ within }) => within)).toEqual([1, 1]);
    // Without bounds it would.
    expect(Math.max(...seen.map(({ anywhere }) => anywhere))).toBeGreaterThan(1);
  });
});
