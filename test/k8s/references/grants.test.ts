import { expect, it } from 'vitest';
import { readRoute } from '../../../src/k8s/references/gateway.js';
import { judgeGrant } from '../../../src/k8s/references/grants.js';
import { resourceOf } from '../../support/resources.js';

const [reference] = readRoute(
  resourceOf(
    '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r, namespace: one}, ' +
      'spec: {rules: [{backendRefs: [{name: web, namespace: two, port: 80}]}]}}',
  ),
);

const from = (kind: string, namespace: string): string =>
  `{group: gateway.networking.k8s.io, kind: ${kind}, namespace: ${namespace}}`;

it.each([
  ['every Service', `[${from('HTTPRoute', 'one')}]`, '[{group: "", kind: Service}]', 'covers'],
  ['that Service', `[${from('HTTPRoute', 'one')}]`, '[{group: "", kind: Service, name: web}]', 'covers'],
  ['that of two', `[${from('HTTPRoute', 'one')}]`, '[{kind: Service, name: a}, {kind: Service, name: web}]', 'covers'],
  ['another Service', `[${from('HTTPRoute', 'one')}]`, '[{group: "", kind: Service, name: api}]', 'name'],
  ['another kind of target', `[${from('HTTPRoute', 'one')}]`, '[{group: "", kind: Secret}]', 'target'],
  ['routes of another namespace', `[${from('HTTPRoute', 'three')}]`, '[{group: "", kind: Service}]', 'namespace'],
  ['routes of another kind', `[${from('GRPCRoute', 'one')}]`, '[{group: "", kind: Service}]', 'kind'],
  ['nobody', '[]', '[]', 'kind'],
])('a ReferenceGrant for %s (semantics 7.2)', (_, froms, tos, expected) => {
  if (reference === undefined) throw new Error('no reference');
  const grant = resourceOf(
    '{apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: g, namespace: two}, ' +
      `spec: {from: ${froms}, to: ${tos}}}`,
  );
  const judged = judgeGrant(grant, reference, 'one');
  expect(judged === 'covers' ? judged : judged.what).toBe(expected);
});
