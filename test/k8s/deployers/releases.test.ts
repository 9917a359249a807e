import { describe, expect, it } from 'vitest';
import { releasesOf, type Release } from '../../../src/k8s/deployers/releases.js';
import { resourceOf } from '../../support/resources.js';

function release(apiVersion: string, kind: string, spec: string): Release | undefined {
  const [only] = releasesOf(
    resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web, namespace: here}, spec: ${spec}}`),
    [],
  );
  return only;
}

describe('what Argo CD installs', () => {
  const argo = (helm: string, more = ''): Release | undefined =>
    release('argoproj.io/v1alpha1', 'Application', `{source: {path: charts/web, helm: ${helm}}${more}}`);

  it.each([
    [
      'the name of the Application',
      '{}',
      { name: 'web', path: 'charts/web', namespace: undefined, isIncomplete: false },
    ],
    ['a name of its own', '{releaseName: shop}', { name: 'shop' }],
    [
      'a values file of the chart',
      '{valueFiles: [prod.yaml]}',
      { valuesFiles: [{ path: 'prod.yaml', from: 'chart', isOptional: false }] },
    ],
    [
      'one of the repository',
      '{valueFiles: [/envs/prod.yaml]}',
      { valuesFiles: [{ path: '/envs/prod.yaml', from: 'top' }] },
    ],
    [
      'one of another source',
      '{valueFiles: [$values/envs/prod.yaml]}',
      { valuesFiles: [{ path: 'envs/prod.yaml', from: 'top' }] },
    ],
    [
      'one that may be absent',
      '{ignoreMissingValueFiles: true, valueFiles: [a.yaml]}',
      { valuesFiles: [{ isOptional: true }] },
    ],
    ['values as a text', '{values: "a: 1"}', { values: 'a: 1' }],
    ['an object before the text', '{values: "a: 1", valuesObject: {a: 2}}', { values: '{"a":2}' }],
    [
      'a parameter',
      '{parameters: [{name: a, value: "1"}]}',
      { parameters: [{ name: 'a', value: '1', isText: false }] },
    ],
    [
      'a parameter with commas, which are no end',
      '{parameters: [{name: a, value: "b,c", forceString: true}]}',
      { parameters: [{ value: 'b\\,c', isText: true }] },
    ],
    ['a list, whose commas stay', '{parameters: [{name: a, value: "{b,c}"}]}', { parameters: [{ value: '{b,c}' }] }],
    ['parameters from files, which are not read', '{fileParameters: [{name: a, path: b}]}', { isIncomplete: true }],
  ])('%s', (_, helm, expected) => {
    expect(argo(helm)).toMatchObject(expected);
  });

  it('goes to the destination, unless helm says otherwise', () => {
    expect(argo('{}', ', destination: {namespace: shop}')?.namespace).toBe('shop');
    expect(argo('{namespace: own}', ', destination: {namespace: shop}')?.namespace).toBe('own');
  });
});

describe('what Flux installs', () => {
  const flux = (chart: string, more = ''): Release | undefined =>
    release(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      `{chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository}${chart}}}${more}}`,
    );

  it.each([
    [
      'a chart of the repository',
      '',
      '',
      { name: 'web', path: './charts/web', namespace: 'here', isIncomplete: false },
    ],
    [
      'into another namespace, which comes before the name',
      '',
      ', targetNamespace: shop',
      { name: 'shop-web', namespace: 'shop' },
    ],
    ['under another name', '', ', targetNamespace: shop, releaseName: db', { name: 'db', namespace: 'shop' }],
    ['with values', '', ', values: {a: 1}', { values: '{"a":1}' }],
    ['with values of the cluster', '', ', valuesFrom: [{kind: Secret, name: a}]', { isIncomplete: true }],
    [
      "with files beside the chart's own",
      ', valuesFiles: [charts/web/values.yaml, prod.yaml]',
      '',
      { isIncomplete: false, valuesFiles: [{ from: 'top' }, { path: 'prod.yaml' }] },
    ],
    ["with files in place of the chart's own", ', valuesFiles: [prod.yaml]', '', { isIncomplete: true }],
  ])('%s', (_, chart, more, expected) => {
    expect(flux(chart, more)).toMatchObject(expected);
  });

  it.each([
    ['of a registry', '{chart: {spec: {chart: web, sourceRef: {kind: HelmRepository}}}}'],
    ['that leads out', '{chart: {spec: {chart: ../web, sourceRef: {kind: GitRepository}}}}'],
    ['that is named elsewhere', '{chartRef: {kind: OCIRepository, name: web}}'],
  ])('is no chart %s', (_, spec) => {
    expect(release('helm.toolkit.fluxcd.io/v2', 'HelmRelease', spec)).toBeUndefined();
  });
});
