import { describe, expect, it } from 'vitest';
import { deploymentsOf, pathIn } from '../../../src/k8s/deployers/deployments.js';
import { getString } from '../../../src/tree/tree.js';
import { resourceOf } from '../../support/resources.js';
import { valueOf } from '../../support/trees.js';

function deployments(apiVersion: string, kind: string, spec: string): readonly string[] {
  const resource = resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);
  return deploymentsOf(resource, []).map(({ path, namespace, overwrites, takes }) =>
    [path, getString(namespace?.value) ?? '-', overwrites ? 'overwrites' : 'fills in', takes].join(' '),
  );
}

describe('deploymentsOf an Application of Argo CD', () => {
  it.each([
    ['a folder', '{source: {path: apps/web}, destination: {namespace: shop}}', ['apps/web shop fills in own']],
    ['a folder without namespace', '{source: {path: apps/web}}', ['apps/web - fills in own']],
    [
      'a namespace of kustomize, which wins',
      '{source: {path: a, kustomize: {namespace: b}}, destination: {namespace: shop}}',
      ['a b overwrites own'],
    ],
    ['a namespace to be filled in', '{source: {path: a}, destination: {namespace: "{{ ns }}"}}', ['a - fills in own']],
    ['all folders below', '{source: {path: a, directory: {recurse: true}}}', ['a - fills in files']],
    ['several sources', '{sources: [{path: a}, {path: b}, {chart: c}]}', ['a - fills in own', 'b - fills in own']],
    ['no chart of a registry', '{source: {chart: web}}', []],
    ['no plugin', '{source: {path: a, plugin: {name: x}}}', []],
  ])('%s', (_, spec, expected) => {
    expect(deployments('argoproj.io/v1alpha1', 'Application', spec)).toEqual(expected);
  });
});

describe('deploymentsOf a Kustomization of Flux', () => {
  it.each([
    ['a folder, with all below', '{path: ./apps, targetNamespace: shop}', ['./apps shop overwrites everything']],
    ['a folder without namespace', '{path: ./apps}', ['./apps - overwrites everything']],
    ['no folder', '{interval: 5m}', []],
  ])('%s', (_, spec, expected) => {
    expect(deployments('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec)).toEqual(expected);
  });

  it.each([
    ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
    ['app.k8s.io/v1beta1', 'Application'],
  ])('is none of %s', (apiVersion, kind) => {
    expect(deployments(apiVersion, kind, '{path: a, source: {path: a}}')).toEqual([]);
  });
});

it.each([
  ['{path: apps/web}', 'apps/web'],
  ['{path: .}', '.'],
  ['{path: apps/..web}', 'apps/..web'],
  ['{path: ../web}', undefined],
  ['{path: apps/*}', undefined],
  ['{path: "{{ path }}"}', undefined],
  ['{path: "${APP}"}', undefined],
  ['{}', undefined],
])('the path of %s is %s', (source, expected) => {
  expect(pathIn(valueOf(source))).toBe(expected);
});
