import { describe, expect, it } from 'vitest';
import { readMonitor, type Monitor } from '../../src/k8s/monitors/monitor.js';
import type { Graph } from '../../src/graph/graph.js';
import { graphOf, object, resourcesOf, stream, workload } from '../support/graphs.js';

interface Shape {
  readonly kind?: 'ServiceMonitor' | 'PodMonitor';
  readonly selector?: string;
  /** Where it looks. */
  readonly namespaces?: string;
  readonly namespace?: string | null;
  readonly ports?: string;
}

function monitor({
  kind = 'ServiceMonitor',
  selector = '{matchLabels: {app: web}}',
  namespaces = '{}',
  namespace = 'one',
  ports = '[{port: http}]',
}: Shape): string {
  const list = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  return object(
    `monitoring.coreos.com/v1 ${kind}`,
    namespace === null ? 'm' : `{name: m, namespace: ${namespace}}`,
    `spec: {selector: ${selector}, namespaceSelector: ${namespaces}, ${list}: ${ports}}`,
  );
}

function service(
  name: string,
  {
    labels = '{app: web}',
    selector = '{app: web}',
    namespace,
    port = 'http',
  }: { labels?: string; selector?: string; namespace?: string; port?: string } = {},
): string {
  return object(
    'v1 Service',
    `{name: ${name}, labels: ${labels}${namespace === undefined ? '' : `, namespace: ${namespace}`}}`,
    `spec: {selector: ${selector}, ports: [{name: ${port}, port: 80}]}`,
  );
}

function monitorOf(graph: Graph): Monitor {
  const found = resourcesOf(graph).flatMap((resource) => readMonitor(resource) ?? [])[0];
  if (found === undefined) throw new Error('no monitor');
  return found;
}

const names = (items: readonly { readonly name: string }[]): readonly string[] => items.map(({ name }) => name).sort();

describe('where a monitor looks (semantics 7.5)', () => {
  const all = [service('in-one', { namespace: 'one' }), service('in-two', { namespace: 'two' }), service('open')];
  it.each<readonly [string, Shape, readonly [readonly string[], readonly string[], readonly string[]]]>([
    ['into its own namespace', {}, [['in-one'], ['open'], ['in-two']]],
    ['into every one', { namespaces: '{any: true}' }, [['in-one', 'in-two', 'open'], [], []]],
    ['into one by name', { namespaces: '{matchNames: [two]}' }, [['in-two'], ['open'], ['in-one']]],
    ['into several by name', { namespaces: '{matchNames: [one, two]}' }, [['in-one', 'in-two'], ['open'], []]],
    ['into one that nobody knows', { namespace: null }, [['open'], ['in-one', 'in-two'], []]],
    ['by every label', { selector: '{matchLabels: {app: web, tier: x}}' }, [[], [], []]],
    ['by none', { selector: '{}' }, [['in-one'], ['open'], ['in-two']]],
    [
      'by one of two values, which a pattern lists',
      { selector: '{matchLabels: {app: "api|web"}}' },
      [['in-one'], ['open'], ['in-two']],
    ],
  ])('%s', (_, shape, expected) => {
    const graph = graphOf({ 'a.yaml': stream(monitor(shape), ...all) });
    const { inside, maybe, outside } = graph.monitors.services(monitorOf(graph));
    expect([inside, maybe, outside].map(names)).toEqual(expected);
  });

  it('for Pods, by the labels of Pods', () => {
    const graph = graphOf({
      'a.yaml': stream(
        monitor({ kind: 'PodMonitor' }),
        workload('web', { namespace: 'one' }),
        workload('other', { namespace: 'two', labels: '{app: web}' }),
        workload('api', { namespace: 'one' }),
      ),
    });
    const { inside, maybe, outside } = graph.monitors.pods(monitorOf(graph));
    expect([inside, maybe, outside].map((pods) => names(pods.map((pod) => pod.workload)))).toEqual([
      ['web'],
      [],
      ['other'],
    ]);
  });
});

