import { expect, it } from 'vitest';
import { neighboursOf } from '../../../src/graph/references/neighbours.js';
import { namespacesOf } from '../../../src/graph/unit/namespaces.js';
import { indexUnit } from '../../../src/graph/unit/unit-index.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { service, stream, workload } from '../../support/graphs.js';
import { unitOf } from '../../support/units.js';

const PORTS = '{ports: [{port: 80}]}';
const index = indexUnit(
  unitOf({
    'a/x.yaml': stream(
      service('web-svc', PORTS, 'shop'),
      service('api', PORTS, 'other'),
      service('cache', PORTS),
      workload('web', { namespace: 'shop' }),
    ),
    'b/x.yaml': stream(service('mail-service', PORTS, 'shop'), workload('mail', { namespace: 'other' })),
  }),
);
const neighbours = neighboursOf(index, namespacesOf(undefined));

function near(path: string): Resource {
  const found = index.resources.find(({ file }) => file.path === path);
  if (found === undefined) throw new Error(`nothing in ${path}`);
  return found;
}

it('knows the Services of a namespace by name, and of none', () => {
  expect([...neighbours.serviceNames('shop')]).toEqual(['web-svc', 'mail-service']);
  expect([...neighbours.serviceNames(null)]).toEqual(['cache']);
  expect([...neighbours.serviceNames('nobody')]).toEqual([]);
});

it.each([
  ['web', 'a/x.yaml', 'shop', 'web-svc'],
  ['web-service', 'a/x.yaml', 'shop', 'web-svc'],
  ['web-svc', 'a/x.yaml', 'shop', undefined],
  ['web', 'a/x.yaml', 'other', undefined],
  ['web', 'b/x.yaml', 'shop', undefined],
  ['mail', 'b/x.yaml', 'shop', 'mail-service'],
  ['svc', 'a/x.yaml', 'shop', undefined],
])('%s near %s in %s is %s but for the word', (name, path, namespace, expected) => {
  expect(neighbours.sameByCustom(name, near(path), namespace)?.name).toBe(expected);
});

it('sees a Service and a workload in one folder and namespace', () => {
  expect(neighbours.hasServiceAndPods(near('a/x.yaml'), 'shop')).toBe(true);
  expect(neighbours.hasServiceAndPods(near('a/x.yaml'), 'other')).toBe(false);
  expect(neighbours.hasServiceAndPods(near('b/x.yaml'), 'shop')).toBe(false);
});
