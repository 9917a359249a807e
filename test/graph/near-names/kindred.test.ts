import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import { graphOf, object, referencesOf, service, stream, workload } from '../../support/graphs.js';

/** An Ingress to Service `redis`, and another backend. */
const ingress = (port: string, other = 'web'): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    '{name: shop, namespace: shop}',
    `spec:\n  defaultBackend: {service: {name: redis, port: ${port}}}\n  rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: ${other}, port: {number: 80}}}}]}}]`,
  );

const kindred = (graph: Graph): string | undefined => {
  const [reference] = referencesOf(graph).filter(({ name }) => name === 'redis');
  return reference && graph.names.kindred(reference)?.name;
};

describe('the Service that a reference which leads nowhere was meant for', () => {
  const prod = service('prod-redis', '{ports: [{name: redis, port: 6379}]}', 'shop');
  // A Service and its Pods: whoever would be called in this namespace is among the files.
  const web = stream(
    service('web', '{selector: {app: web}, ports: [{port: 80}]}', 'shop'),
    workload('web', { namespace: 'shop' }),
  );

  it.each<readonly [string, Readonly<Record<string, string>>, string | undefined]>([
    ['by the number', { 'a.yaml': stream(ingress('{number: 6379}'), prod, web) }, 'prod-redis'],
    ['by the name of the port', { 'a.yaml': stream(ingress('{name: redis}'), prod, web) }, 'prod-redis'],
    ['not on another port', { 'a.yaml': stream(ingress('{number: 80}'), prod, web) }, undefined],
    [
      'not where it is there',
      { 'a.yaml': stream(ingress('{number: 6379}'), prod, web, service('redis', '{ports: [{port: 6379}]}', 'shop')) },
      undefined,
    ],
    [
      'not what the Ingress names beside it',
      { 'a.yaml': stream(ingress('{number: 6379}', 'prod-redis'), prod, web) },
      undefined,
    ],
    [
      'one that names no namespace',
      { 'a.yaml': stream(ingress('{number: 6379}'), service('prod-redis', '{ports: [{port: 6379}]}'), web) },
      'prod-redis',
    ],
  ])('%s', (_, files, expected) => expect(kindred(graphOf(files))).toBe(expected));
});
