import { describe, expect, it } from 'vitest';
import { holderWords, misplacedPort, numbersOf, portsOf, portWords } from '../../src/message/ports.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { textOf } from '../../src/text/source-file.js';
import { graphOf, object, service, serviceNamed, templateOf, workload } from '../support/graphs.js';

const template = (containers: string) => templateOf(graphOf({ 'a.yaml': workload('web', { containers }) }), 'web');
const declaring = (ports: string) => template(`[{name: main, ports: ${ports}}]`);

it.each([
  ['{name: http, port: 80}', 'port `http`'],
  ['{port: 80}', 'port 80'],
])('a port of a Service, %s: %s', (port, words) => {
  const graph = graphOf({ 'a.yaml': service('s', `{ports: [${port}]}`) });
  expect(serviceNamed(graph, 's').ports.map(portWords)).toEqual([words]);
});

describe('what Pods declare, at the place where they do', () => {
  it.each<readonly [string, string, string, string, string]>([
    ['nothing', '[]', 'Deployment `web` declares no ports', 'main', ''],
    [
      'a number',
      '[{containerPort: 80}]',
      'Deployment `web` declares 80, without a name',
      'ports',
      'Deployment `web` declares 80',
    ],
    [
      'a number for two protocols, said once',
      '[{containerPort: 53}, {containerPort: 53, protocol: UDP}]',
      'Deployment `web` declares 53, without a name',
      'ports',
      'Deployment `web` declares 53',
    ],
    [
      'a name',
      '[{name: http, containerPort: 80}]',
      'Deployment `web` has one named port, `http`',
      'http',
      'Deployment `web` declares `http` (80)',
    ],
    [
      'names and a number',
      '[{containerPort: 81}, {name: http, containerPort: 80}, {name: admin, containerPort: 82}]',
      'Deployment `web` has ports named `http` and `admin`',
      'http',
      'Deployment `web` declares 81, `http` (80), and `admin` (82)',
    ],
  ])('%s', (_, ports, words, place, numbers) => {
    const said = portsOf(declaring(ports));
    expect([said.text, textOf(said.place.span)]).toEqual([words, place]);
    if (numbers !== '') expect(numbersOf(declaring(ports)).text).toBe(numbers);
  });

  it.each([
    ['[{name: main, ports: [{containerPort: 1}]}]', 'container `main` of Deployment `web`'],
    [
      '[{name: main}], initContainers: [{name: side, restartPolicy: Always, ports: [{containerPort: 1}]}]',
      'sidecar `side` of Deployment `web`',
    ],
  ])('who does, of %s: %s', (containers, words) => {
    const web = template(containers);
    expect(runningPorts(web).map((port) => holderWords(port, [web]))).toEqual([words]);
    expect(runningPorts(web).map((port) => holderWords(port))).toEqual([words.replace(' of Deployment `web`', '')]);
  });
});

describe('a port beside the containers, where nobody looks', () => {
  const spec = (text: string): string => `spec: {selector: {matchLabels: {app: web}}, ${text}}`;
  it.each<readonly [string, boolean, string]>([
    ['in the spec of the Pods', true, spec('template: {spec: {ports: [{name: http}], containers: [{name: a}]}}')],
    ['in the template', true, spec('template: {ports: [{name: http}], spec: {containers: [{name: a}]}}')],
    ['in the spec of the workload', true, spec('ports: [{name: http}], template: {spec: {containers: [{name: a}]}}')],
    ['under another name', false, spec('ports: [{name: grpc}], template: {spec: {containers: [{name: a}]}}')],
    ['nowhere', false, spec('template: {spec: {containers: [{name: a, ports: [{name: http, containerPort: 1}]}]}}')],
  ])('%s: %j', (_, there, rest) => {
    const graph = graphOf({ 'a.yaml': object('apps/v1 Deployment', 'web', rest) });
    const found = misplacedPort(templateOf(graph, 'web'), 'http');
    expect(found && textOf(found.place.span)).toBe(there ? 'http' : undefined);
  });
});
