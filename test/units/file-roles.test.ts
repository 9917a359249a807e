import { describe, expect, it } from 'vitest';
import { fileRoles } from '../../src/units/files/file-roles.js';
import { parse } from '../support/trees.js';

describe('a file beside overlays of ytt', () => {
  const overlay = parse(
    '#@ load("@ytt:overlay", "overlay")\n#@overlay/match by=overlay.all\n---\nspec: {}\n',
    'a/over.yaml',
  );
  const template = parse('#@ load("@ytt:data", "data")\n---\nkind: A\n', 'b/values.yaml');
  const roles = fileRoles([overlay, template]);

  it('is a part, to which they may add what it lacks', () => {
    expect(['a/config.yaml', 'b/config.yaml', 'a/sub/config.yaml'].map(roles.isPart)).toEqual([true, false, false]);
  });
});