describe('what it scrapes', () => {
  const web = workload('web', { namespace: 'one' });
  it.each<
    readonly [string, Readonly<Record<string, string>>, readonly [readonly string[], readonly string[], boolean]]
  >([
    [
      'the Pods behind the Services',
      { 'a.yaml': stream(monitor({}), service('s', { namespace: 'one' }), web) },
      [['s'], ['web'], true],
    ],
    [
      'Pods of which some stand nowhere on disk',
      {
        'a.yaml': stream(
          monitor({}),
          service('s', { namespace: 'one' }),
          service('t', { namespace: 'one', selector: '{app: gone}' }),
          web,
        ),
      },
      [['s', 't'], [], true],
    ],
    [
      'Pods of which some may be of another namespace',
      {
        'a.yaml': stream(
          monitor({}),
          service('s', { namespace: 'one' }),
          workload('web'),
          object('v1 ConfigMap', '{name: c, namespace: two}'),
        ),
      },
      [['s'], [], true],
    ],
    [
      'those that may be meant, where none is certain',
      {
        'a.yaml': stream(
          monitor({}),
          service('s'),
          object('v1 ConfigMap', '{name: c, namespace: two}'),
          workload('web'),
        ),
      },
      [['s'], ['web'], false],
    ],
    [
      'others than those far away, perhaps',
      { 'x/a.yaml': monitor({}), 'y/b.yaml': stream(service('s', { namespace: 'one' }), web) },
      [['s'], ['web'], false],
    ],
    [
      'those of its own name, however far away',
      { 'x/a.yaml': monitor({}), 'y/b.yaml': stream(service('m', { namespace: 'one' }), web) },
      [['m'], ['web'], true],
    ],
    [
      'Pods themselves',
      { 'a.yaml': stream(monitor({ kind: 'PodMonitor' }), web, service('s', { namespace: 'one' })) },
      [[], ['web'], true],
    ],
    ['nothing', { 'a.yaml': stream(monitor({}), service('s', { namespace: 'two' }), web) }, [[], [], false]],
  ])('%s', (_, files, expected) => {
    const graph = graphOf(files);
    const { services, templates, certain } = graph.monitors.scraped(monitorOf(graph));
    expect([names(services), names(templates.map((pod) => pod.workload)), certain]).toEqual(expected);
  });
});

describe('the Service that a monitor of nothing was meant for', () => {
  const bare = { labels: '{}', namespace: 'one' };
  it.each<readonly [string, string | undefined, readonly string[], readonly string[]]>([
    ['has the label in its selector only', 's', ['selector'], [service('s', bare)]],
    [
      'has the label on its Pods only',
      's',
      ['pods'],
      [
        service('s', { ...bare, selector: '{tier: x}' }),
        workload('web', { namespace: 'one', labels: '{app: web, tier: x}' }),
      ],
    ],
    ['has a similar label', 's', ['similar'], [service('s', { ...bare, labels: '{app: wep}' })]],
    ['is the first of two alike', 's', ['selector'], [service('s', bare), service('t', bare)]],
    ['not one that has another label', undefined, [], [service('s', { ...bare, labels: '{app: api}' })]],
    ['not one that has none like it', undefined, [], [service('s', { ...bare, selector: '{app: api}' })]],
    ['not one without the port', undefined, [], [service('s', { ...bare, port: 'grpc' })]],
    ['not one of another namespace', undefined, [], [service('s', { ...bare, namespace: 'two' })]],
  ])('%s', (_, name, misses, others) => {
    const graph = graphOf({ 'a.yaml': stream(monitor({}), ...others) });
    const nearest = graph.monitors.nearest(monitorOf(graph));
    expect([nearest?.service.name, nearest?.misses.map(({ kind }) => kind) ?? []]).toEqual([name, misses]);
  });

  it.each<readonly [string, string | undefined, string]>([
    ['a label in its selector only', 's', service('s', { ...bare, labels: '{tier: x}' })],
    ['not a label that is only similar', undefined, service('s', { ...bare, labels: '{app: wep, tier: x}' })],
    [
      'a label that is only similar, on a Service of its name',
      'm',
      service('m', { ...bare, labels: '{app: wep, tier: x}' }),
    ],
  ])('far away: %s', (_, name, other) => {
    const selector = '{matchLabels: {app: web, tier: x}}';
    const graph = graphOf({ 'x/a.yaml': monitor({ selector }), 'y/b.yaml': other });
    const nearest = graph.monitors.nearest(monitorOf(graph));
    expect(nearest?.service.name).toBe(name);
    expect(nearest?.close ?? false).toBe(name === 'm');
  });

  it('is nothing for a PodMonitor', () => {
    const graph = graphOf({ 'a.yaml': stream(monitor({ kind: 'PodMonitor' }), service('s', bare)) });
    expect(graph.monitors.nearest(monitorOf(graph))).toBeUndefined();
  });
});
