import { describe, expect, it } from 'vitest';
import { nearestAmong, nearestTo } from '../../../src/graph/unit/nearest.js';
import { scopeOf } from '../../../src/graph/unit/scope.js';
import { readResource, type Resource } from '../../../src/k8s/object/resource.js';
import { sourceFile, type SourceFile } from '../../../src/text/source-file.js';
import { object } from '../../support/graphs.js';
import { treeOf } from '../../support/trees.js';

const files = new Map<string, SourceFile>();

function at(path: string, name = path): Resource {
  const text = object('v1 ConfigMap', name.replaceAll('/', '-'));
  const file = files.get(path) ?? sourceFile(path, text);
  files.set(path, file);
  const resource = readResource(treeOf(text), file, { partial: false, isPatched: () => false, labelKeys: new Set() });
  if (resource === undefined) throw new Error('no object');
  return resource;
}

const from = at('x/a.yaml', 'from');
const nearest = (paths: readonly string[], certain: readonly string[], isOneApply = false) => {
  const items = paths.map((path) => ({ path, resource: at(path) }));
  const asked = {
    resourceOf: ({ resource }: (typeof items)[number]) => resource,
    isCertain: ({ path }: (typeof items)[number]) => certain.includes(path),
  };
  const found = nearestTo(from, items, { isOneApply }, asked);
  // Whoever asks for many has the same answer.
  expect(nearestAmong(items, { isOneApply }, asked)(from)).toEqual(found);
  return found && [found.scope, found.items.map(({ path }) => path), found.certain];
};

describe('how far one had to look', () => {
  it.each([
    ['x/a.yaml', 'file'],
    ['x/b.yaml', 'folder'],
    ['x/sub/b.yaml', 'unit'],
    ['b.yaml', 'unit'],
    ['xy/b.yaml', 'unit'],
  ])('from x/a.yaml to %s: %s', (path, scope) => {
    expect(scopeOf(from, at(path))).toBe(scope);
    expect(scopeOf(at(path), from)).toBe(scope);
  });
});

describe('what stands nearest', () => {
  const [here, beside, far] = ['x/a.yaml', 'x/b.yaml', 'y/c.yaml'];
  it.each<readonly [string, readonly string[], readonly string[], unknown]>([
    ['the file before the folder and the unit', [far, beside, here], [far, beside, here], ['file', [here], true]],
    ['the folder before the unit', [far, beside], [far, beside], ['folder', [beside], true]],
    ['all of one scope', [far, 'z.yaml'], [far, 'z.yaml'], ['unit', [far, 'z.yaml'], true]],
    ['what is certain before what is possible', [beside, 'x/c.yaml'], ['x/c.yaml'], ['folder', ['x/c.yaml'], true]],
    ['what is near before what is certain', [far, here], [far], ['file', [here], false]],
    ['nothing among nothing', [], [], undefined],
  ])('%s', (_, paths, certain, expected) => {
    expect(nearest(paths, certain)).toEqual(expected);
  });

  it('all of what is applied as one stream; there, only certainty counts', () => {
    expect(nearest([far, here], [far, here], true)).toEqual(['file', [far, here], true]);
    expect(nearest([far, here], [far], true)).toEqual(['file', [far], true]);
  });
});
