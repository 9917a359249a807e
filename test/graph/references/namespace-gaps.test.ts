import { describe, expect, it } from 'vitest';
import { graphIn, graphOf, kustomization, object, service, stream, workload } from '../../support/graphs.js';
import type { LintOptions } from '../../../src/engine/input/options.js';
import type { Graph } from '../../../src/graph/graph.js';

const web = (namespace?: string): string => service('web', '{selector: {app: web}, ports: [{port: 80}]}', namespace);
const pods = (namespace?: string): string => workload('web', namespace === undefined ? {} : { namespace });
const ingress = (namespace?: string): string =>
  object(
    'networking.k8s.io/v1 Ingress',
    namespace === undefined ? 'i' : `{name: i, namespace: ${namespace}}`,
    'spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}',
  );
const scaler = (kind = 'Deployment'): string =>
  object(
    'autoscaling/v2 HorizontalPodAutoscaler',
    'h',
    `spec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: web}}`,
  );

/** Each gap as `Service web selects Deployment web of shop`, in which the unnamed one has no namespace. */
const inShort = (graph: Graph): readonly string[] =>
  graph.namespaces.gaps().map(({ unnamed, named, tie, unnamedIs, namespace }) => {
    const [from, to] = unnamedIs === 'from' ? [unnamed, named] : [named, unnamed];
    return `${from.kind} ${tie} ${to.kind}, ${unnamedIs === 'from' ? 'to' : 'from'} ${namespace}`;
  });

const gapsOf = (files: readonly string[], options: LintOptions = {}): readonly string[] =>
  inShort(graphOf({ 'a.yaml': stream(...files) }, options));

describe('objects that belong together and stand apart (semantics 9.2)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['Pods without a namespace', [web('shop'), pods()], ['Service selects Deployment, from shop']],
    ['a Service without a namespace', [web(), pods('shop')], ['Service selects Deployment, to shop']],
    ['an Ingress without a namespace', [web('shop'), ingress()], ['Ingress calls Service, to shop']],
    ['a Service that an Ingress calls', [web(), ingress('shop')], ['Ingress calls Service, from shop']],
    ['an autoscaler', [pods('shop'), scaler()], ['HorizontalPodAutoscaler scales Deployment, to shop']],
    ['not an autoscaler of another kind', [pods('shop'), scaler('StatefulSet')], []],
    ['not both without', [web(), pods()], []],
    ['not both with one', [web('shop'), pods('shop')], []],
    ['not strangers of two namespaces', [web('one'), pods('two')], []],
    ['not one that `default` is written in, where kubectl puts the other', [web('default'), pods()], []],
    [
      'not where it may be one of two',
      [web(), pods('one'), workload('other', { namespace: 'two', labels: '{app: web}' })],
      [],
    ],
  ])('%s', (_, documents, expected) => {
    expect(gapsOf(documents)).toEqual(expected);
  });

  it('not where the user says the namespace', () => {
    expect(gapsOf([web('shop'), pods()], { namespace: 'shop' })).toEqual([]);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['far away, where one namespace is written in all of them', 'shop', ['Service selects Deployment, from shop']],
    ['not far away, where another one is written', 'other', []],
  ])('%s', (_, other, expected) => {
    const graph = graphOf({
      'x/a.yaml': web('shop'),
      'y/b.yaml': stream(pods(), object('v1 ConfigMap', `{name: c, namespace: ${other}}`)),
    });
    expect(inShort(graph)).toEqual(expected);
  });

  it('not where one of its own namespace is there, however far away', () => {
    const graph = graphOf({
      'x/a.yaml': stream(web('shop'), pods(), object('v1 ConfigMap', '{name: c, namespace: other}')),
      'y/b.yaml': workload('far', { namespace: 'shop', labels: '{app: web}' }),
    });
    expect(inShort(graph)).toEqual([]);
  });

  it('near, where another one is written', () => {
    const other = object('v1 ConfigMap', '{name: c, namespace: other}');
    expect(gapsOf([web('shop'), pods(), other])).toEqual(['Service selects Deployment, from shop']);
  });

  it('not those that a kustomization gives a namespace', () => {
    const manifests = { 'k/a.yaml': stream(web('shop'), pods()) };
    const bare = { 'k/kustomization.yaml': kustomization('a.yaml'), ...manifests };
    const given = { 'k/kustomization.yaml': `${kustomization('a.yaml')}namespace: shop\n`, ...manifests };
    expect(inShort(graphIn('k', bare))).toEqual(['Service selects Deployment, from shop']);
    expect(inShort(graphIn('k', given))).toEqual([]);
  });
});
