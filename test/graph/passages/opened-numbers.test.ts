import { describe, expect, it } from 'vitest';
import { graphOf, object, policiesOf, service, stream, templateOf, workload } from '../../support/graphs.js';

const serving = (port = 8080, more = ''): string =>
  workload('web', { containers: `[{name: main, ports: [{containerPort: ${port}}]${more}}]` });
const sending = (port: string, name = 'web', more = ''): string =>
  service(name, `{selector: {app: web}, ports: [${port}]${more}}`);

/** What port 80 for the Pods of `web` is as a port of a Service. */
function translated(objects: readonly string[], number = 80, protocol = 'TCP', names = ['web']): readonly string[] {
  const graph = graphOf({ 'a.yaml': stream(...objects) });
  const receivers = names.map((name) => templateOf(graph, name));
  return graph.policies
    .translations(receivers, number, protocol)
    .map(
      ({ service: { name }, template, target, field }) =>
        `${field} of ${name} to ${target} of ${template.workload.name}`,
    );
}

describe('a port of a policy that was meant as one of a Service (semantics 7.10)', () => {
  const found = ['port of web to 8080 of web'];
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['the port of a Service that leads elsewhere', [serving(), sending('{port: 80, targetPort: 8080}')], found],
    [
      'its node port',
      [serving(), sending('{port: 81, nodePort: 80, targetPort: 8080}')],
      ['nodePort of web to 8080 of web'],
    ],
    [
      'the port of one of two Services',
      [serving(), sending('{port: 80, targetPort: 8080}'), sending('{port: 81, targetPort: 8080}', 'api')],
      found,
    ],
    ['not one on which the Pods listen', [serving(80), sending('{port: 80, targetPort: 8080}')], []],
    [
      'not one that a text of theirs has',
      [serving(8080, ', args: ["--port=80"]'), sending('{port: 80, targetPort: 8080}')],
      [],
    ],
    [
      'not one to which another Service sends',
      [serving(), sending('{port: 80, targetPort: 8080}'), sending('{port: 90, targetPort: 80}', 'api')],
      [],
    ],
    ['not one of another protocol', [serving(), sending('{port: 80, targetPort: 8080, protocol: UDP}')], []],
    ['not another port', [serving(), sending('{port: 81, targetPort: 8080}')], []],
    ['not one that leads nowhere', [serving(), sending('{port: 80, targetPort: none}')], []],
    [
      'not one of a headless Service',
      [serving(), sending('{port: 80, targetPort: 8080}', 'web', ', clusterIP: None')],
      [],
    ],
    [
      'not one of a Service for others',
      [serving(), service('web', '{selector: {app: b}, ports: [{port: 80, targetPort: 8080}]}')],
      [],
    ],
    [
      'not where the Pods are of an unknown kind',
      [
        serving().replace('apps/v1', 'example.com/v1').replace('Deployment', 'App'),
        sending('{port: 80, targetPort: 8080}'),
      ],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(translated(objects)).toEqual(expected);
  });

  it('is asked of all receivers', () => {
    const all = [
      serving(),
      sending('{port: 80, targetPort: 8080}'),
      workload('api', { containers: '[{name: main, ports: [{containerPort: 80}]}]' }),
      workload('idle'),
    ];
    expect(translated(all, 80, 'TCP', ['web', 'idle'])).toEqual(found);
    expect(translated(all, 80, 'TCP', ['web', 'api'])).toEqual([]);
    expect(translated(all, 80, 'UDP')).toEqual([]);
    expect(translated(all, 80, 'TCP', [])).toEqual([]);
  });
});

const policy = (spec: string): string => object('networking.k8s.io/v1 NetworkPolicy', 'allow', `spec: {${spec}}`);

describe('the numbers that a policy opens', () => {
  /** Rule by rule: the number, and whose Pods it is for. */
  function opened(spec: string): readonly string[] {
    const graph = graphOf({ 'a.yaml': stream(workload('web'), workload('api'), policy(spec)) });
    return policiesOf(graph)
      .flatMap((each) => graph.policies.openedNumbers(each))
      .map(({ rule, number, receivers }) => {
        const names = receivers.map((template) => template.workload.name);
        return `${rule.direction} ${number} of ${names.join(' and ')}`;
      });
  }

  it.each<readonly [string, string, readonly string[]]>([
    [
      'single ones, of the Pods that it selects',
      'podSelector: {}, ingress: [{ports: [{port: 80}, {port: 81}]}]',
      ['ingress 80 of web and api', 'ingress 81 of web and api'],
    ],
    [
      'on the way out of whoever is called',
      'podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 80}]}]',
      ['egress 80 of api'],
    ],
    ['no names', 'podSelector: {}, ingress: [{ports: [{port: http}]}]', []],
    ['no ranges', 'podSelector: {}, ingress: [{ports: [{port: 80, endPort: 90}]}]', []],
    ['not all of them', 'podSelector: {}, ingress: [{ports: [{protocol: TCP}]}, {}]', []],
    [
      'none in a direction that it leaves open',
      'podSelector: {}, policyTypes: [Ingress], egress: [{ports: [{port: 80}]}]',
      [],
    ],
    ['none of Pods that nobody knows', 'podSelector: {matchLabels: {app: none}}, ingress: [{ports: [{port: 80}]}]', []],
  ])('%s', (_, spec, expected) => {
    expect(opened(spec)).toEqual(expected);
  });
});

describe('the protocol that Pods have a number for', () => {
  const udp = (name: string, number = 53): string =>
    workload(name, { containers: `[{name: main, ports: [{containerPort: ${number}, protocol: UDP}]}]` });
  function spoken(objects: readonly string[], names: readonly string[] = ['web']): readonly (string | undefined)[] {
    const graph = graphOf({ 'a.yaml': stream(...objects) });
    const receivers = names.map((name) => templateOf(graph, name));
    const found = graph.policies.protocolOf({ receivers, number: 53 });
    return [found?.protocol, found?.template.workload.name];
  }

  it.each<readonly [string, readonly string[], readonly string[], readonly (string | undefined)[]]>([
    ['as their containers declare it', [udp('web')], ['web'], ['UDP', 'web']],
    ['as their Service sends it', [workload('web'), sending('{port: 53, protocol: UDP}')], ['web'], ['UDP', 'web']],
    ['as the first that says it', [workload('web'), udp('api')], ['web', 'api'], ['UDP', 'api']],
    ['not of another number', [udp('web', 54)], ['web'], [undefined, undefined]],
    ['not where two differ', [serving(53), udp('api')], ['web', 'api'], [undefined, undefined]],
    [
      'not where a Service differs',
      [serving(53), sending('{port: 53, protocol: UDP}')],
      ['web'],
      [undefined, undefined],
    ],
    ['not where nothing says it', [workload('web')], ['web'], [undefined, undefined]],
  ])('%s', (_, objects, names, expected) => {
    expect(spoken(objects, names)).toEqual(expected);
  });
});
