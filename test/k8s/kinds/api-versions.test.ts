import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isValidated, kindsOf, removalOf, servedVersions } from '../../../src/k8s/kinds/api-versions.js';
import { resourceOf } from '../../support/resources.js';

describe('servedVersions', () => {
  it.each([
    [
      36,
      ['policy/v1', 'policy/v1/PodDisruptionBudget', 'networking.k8s.io/v1/Ingress', 'v1/Service'],
      ['policy/v1beta1'],
    ],
    [
      20,
      ['policy/v1beta1/PodDisruptionBudget', 'extensions/v1beta1/Ingress', 'apps/v1'],
      ['policy/v1', 'batch/v1/CronJob'],
    ],
    [18, ['storage.k8s.io/v1', 'rbac.authorization.k8s.io/v1beta1'], ['networking.k8s.io/v1/Ingress']],
  ])('of 1.%d has %j and not %j', (minor, served, others) => {
    expect(servedVersions(minor)).toEqual(expect.arrayContaining(served));
    for (const other of others) expect(servedVersions(minor)).not.toContain(other);
  });
});

/** What the types have beside objects: bodies of subresources, and what the server says of itself. */
const NO_OBJECTS = /\/(?:TokenRequest|Scale|Eviction|APIGroup|APIVersions|\w+List)$/;

/** `apps/v1/Deployment`: the kinds of the published types of the API of 1.30, but for those of alpha and beta versions. */
const PUBLISHED = readdirSync('node_modules/kubernetes-types', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.d.ts'))
  .flatMap((path) => readFileSync(`node_modules/kubernetes-types/${path}`, 'utf8').split('export interface '))
  .map((text) => [/apiVersion\?: "(.*)";/.exec(text)?.[1] ?? '', /kind\?: "(.*)";/.exec(text)?.[1] ?? ''].join('/'))
  .filter((entry) => /(?:^|\/)v\d+\/\w/.test(entry) && !NO_OBJECTS.test(entry));

describe('what 1.30 serves', () => {
  const served = servedVersions(30).filter((entry) => /(?:^|\/)v\d+\/[A-Z]\w*$/.test(entry));

  it('is what the types of its API have, and APIService, whose types are published elsewhere', () => {
    expect(served).toEqual([...new Set([...PUBLISHED, 'apiregistration.k8s.io/v1/APIService'])].sort());
  });
});

/** Each kind of a version that some release serves and a later one does not. */
const GONE = [...new Set(Array.from({ length: 40 }, (_, minor) => servedVersions(minor)).flat())].flatMap((entry) => {
  const [, version = '', kind = ''] = /^(.*v\d\w*)\/(\w+)$/.exec(entry) ?? [];
  const removal = removalOf(version, kind);
  return removal === undefined ? [] : [{ version, kind, ...removal }];
});

describe('what is gone', () => {
  it.each(GONE)('$version/$kind has gone in 1.$minor, where its successor is served', (row) => {
    const { version, kind, minor, instead } = row;
    expect(servedVersions(minor)).not.toContain(`${version}/${kind}`);
    expect(servedVersions(minor - 1)).toContain(`${version}/${kind}`);
    if (instead !== '') expect(servedVersions(minor)).toContain(`${instead}/${kind}`);
  });

  it('has a successor, but for PodSecurityPolicy', () => {
    expect(GONE.length).toBeGreaterThan(20);
    expect(new Set(GONE.filter(({ instead }) => instead === '').map(({ kind }) => kind))).toEqual(
      new Set(['PodSecurityPolicy']),
    );
  });

  it.each(PUBLISHED)('%s is not', (entry) => {
    const [, version = '', kind = ''] = /^(.*)\/(\w+)$/.exec(entry) ?? [];
    expect(removalOf(version, kind)).toBeUndefined();
    // What all kinds of a version have gone to has them.
    for (const old of ['v1beta1', 'v1beta2', 'v1alpha1']) {
      const removal = removalOf(version.replace(/v\d+$/, old), kind);
      if (removal !== undefined && removal.instead !== '') expect(`${removal.instead}/${kind}`).toBe(entry);
    }
  });
});

describe('removalOf', () => {
  it.each([
    ['extensions/v1beta1', 'Deployment', 16, 'apps/v1'],
    ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
    ['apps/v1beta2', 'StatefulSet', 16, 'apps/v1'],
    ['apps/v1beta1', 'Anything', 16, 'apps/v1'],
    ['networking.k8s.io/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
    ['batch/v1beta1', 'CronJob', 25, 'batch/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', 25, ''],
    ['discovery.k8s.io/v1beta1', 'EndpointSlice', 25, 'discovery.k8s.io/v1'],
    ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 25, 'autoscaling/v2'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ])('%s %s is gone in 1.%d, for `%s`', (apiVersion, kind, minor, instead) => {
    expect(removalOf(apiVersion, kind)).toMatchObject({ minor, instead });
  });

  it.each([
    ['apps/v1', 'Deployment'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['extensions/v1beta1', 'Job'],
    ['example.com/v1beta1', 'Ingress'],
  ])('%s %s was never removed', (apiVersion, kind) => {
    expect(removalOf(apiVersion, kind)).toBeUndefined();
  });
});

describe('isValidated', () => {
  it.each([
    ['networking.k8s.io/v1beta1', 'Ingress', 21, true],
    ['networking.k8s.io/v1beta1', 'Ingress', 22, false],
    ['networking.k8s.io/v1', 'Ingress', 36, true],
    ['v1', 'Service', 36, true],
    ['argoproj.io/v1alpha1', 'Rollout', 36, false],
  ])('%s %s in 1.%d: %s', (apiVersion, kind, minor, expected) => {
    expect(isValidated(resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}}`), minor)).toBe(expected);
  });
});

describe('kindsOf', () => {
  it.each([
    ['v1', 'Service', true],
    ['apps/v1', 'Deployment', true],
    ['batch/v1', 'CronJob', true],
    ['v1', 'Deployment', false],
    ['apps/v1', 'deployment', false],
  ])('%s has %s: %s', (apiVersion, kind, expected) => {
    expect(kindsOf(apiVersion)?.includes(kind)).toBe(expected);
  });

  it('is undefined for versions that are not known in full', () => {
    expect(kindsOf('networking.k8s.io/v1')).toBeUndefined();
  });
});
