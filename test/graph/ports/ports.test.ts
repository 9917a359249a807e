import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream, templateOf, workload } from '../../support/graphs.js';

const declaring = (ports: string, rest = ''): string =>
  `[{name: main, image: 'example.com/a:1'${rest}, ports: ${ports}}]`;

describe('what contradicts a port number (semantics 6.1)', () => {
  it.each<readonly [string, boolean, string, string]>([
    ['Pods that declare other ports only', true, declaring('[{containerPort: 8080}]'), ''],
    ['not Pods that declare it', false, declaring('[{containerPort: 9000}, {containerPort: 8080}]'), ''],
    ['not Pods that declare it for another protocol', false, declaring('[{containerPort: 9000, protocol: UDP}]'), ''],
    ['not Pods that declare nothing', false, '[{name: main}]', ''],
    ['not Pods whose arguments name it', false, declaring('[{containerPort: 8080}]', ', args: ["--port=9000"]'), ''],
    ['Pods whose arguments name a longer number', true, declaring('[{containerPort: 8080}]', ', args: ["90001"]'), ''],
    [
      'not Pods that read it from a ConfigMap',
      false,
      declaring('[{containerPort: 8080}]', ', envFrom: [{configMapRef: {name: c}}]'),
      object('v1 ConfigMap', 'c', 'data: {PORT: "9000"}'),
    ],
    [
      'Pods that read another ConfigMap',
      true,
      declaring('[{containerPort: 8080}]', ', envFrom: [{configMapRef: {name: d}}]'),
      object('v1 ConfigMap', 'c', 'data: {PORT: "9000"}'),
    ],
  ])('%s: %j', (_, contradicts, containers, more) => {
    const graph = graphOf({ 'a.yaml': stream(workload('web', { containers }), ...(more === '' ? [] : [more])) });
    const web = templateOf(graph, 'web');
    expect(graph.ports.contradicts([web], 9000)).toBe(contradicts);
    // Asked again, the answer is kept; of another number it is not.
    expect(graph.ports.contradicts([web], 9000)).toBe(contradicts);
    expect(graph.ports.listensOn(web, 1234)).toBe(false);
  });

  it('is what every one of the Pods says, and nothing where there are none', () => {
    const graph = graphOf({
      'a.yaml': stream(
        workload('a', { containers: declaring('[{containerPort: 8080}]') }),
        workload('b', { containers: declaring('[{containerPort: 9000}]') }),
      ),
    });
    const [a, b] = [templateOf(graph, 'a'), templateOf(graph, 'b')];
    expect([[a], [a, b], []].map((templates) => graph.ports.contradicts(templates, 9000))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the Pods on whose ports a verdict can stand', () => {
  const custom = object(
    'example.com/v1 App',
    'custom',
    'spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a}]}}}',
  );
  const job = workload('job', { kind: 'Job', labels: '{app: web}' }).replace('apps/v1', 'batch/v1');
  const lasting = workload('lasting', { labels: '{app: web}' });
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['those that last', [lasting], ['lasting']],
    ['not those that end, beside others that last', [lasting, job], ['lasting']],
    ['those that end, where there are no others', [job], ['job']],
    ['none, beside a custom kind whose Pods are a guess', [lasting, custom], []],
  ])('%s', (_, others, expected) => {
    const graph = graphOf({
      'a.yaml': stream(service('s', '{selector: {app: web}, ports: [{port: 80}]}'), ...others),
    });
    expect(graph.ports.judged(serviceNamed(graph, 's')).map(({ workload: { name } }) => name)).toEqual(expected);
  });
});

describe('who had a node port before (semantics 4.3)', () => {
  const asking = (name: string, type: string, namespace?: string, protocol = 'TCP'): string =>
    service(name, `{type: ${type}, ports: [{port: 80, nodePort: 30000, protocol: ${protocol}}]}`, namespace);
  it.each<readonly [string, string, string | undefined]>([
    ['an earlier Service', asking('a', 'NodePort'), 'a'],
    ['a balanced one, which has node ports too', asking('a', 'LoadBalancer'), 'a'],
    ['one of another namespace', asking('a', 'NodePort', 'two'), 'a'],
    ['one that asks for another protocol', asking('a', 'NodePort', 'one', 'UDP'), 'a'],
    ['not one whose type allocates none', asking('a', 'ClusterIP'), undefined],
    ['not another version of the same Service', asking('s', 'NodePort', 'one'), undefined],
    ['a Service of the same name in another namespace', asking('s', 'NodePort', 'two'), 's'],
    ['not one that may be the same', asking('s', 'NodePort'), undefined],
  ])('%s', (_, earlier, owner) => {
    const graph = graphOf({ 'a.yaml': earlier, 'b.yaml': asking('s', 'NodePort', 'one') });
    const last = graph.unit.services.at(-1);
    if (last === undefined) throw new Error('no Service');
    expect(graph.ports.takenBefore(last, 30000)?.service.name).toBe(owner);
    expect(graph.ports.takenBefore(last, 30001)).toBeUndefined();
  });

  it('is nobody for the first of them', () => {
    const graph = graphOf({ 'a.yaml': stream(asking('s', 'NodePort'), asking('t', 'NodePort')) });
    expect(graph.ports.takenBefore(serviceNamed(graph, 's'), 30000)).toBeUndefined();
  });
});
