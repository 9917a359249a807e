import { describe, expect, it } from 'vitest';
import {
  hasPodNamed,
  ownHostname,
  podNamesOf,
  podNaming,
  podOrdinals,
  type PodNames,
} from '../../../src/k8s/workloads/pod-naming.js';
import { onlyTemplateOf, podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const set = (spec: string): string =>
  `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {${spec}, template: {spec: {containers: []}}}}`;

describe('the names of Pods below a Service (semantics 5.8)', () => {
  it.each<readonly [string, string, PodNames]>([
    ['counted', 'serviceName: s, replicas: 3', { kind: 'numbered', base: 'db', first: 0, last: 2 }],
    ['without an end', 'serviceName: s', { kind: 'numbered', base: 'db', first: 0, last: Infinity }],
    [
      'scaled to none for now',
      'serviceName: s, replicas: 0',
      { kind: 'numbered', base: 'db', first: 0, last: Infinity },
    ],
    [
      'from another ordinal on',
      'serviceName: s, replicas: 2, ordinals: {start: 5}',
      { kind: 'numbered', base: 'db', first: 5, last: 6 },
    ],
    ['of another Service', 'serviceName: other, replicas: 3', { kind: 'unknown' }],
  ])('of a StatefulSet: %s', (_, spec, expected) => {
    expect(podNamesOf(onlyTemplateOf(set(spec)), 's')).toEqual(expected);
  });

  it.each<readonly [string, PodNames]>([
    ['{hostname: one, subdomain: s}', { kind: 'one', name: 'one' }],
    ['{hostname: one, subdomain: other}', { kind: 'unknown' }],
    ['{subdomain: s}', { kind: 'unknown' }],
    ['{containers: []}', { kind: 'none' }],
  ])('of a Pod with %s', (spec, expected) => {
    expect(podNamesOf(podOf(spec), 's')).toEqual(expected);
  });

  it.each<readonly [string, PodNames, 'yes' | 'later' | 'no']>([
    ['db-0', { kind: 'numbered', base: 'db', first: 0, last: 2 }, 'yes'],
    ['db-2', { kind: 'numbered', base: 'db', first: 0, last: 2 }, 'yes'],
    ['db-3', { kind: 'numbered', base: 'db', first: 0, last: 2 }, 'later'],
    ['db-0', { kind: 'numbered', base: 'db', first: 1, last: 2 }, 'no'],
    ['db-01', { kind: 'numbered', base: 'db', first: 0, last: 2 }, 'no'],
    ['web-0', { kind: 'numbered', base: 'db', first: 0, last: 2 }, 'no'],
    ['one', { kind: 'one', name: 'one' }, 'yes'],
    ['two', { kind: 'one', name: 'one' }, 'no'],
    ['any', { kind: 'none' }, 'no'],
    ['any', { kind: 'unknown' }, 'yes'],
  ])('%s can exist: %j, %s', (pod, names, expected) => {
    expect(hasPodNamed(names, pod)).toBe(expected);
  });
});

describe('how a workload asks for such names', () => {
  const job = (mode: string, spec: string): string =>
    `{apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {completionMode: ${mode}, template: {spec: ${spec}}}}`;

  it.each([
    ['a StatefulSet', set('serviceName: s'), 's', 'db-0'],
    ['one that counts from elsewhere', set('serviceName: s, ordinals: {start: 3}'), 's', 'db-3'],
    ['one that names no Service', set('serviceName: ""'), undefined, 'db-0'],
    ['an Indexed Job', job('Indexed', '{subdomain: s}'), 's', 'work-0'],
    [
      'a Pod with both',
      '{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {hostname: one, subdomain: s}}',
      's',
      'one',
    ],
  ])('%s', (_, manifest, service, pod) => {
    expect(podNaming(onlyTemplateOf(manifest))).toMatchObject({ service, pod });
  });

  it.each([
    ['another Job', job('NonIndexed', '{subdomain: s}')],
    ['an Indexed Job without a subdomain', job('Indexed', '{containers: []}')],
    ['a Pod with a hostname alone', '{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {hostname: one}}'],
  ])('%s does not', (_, manifest) => {
    expect(podNaming(onlyTemplateOf(manifest))).toBeUndefined();
  });

  it.each([
    ['replicas: 3', { last: 2, count: 3 }],
    ['replicas: 2, ordinals: {start: 4}', { last: 5, count: 2 }],
    ['replicas: 0', undefined],
    ['serviceName: s', undefined],
  ])('the ordinals of a StatefulSet with %s', (spec, expected) => {
    expect(podOrdinals(resourceOf(set(spec)))).toEqual(expected);
  });
});

describe('the name that a Pod has for itself (semantics 8.2)', () => {
  const pod = (spec: string): string =>
    `{apiVersion: v1, kind: Pod, metadata: {name: db}, spec: {${spec}containers: []}}`;

  it.each<readonly [string, string, string | undefined]>([
    ['a Pod', pod(''), 'db'],
    ['a Pod with a hostname', pod('hostname: h, '), 'h'],
    ['a Pod on the network of its node', pod('hostNetwork: true, '), undefined],
    ['the only Pod of a StatefulSet', set('serviceName: s'), 'db-0'],
    ['the only Pod from another ordinal on', set('serviceName: s, replicas: 1, ordinals: {start: 5}'), 'db-5'],
    ['one of two', set('serviceName: s, replicas: 2'), undefined],
    ['one of a Deployment', set('replicas: 1').replace('StatefulSet', 'Deployment'), undefined],
  ])('%s', (_, manifest, expected) => {
    expect(ownHostname(onlyTemplateOf(manifest))).toBe(expected);
  });
});
