import { describe, expect, it } from 'vitest';
import { readMonitor } from '../../src/k8s/monitors/monitor.js';
import { graphOf, object, resourcesOf, service, stream, templateOf, workload } from '../support/graphs.js';

describe('what a monitor was meant for', () => {
  const monitor = (kind: string, name = 'web-monitor', port = 'metrics'): string => {
    const field = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
    const spec = `spec: {selector: {matchLabels: {team: a}}, ${field}: [{port: ${port}}]}`;
    return object(`monitoring.coreos.com/v1 ${kind}`, name, spec);
  };
  const pods = (name = 'web', labels = `{app: ${name}}`): string =>
    workload(name, { labels, containers: '[{name: main, ports: [{name: metrics, containerPort: 9102}]}]' });
  const named = (name: string): string => service(name, '{selector: {app: web}, ports: [{name: metrics, port: 9102}]}');

  it.each<readonly [string, readonly string[], string | undefined]>([
    ['the Service of its name', [monitor('ServiceMonitor'), named('web')], 'web'],
    ['the Service of its name and of metrics', [monitor('ServiceMonitor'), named('web-metrics')], 'web-metrics'],
    ['no Service of another name', [monitor('ServiceMonitor'), named('shop')], undefined],
    ['no Service without the port', [monitor('ServiceMonitor', 'web', 'other'), named('web')], undefined],
    ['the Pods of its name', [monitor('PodMonitor'), pods()], 'web'],
    ['no Pods of another name', [monitor('PodMonitor'), pods('shop')], undefined],
    ['no Pods without the port', [monitor('PodMonitor', 'web', 'other'), pods()], undefined],
    ['no Pods for a ServiceMonitor', [monitor('ServiceMonitor'), pods()], undefined],
    [
      'no Pods that another monitor selects',
      [monitor('PodMonitor', 'web'), monitor('PodMonitor', 'all').replace('team: a', 'app: web'), pods()],
      undefined,
    ],
  ])('%s', (_, objects, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...objects) });
    const found = resourcesOf(graph).flatMap((resource) => readMonitor(resource) ?? [])[0];
    const left = found && graph.leftBehind.watched(found);
    const name = left !== undefined && 'workload' in left ? left.workload.name : left?.name;
    expect(name).toBe(expected);
  });
});

describe('the Service by which Pods are named, where the one that is asked for is not there', () => {
  const behind = (name: string, more = ''): string =>
    service(name, `{selector: {app: store}, ports: [{port: 80}]${more}}`);
  const headless = (name: string): string => behind(name, ', clusterIP: None');

  it.each<readonly [string, string, readonly string[], string | undefined]>([
    ['a headless one of its Pods, whatever its name', 'x', [headless('nodes')], 'nodes'],
    ['the headless one of two', 'x', [behind('store'), headless('nodes')], 'nodes'],
    ['one with the name of the workload', 'x', [behind('store')], 'store'],
    ['one that has that name in its own', 'x', [behind('store-api')], 'store-api'],
    ['none of quite another name', 'x', [behind('nodes')], undefined],
    ['none with an address, for who asks for a headless one', 'store-headless', [behind('store')], undefined],
    ['none of other Pods', 'x', [service('store', '{selector: {app: web}, clusterIP: None}')], undefined],
    ['a bare one with the name of the workload, nearly', 'sotre', [service('store', '{clusterIP: None}')], 'store'],
    ['no bare one, where quite another name is asked for', 'x', [service('store', '{clusterIP: None}')], undefined],
  ])('%s', (_, asked, services, expected) => {
    const graph = graphOf({ 'a.yaml': stream(workload('store', { kind: 'StatefulSet' }), ...services) });
    expect(graph.leftBehind.governing(templateOf(graph, 'store'), asked)?.name).toBe(expected);
  });
});

describe('the Service that nobody calls, beside a name that no Service has', () => {
  const store = (name: string, port = 5432, more = ''): string =>
    service(name, `{selector: {app: store}, ports: [{port: ${port}}]${more}}`);
  const caller = (...urls: readonly string[]): string =>
    workload('till', {
      containers: `[{name: a, env: [${urls.map((value, at) => `{name: V${at}, value: "${value}"}`).join(', ')}]}]`,
    });

  it.each<readonly [string, readonly string[], string | undefined]>([
    ['the last one with the port', [caller('pg://pq:5432'), store('orders')], 'orders'],
    ['none with another port', [caller('pg://pq:5432'), store('orders', 5433)], undefined],
    ['none of two', [caller('pg://pq:5432'), store('orders'), store('ledger')], undefined],
    ['none where two names are asked for', [caller('pg://pq:5432', 'pg://rs:5432'), store('orders')], undefined],
    ['none that somebody calls', [caller('pg://pq:5432', 'pg://orders:5432'), store('orders')], undefined],
    ['none that another name means', [caller('pg://pq:5432', 'pg://oders:5432'), store('orders')], undefined],
    ['none but for a number', [caller('pg://orders2:5432'), store('orders')], undefined],
    ['none at a port that half of all Services have', [caller('pg://pq:80'), store('orders', 80)], undefined],
    ['no headless one', [caller('pg://pq:5432'), store('orders', 5432, ', clusterIP: None')], undefined],
    ['no load balancer', [caller('pg://pq:5432'), store('orders', 5432, ', type: LoadBalancer')], undefined],
    ['none for a name of the outside world', [caller('pg://pq.example:5432'), store('orders')], undefined],
  ])('%s', (_, objects, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...objects) });
    const [name] = graph.names.readBy(templateOf(graph, 'till'));
    expect(name && graph.leftBehind.called(name)?.name).toBe(expected);
  });
});
