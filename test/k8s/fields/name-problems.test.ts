import { describe, expect, it } from 'vitest';
import { legalName, nameProblems } from '../../../src/k8s/fields/name-problems.js';
import type { ResourceContext } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

function problems(manifest: string, minor = 36, context: Partial<ResourceContext> = {}): readonly string[] {
  return nameProblems(resourceOf(manifest, context), minor).map(({ what, name }) => `${what} ${name}`);
}

describe('nameProblems of an object', () => {
  const named = (apiVersion: string, kind: string, name: string): string =>
    `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: ${name}}}`;

  it.each([
    ['v1', 'Service', 'web', 36, true],
    ['v1', 'Service', 'web.v1', 36, false],
    ['v1', 'Service', '1-web', 36, true],
    ['v1', 'Service', '1-web', 35, false],
    ['v1', 'Service', 'Web', 36, false],
    ['v1', 'Service', '"${WEB}"', 36, true],
    ['apps/v1', 'Deployment', 'web.v1', 36, true],
    ['apps/v1', 'Deployment', 'web_1', 36, false],
    ['apps/v1', 'StatefulSet', 'web.v1', 26, true],
    ['apps/v1', 'StatefulSet', 'web.v1', 27, false],
    ['batch/v1', 'CronJob', 'a'.repeat(52), 36, true],
    ['batch/v1', 'CronJob', 'a'.repeat(53), 36, false],
    ['v1', 'Namespace', 'shop.eu', 36, false],
    ['rbac.authorization.k8s.io/v1', 'Role', '"system:Web"', 36, true],
  ])('%s %s %s in 1.%d is legal: %s', (apiVersion, kind, name, minor, isLegal) => {
    expect(problems(named(apiVersion, kind, name), minor)).toHaveLength(isLegal ? 0 : 1);
  });

  it.each([
    ['a name that a prefix and a suffix may mend', named('v1', 'ConfigMap', '"-web-"'), []],
    ['a name that nothing mends', named('v1', 'ConfigMap', 'Web'), ['name Web']],
    ['the name of a Namespace, which is set', named('v1', 'Namespace', 'Web'), []],
  ])('under a kustomization, %s', (_, manifest, expected) => {
    expect(problems(manifest, 36, { partial: true })).toEqual(expected);
  });
});

describe('nameProblems inside of an object', () => {
  it.each([
    ['a namespace', '{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: Shop}}', ['namespace Shop']],
    [
      'a container',
      '{apiVersion: v1, kind: Pod, spec: {containers: [{name: Web}], initContainers: [{name: set.up}]}}',
      ['container name Web', 'container name set.up'],
    ],
    [
      'hostname and subdomain',
      '{apiVersion: v1, kind: Pod, spec: {hostname: a.b, subdomain: c_d}}',
      ['`hostname` a.b', '`subdomain` c_d'],
    ],
    [
      'a readiness gate',
      '{apiVersion: v1, kind: Pod, spec: {readinessGates: [{conditionType: a/b/c}, {conditionType: shop.example/Ready}]}}',
      ['readiness gate a/b/c'],
    ],
    [
      'a Service port',
      '{apiVersion: v1, kind: Service, spec: {ports: [{name: http_1}, {name: a-long-name-of-a-port}]}}',
      ['port name http_1'],
    ],
    [
      'a backend',
      '{apiVersion: networking.k8s.io/v1, kind: Ingress, spec: {defaultBackend: {service: {name: web.shop}}}}',
      ['backend web.shop'],
    ],
    [
      'no backend before v1',
      '{apiVersion: networking.k8s.io/v1beta1, kind: Ingress, spec: {defaultBackend: {service: {name: web.shop}}}}',
      [],
    ],
  ])('%s', (_, manifest, expected) => {
    expect(problems(manifest)).toEqual(expected);
  });

  it.each([
    [32, 0],
    [33, 1],
  ])('`serviceName` is checked from 1.33 on: 1.%d has %d', (minor, expected) => {
    const set = '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {serviceName: db.shop}}';
    expect(problems(set, minor)).toHaveLength(expected);
  });
});

it.each([
  ['My_Web', 'my-web'],
  ['-web-', 'web'],
  ['shop/web:1', 'shop-web-1'],
  ['___', undefined],
  ['a'.repeat(64), undefined],
])('the nearest legal name of %s is %s', (name, expected) => {
  expect(legalName(name)).toBe(expected);
});
