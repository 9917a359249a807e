import { describe, expect, it } from 'vitest';
import { readMonitor } from '../../src/k8s/monitors/monitor.js';
import type { Graph } from '../../src/graph/graph.js';
import { graphIn, kustomization, object, ofKind, service, serviceNamed, stream, workload } from '../support/graphs.js';

/** The graph of a unit beside another one. */
const beside = (mine: string, ...theirs: readonly string[]): Graph =>
  graphIn('mine', {
    'mine/kustomization.yaml': kustomization('a.yaml'),
    'mine/a.yaml': mine,
    'theirs/kustomization.yaml': kustomization('b.yaml'),
    'theirs/b.yaml': stream(...theirs),
  });

const map = (name: string, namespace?: string): string =>
  object('v1 ConfigMap', namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`);
const policy = (name: string, namespace?: string): string =>
  object(
    'networking.k8s.io/v1 NetworkPolicy',
    namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`,
    'spec: {podSelector: {}}',
  );

describe('objects of other units (semantics 9.4)', () => {
  const graph = beside(
    stream(map('own', 'one'), policy('own', 'one')),
    ...[map('a', 'one'), map('b', 'two'), map('c'), policy('a', 'one'), policy('b', 'two'), policy('c')],
  );
  it.each<readonly [string | null, readonly string[]]>([
    ['one', ['a', 'c']],
    ['two', ['b', 'c']],
    ['three', ['c']],
    [null, ['a', 'b', 'c']],
  ])('in namespace %s, or with none written', (namespace, expected) => {
    const found = ['own', 'a', 'b', 'c'].filter(
      (name) => graph.elsewhere.named('', 'ConfigMap', name, namespace).length > 0,
    );
    expect(found).toEqual(expected);
    expect(graph.elsewhere.policies(namespace).map(({ name }) => name)).toEqual(expected);
  });

  it('of another kind or group are others', () => {
    expect(graph.elsewhere.named('', 'Secret', 'a', null)).toEqual([]);
    expect(graph.elsewhere.named('apps', 'ConfigMap', 'a', null)).toEqual([]);
  });
});

describe('endpoints of other units (semantics 5.10)', () => {
  const slice = (name: string, labels: string): string =>
    object('discovery.k8s.io/v1 EndpointSlice', `{name: ${name}, labels: ${labels}}`);
  it('belong to a Service by name or label', () => {
    const graph = beside(
      service('db', '{ports: [{port: 80}]}'),
      object('v1 Endpoints', 'db'),
      object('v1 Endpoints', 'pg'),
      slice('x', '{kubernetes.io/service-name: db}'),
      slice('db', '{}'),
    );
    expect(graph.elsewhere.endpoints(serviceNamed(graph, 'db')).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Endpoints db',
      'EndpointSlice x',
    ]);
  });
});

describe('something in other units that a monitor may select (semantics 7.5)', () => {
  const labelled = (namespace?: string): string =>
    object(
      'v1 Service',
      `{name: web, labels: {app: web}${namespace === undefined ? '' : `, namespace: ${namespace}`}}`,
      'spec: {selector: {app: other}, ports: [{port: 80}]}',
    );
  const pods = (namespace?: string): string => workload('web', namespace === undefined ? {} : { namespace });
  const any = '{any: true}';
  const named = '{matchNames: [two, three]}';
  it.each<readonly [string, boolean, string, string, string]>([
    ['a Service by its labels', true, 'ServiceMonitor', '{}', labelled('one')],
    [
      'not a Service by its selector',
      false,
      'ServiceMonitor',
      '{}',
      service('x', '{selector: {app: web}, ports: [{port: 80}]}', 'one'),
    ],
    ['a Service that leaves its namespace open', true, 'ServiceMonitor', '{}', labelled()],
    ['not a Service of another namespace', false, 'ServiceMonitor', '{}', labelled('two')],
    ['a Service of any namespace', true, 'ServiceMonitor', any, labelled('two')],
    ['a Service of a named namespace', true, 'ServiceMonitor', named, labelled('two')],
    ['not a Service of its own namespace, where it names others', false, 'ServiceMonitor', named, labelled('one')],
    ['not Pods, for a ServiceMonitor', false, 'ServiceMonitor', any, pods('one')],
    ['Pods, for a PodMonitor', true, 'PodMonitor', '{}', pods('one')],
    ['Pods of a named namespace', true, 'PodMonitor', named, pods('three')],
    ['not Pods of another namespace', false, 'PodMonitor', '{}', pods('two')],
    ['not Services, for a PodMonitor', false, 'PodMonitor', any, labelled('one')],
  ])('%s: %j', (_, watched, kind, namespaces, theirs) => {
    const graph = beside(
      object(
        `monitoring.coreos.com/v1 ${kind}`,
        '{name: m, namespace: one}',
        `spec: {selector: {matchLabels: {app: web}}, namespaceSelector: ${namespaces}}`,
      ),
      theirs,
    );
    const [resource] = ofKind(graph, 'monitoring.coreos.com', kind);
    const monitor = resource && readMonitor(resource);
    if (monitor === undefined) throw new Error('no monitor');
    expect(graph.elsewhere.isWatched(monitor)).toBe(watched);
  });
});
