import { expect, it } from 'vitest';
import { renamedFrom } from '../../../src/k8s/object/renamed-from.js';
import { textOf } from '../../../src/text/source-file.js';
import { graphOf } from '../../support/graphs.js';

it.each([
  ['a prefix', 'namePrefix: shop-', 'web', ['web', 'shop-']],
  ['a prefix before a quoted name', 'namePrefix: shop-', '"web"', ['web', 'shop-']],
  ['a suffix', 'nameSuffix: -v2', 'web', ['web', '-v2']],
  ['a kustomization that leaves names alone', 'namespace: shop', 'web', undefined],
])('%s', (_, kustomization, name, expected) => {
  const graph = graphOf({
    'kustomization.yaml': `resources: [web.yaml]\n${kustomization}\n`,
    'web.yaml': `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`,
  });
  const [service] = graph.unit.services;
  const found = service && renamedFrom(service.resource);
  expect(service).toBeDefined();
  expect(found && [found.name, textOf(found.by)]).toEqual(expected);
});
