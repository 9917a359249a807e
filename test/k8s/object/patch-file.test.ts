import { expect, it } from 'vitest';
import { isPatchFile } from '../../../src/k8s/object/patch-file.js';

it.each([
  ['patch.yaml', true],
  ['overlays/prod/patches/web.yaml', true],
  ['overlays/prod/web-patch.yaml', true],
  ['overlays/prod/patch_web.yaml', true],
  ['overlays/prod/web.Patch.yaml', true],
  ['dispatch.yaml', false],
  ['dispatch-web.yaml', false],
  ['patchwork/web.yaml', false],
  ['web.yaml', false],
])('%s says that it is a patch: %s', (path, expected) => {
  expect(isPatchFile(path)).toBe(expected);
});
