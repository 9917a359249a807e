import { describe, expect, it } from 'vitest';
import { belongsAt, valueAt } from '../../../src/k8s/schema/belongs.js';
import { typeOf } from '../../../src/k8s/schema/field-types.js';
import type { Path } from '../../../src/tree/tree.js';

function belongs(path: Path, field: string, data: unknown = {}, kind = 'Deployment'): string | undefined {
  const root = typeOf(kind === 'Service' ? 'v1' : 'apps/v1', kind);
  if (root === undefined) throw new Error(`no type of ${kind}`);
  return belongsAt(root, data, path, field);
}

const POD: Path = ['spec', 'template', 'spec'];

describe('where a field would be legal near the place where it stands', () => {
  it.each<readonly [string, Path, string, unknown, string | undefined]>([
    ['one level down', [], 'replicas', {}, 'spec'],
    ['one level up', ['spec', 'template'], 'replicas', {}, 'spec'],
    ['two levels down', [], 'containers', {}, undefined],
    ['two levels down, from the spec', ['spec'], 'containers', {}, 'spec.template.spec'],
    ['two levels up', POD, 'replicas', {}, 'spec'],
    ['at the top', ['spec'], 'metadata', {}, 'spec.template'],
    ['at the top, where only that has it', ['spec'], 'apiVersion', {}, '.'],
    ['in the items of a list', POD, 'livenessProbe', {}, 'spec.template.spec.containers[]'],
    ['around the items of a list', [...POD, 'containers', 0], 'volumes', {}, 'spec.template.spec'],
    ['nowhere', ['spec'], 'nonsense', {}, undefined],
    ['nowhere near', [], 'readinessProbe', {}, undefined],
    ['nowhere for a place that no type has', ['spec', 'nonsense'], 'replicas', {}, undefined],
    ['not where it stands already', [], 'replicas', { spec: { replicas: 1 } }, undefined],
    ['where it stands already as nothing', [], 'replicas', { spec: { replicas: undefined } }, 'spec'],
    // Three types of containers have it: the first that is in the data.
    [
      'where there is something in the data',
      POD,
      'livenessProbe',
      { spec: { template: { spec: { initContainers: [{ name: 'a' }] } } } },
      'spec.template.spec.initContainers[]',
    ],
    ['not by a name that many types have', POD, 'name', {}, undefined],
    ['by such a name where only one type has it', [...POD, 'containers', 0, 'ports', 0, 'x'], 'name', {}, undefined],
  ])('%s', (_, path, field, data, expected) => {
    expect(belongs(path, field, data)).toBe(expected);
  });

  it('is a nearer place before a farther one', () => {
    expect(belongs([], 'ports', {}, 'Service')).toBe('spec');
    expect(belongs(['spec'], 'labels', {}, 'Service')).toBeUndefined();
    expect(belongs(['spec', 'ports', 0], 'selector', {}, 'Service')).toBe('spec');
    expect(belongs(['spec', 'ports', 0], 'labels', {}, 'Service')).toBeUndefined();
  });
});

describe('the value at a path', () => {
  it.each<readonly [unknown, Path, unknown]>([
    [{ a: [{ b: 1 }] }, ['a', 0, 'b'], 1],
    [{ a: 1 }, [], { a: 1 }],
    [{ a: null }, ['a', 'b'], undefined],
    [{ a: 'text' }, ['a', 'length'], undefined],
    [{}, ['toString'], undefined],
    [[1], [1], undefined],
  ])('%j at %j: %j', (data, path, expected) => {
    expect(valueAt(data, path)).toEqual(expected);
  });
});
