import { describe, expect, it } from 'vitest';
import { describe as described, isKind, originOf, readResource } from '../../../src/k8s/object/resource.js';
import { sourceFile } from '../../../src/text/source-file.js';
import { resourceOf } from '../../support/resources.js';
import { treeOf } from '../../support/trees.js';

describe('a resource', () => {
  it.each([
    [
      'a core object',
      '{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}}',
      { group: '', name: 'web', namespace: 'shop', custom: false },
    ],
    [
      'a custom one',
      '{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: web}}',
      { group: 'serving.knative.dev', custom: true, namespace: undefined },
    ],
    [
      'an empty namespace',
      '{apiVersion: v1, kind: Service, metadata: {name: web, namespace: ""}}',
      { namespace: undefined },
    ],
    [
      'a null namespace',
      '{apiVersion: v1, kind: Service, metadata: {name: web, namespace: }}',
      { namespace: undefined },
    ],
    [
      'a namespace of what has none',
      '{apiVersion: v1, kind: Namespace, metadata: {name: shop, namespace: web}}',
      { namespace: undefined, clusterScoped: true },
    ],
    ['an empty name', '{apiVersion: v1, kind: Service, metadata: {name: ""}}', { name: undefined }],
    [
      'a name that the server makes',
      '{apiVersion: v1, kind: Pod, metadata: {generateName: web-}}',
      { name: undefined },
    ],
  ])('with %s', (_, manifest, expected) => {
    expect(resourceOf(manifest)).toMatchObject(expected);
  });

  it.each([
    ['without apiVersion', '{kind: Service, metadata: {name: web}}', undefined],
    ['with an apiVersion that is no text', '{apiVersion: 1, kind: Service}', undefined],
    ['without kind, in a typed list', '{metadata: {name: web, kind: x}}', 'Service'],
    ['with a kind of its own, in a typed list', '{apiVersion: v1, kind: Pod}', 'Pod'],
  ])('%s', (_, manifest, expected) => {
    const tree = treeOf(manifest);
    const itemOf = expected === undefined ? undefined : { apiVersion: 'v1', kind: 'Service' };
    const context = { partial: false, isPatched: () => false, labelKeys: new Set<string>(), itemOf };
    expect(readResource(tree, sourceFile('a.yaml', manifest), context)?.kind).toBe(expected);
  });

  it.each([
    ['Service', '', true],
    ['Service', 'serving.knative.dev', false],
    ['Pod', '', false],
  ])('is of the kind %s of the group "%s": %s', (kind, group, expected) => {
    expect(isKind(resourceOf('{apiVersion: v1, kind: Service}'), group, kind)).toBe(expected);
  });
});

describe('mayGainLabel', () => {
  const service = '{apiVersion: v1, kind: Service, metadata: {name: web}}';
  const labelKeys = new Set(['app']);

  it.each([
    ['without a kustomization', service, { labelKeys }, false],
    ['where a kustomization adds the label', service, { partial: true, labelKeys }, true],
    ['where it adds another one', service, { partial: true, labelKeys: new Set(['tier']) }, false],
    ['where a patch names the object', service, { partial: true, isPatched: () => true }, true],
    ['of a custom resource', '{apiVersion: example.com/v1, kind: App}', { partial: true, labelKeys }, false],
  ])('%s: %s', (_, manifest, context, expected) => {
    expect(resourceOf(manifest, context).mayGainLabel('app')).toBe(expected);
  });

  it('asks for patches by kind and name, and only under a kustomization', () => {
    const isPatched = (kind: string, name: string): boolean => kind === 'Service' && name === 'web';
    expect(resourceOf(service, { partial: true, isPatched }).patched).toBe(true);
    expect(resourceOf(service.replace('web', 'api'), { partial: true, isPatched }).patched).toBe(false);
    expect(resourceOf(service, { isPatched }).patched).toBe(false);
  });
});

describe('a resource is called', () => {
  it.each([
    ['{apiVersion: v1, kind: Service, metadata: {name: web}}', 'Service `web`'],
    ['{apiVersion: v1, kind: Pod, metadata: {generateName: web-}}', 'Pod `web-`'],
    ['{apiVersion: v1, kind: Service}', 'a Service without a name'],
    ['{apiVersion: networking.k8s.io/v1, kind: Ingress}', 'an Ingress without a name'],
  ])('%s: %s', (manifest, expected) => {
    expect(described(resourceOf(manifest))).toBe(expected);
  });
});

describe('a view', () => {
  it('is read once for each object', () => {
    const resource = resourceOf('{apiVersion: v1, kind: Service}');
    const reads: unknown[] = [];
    const read = (of: unknown): number => reads.push(of);
    expect([resource.view(read), resource.view(read)]).toEqual([1, 1]);
    expect(resource.copy().view(read)).toBe(2);
  });
});

it('a copy, and what a controller deploys, come from the same text', () => {
  const resource = resourceOf('{apiVersion: v1, kind: Service, metadata: {name: web}}');
  const deployed = resource.asDeployed(resource.tree);
  expect([resource.deployed, deployed.deployed]).toEqual([false, true]);
  expect(new Set([resource, resource.copy(), deployed].map(originOf)).size).toBe(1);
});
