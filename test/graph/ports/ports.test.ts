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

describe('how many texts around Pods say a number', () => {
  const probing = `[{name: main, ports: [{containerPort: 8080}], readinessProbe: {httpGet: {port: 8080}}}]`;
  const sending = (ports: string): string => service('s', `{selector: {app: web}, ports: [${ports}]}`);
  it.each<readonly [string, string, string, number, number]>([
    ['a declaration and a probe', probing, sending('{port: 80}'), 8080, 2],
    ['a target port too', probing, sending('{port: 80, targetPort: 8080}'), 8080, 3],
    ['both numbers of a Service port', probing, sending('{port: 8080, targetPort: 8080}'), 8080, 4],
    ['not a Service port without a target', '[{name: main}]', sending('{port: 8080}'), 8080, 0],
    [
      'the number of a Service port that goes elsewhere',
      '[{name: main}]',
      sending('{port: 8080, targetPort: 9000}'),
      8080,
      1,
    ],
    ['not what the world calls', '[{name: main}]', sending('{port: 80, targetPort: 9000}'), 80, 0],
    [
      'not a Service that has other Pods',
      '[{name: main}]',
      service('s', '{selector: {app: b}, ports: [{port: 1, targetPort: 8080}]}'),
      8080,
      0,
    ],
    ['not another number', probing, sending('{port: 80, targetPort: 8080}'), 8081, 0],
    ['a number behind a name only where it is declared', probing, sending('{port: 80, targetPort: web}'), 8080, 2],
  ])('%s', (_, containers, other, number, voices) => {
    const graph = graphOf({ 'a.yaml': stream(workload('web', { containers }), other) });
    expect(graph.ports.voicesFor([templateOf(graph, 'web')], number)).toBe(voices);
    expect(graph.ports.voicesFor([], number)).toBe(0);
  });
});

describe('a port of the Pods that is dialled in vain', () => {
  it.each<readonly [string, string, number, boolean]>([
    ['where they declare others, and no port leads there', '[{port: 80, targetPort: 8080}]', 80, true],
    ['not one that they declare', '[{port: 80, targetPort: 8080}]', 8080, false],
    ['not one to which the Service sends', '[{port: 80, targetPort: 9000}]', 9000, false],
    [
      'not one to which a later port of the Service sends',
      '[{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 9000}]',
      9000,
      false,
    ],
    ['one to which it sends by default alone', '[{port: 9000}]', 9000, true],
  ])('%s', (_, ports, number, inVain) => {
    const containers = '[{name: main, ports: [{containerPort: 8080}]}]';
    const graph = graphOf({
      'a.yaml': stream(service('s', `{selector: {app: web}, ports: ${ports}}`), workload('web', { containers })),
    });
    expect(graph.ports.isDialledInVain(serviceNamed(graph, 's'), number)).toBe(inVain);
  });
});

describe('a number that a text of the Pods has', () => {
  const reading = (source: string): string => `[{name: main, ports: [{containerPort: 8080}], envFrom: [${source}]}]`;
  it.each<readonly [string, string, number, boolean, boolean]>([
    ['in an argument', '[{name: main, args: [--port=9000]}]', 9000, true, true],
    ['not by its declaration', '[{name: main, ports: [{containerPort: 9000}]}]', 9000, false, false],
    ['not in a probe', '[{name: main, readinessProbe: {tcpSocket: {port: 9000}}}]', 9000, false, false],
    ['maybe in a ConfigMap that is not on disk', reading('{configMapRef: {name: gone}}'), 9000, false, true],
    ['not in a ConfigMap on disk', reading('{configMapRef: {name: c}}'), 9000, false, false],
    ['in a ConfigMap on disk', reading('{configMapRef: {name: c}}'), 1234, true, true],
    ['not in a Secret that is not on disk, as few are', reading('{secretRef: {name: gone}}'), 9000, false, false],
    [
      'maybe in one of two ConfigMaps',
      reading('{configMapRef: {name: c}}, {configMapRef: {name: gone}}'),
      9000,
      false,
      true,
    ],
  ])('%s', (_, containers, number, written, mentioned) => {
    const map = object('v1 ConfigMap', 'c', 'data: {PORT: "1234"}');
    const graph = graphOf({ 'a.yaml': stream(workload('web', { containers }), map) });
    const web = templateOf(graph, 'web');
    expect([graph.ports.isWritten(web, number), graph.ports.isMentioned(web, number)]).toEqual([written, mentioned]);
  });
});
