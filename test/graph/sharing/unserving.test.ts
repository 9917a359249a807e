import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream, workload } from '../../support/graphs.js';

const TO_8080 = '{port: 80, targetPort: 8080}';
const sending = (ports = TO_8080, more = '', namespace?: string): string =>
  service('web', `{selector: {app: web}, ports: [${ports}]${more}}`, namespace);

const pods = (name: string, container: string, kind = 'Deployment', namespace?: string): string =>
  workload(name, {
    kind,
    labels: '{app: web}',
    containers: `[{name: main, ${container}}]`,
    ...(namespace === undefined ? {} : { namespace }),
  });
const web = pods('web', 'image: "shop/web:1", ports: [{containerPort: 8080}]');

/** Who refuses requests of Service `web`, on which port, and why. */
function unserving(files: Readonly<Record<string, string>>): readonly string[] {
  const graph = graphOf(files);
  return graph.selection
    .unserving(serviceNamed(graph, 'web'))
    .map(
      ({ template, number, serving, because }) =>
        `${template.workload.name} ${number} ${because}, ${serving.map(({ workload: { name } }) => name).join()} serve`,
    );
}

const WORKER = 'image: "shop/worker:1", ports: [{containerPort: 9000}]';
const found = ['worker 8080 other-ports, web serve'];

describe('Pods that refuse the requests of their Service (semantics 5.3)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['those that declare other ports', [sending(), web, pods('worker', WORKER)], found],
    ['not those that declare the port', [sending(), web, pods('worker', 'ports: [{containerPort: 8080}]')], []],
    [
      'those of another program that declare none',
      [sending(), web, pods('worker', 'image: "shop/worker:1"')],
      ['worker 8080 no-ports, web serve'],
    ],
    [
      'not another copy of the program that leaves its declaration out',
      [sending(), web, pods('worker', 'image: "shop/web:2"')],
      [],
    ],
    [
      'the same image with another command',
      [sending(), web, pods('worker', 'image: "shop/web:1", command: [worker]')],
      ['worker 8080 no-ports, web serve'],
    ],
    [
      'the same image with other arguments',
      [sending(), web, pods('worker', 'image: "shop/web@sha256:0123", args: [worker]')],
      ['worker 8080 no-ports, web serve'],
    ],
    [
      'not those that share a sidecar, and the command of the server',
      [
        sending(),
        pods('web', 'image: shop/web, ports: [{containerPort: 8080}]}, {name: side, image: proxy, args: [-x]'),
        pods('worker', 'image: shop/worker, command: [worker]}, {name: side, image: proxy, args: [-x]'),
      ],
      [],
    ],
    [
      'an image of another registry',
      [sending(), web, pods('worker', 'image: "example.com:5000/shop/web"')],
      ['worker 8080 no-ports, web serve'],
    ],
    [
      'not those that a text makes listen there',
      [sending(), web, pods('worker', `${WORKER}, args: [--port=8080]`)],
      [],
    ],
    ['not without Pods that declare the port', [sending(), pods('a', WORKER), pods('b', WORKER)], []],
    ['not of one workload alone', [sending(), pods('worker', WORKER)], []],
    [
      'not where the port has a name, which such Pods lack',
      [sending('{port: 80, targetPort: web}'), web, pods('worker', WORKER)],
      [],
    ],
    [
      'by the numbered one of several ports',
      [sending(`{name: a, port: 81, targetPort: web}, {name: b, ${TO_8080.slice(1)}`), web, pods('worker', WORKER)],
      found,
    ],
    ['where the port goes to its own number', [sending('{port: 8080}'), web, pods('worker', WORKER)], found],
    [
      'not of a port that is there for its name',
      [sending(`{name: unused, ${TO_8080.slice(1)}`), web, pods('worker', WORKER)],
      [],
    ],
    ['not of a port for scrapers', [sending(`{name: metrics, ${TO_8080.slice(1)}`), web, pods('worker', WORKER)], []],
    ['not behind a headless Service', [sending(TO_8080, ', clusterIP: None'), web, pods('worker', WORKER)], []],
    ['not another version of it', [sending(), web, pods('web-canary', WORKER)], []],
    [
      'not Pods that are scaled to none',
      [sending(), web, pods('worker', WORKER).replace('spec:', 'spec:\n  replicas: 0')],
      [],
    ],
    [
      'not where a custom kind makes the Pods',
      [sending(), web, pods('worker', WORKER, 'App').replace('apps/v1', 'example.com/v1')],
      [],
    ],
    [
      'those that end',
      [sending(), web, pods('migrate', 'image: "shop/web:1"', 'Job').replace('apps/v1', 'batch/v1')],
      ['migrate 8080 ends, web serve'],
    ],
    [
      'those that end, behind a headless Service too',
      [sending(TO_8080, ', clusterIP: None'), web, pods('migrate', WORKER, 'Job').replace('apps/v1', 'batch/v1')],
      ['migrate 8080 ends, web serve'],
    ],
    [
      'not where those who declare the port end',
      [
        sending(),
        pods('a', 'image: "shop/web:1", ports: [{containerPort: 8080}]', 'Job').replace('apps/v1', 'batch/v1'),
        pods('worker', WORKER),
      ],
      [],
    ],
    [
      'not a Pod by hand that ends, of the same program',
      [
        sending(),
        web,
        object(
          'v1 Pod',
          '{name: once, labels: {app: web}}',
          'spec: {restartPolicy: Never, containers: [{name: main, image: shop/web}]}',
        ),
      ],
      [],
    ],
    [
      'each once, with the first port of which it is plain',
      [
        sending('{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 8081}'),
        pods('web', 'image: shop/web, ports: [{containerPort: 8080}, {containerPort: 8081}]'),
        pods('worker', WORKER),
      ],
      found,
    ],
    [
      'by the second port, where the first is declared',
      [
        sending('{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 8081}'),
        pods('web', 'image: shop/web, ports: [{containerPort: 8080}, {containerPort: 8081}]'),
        pods('worker', 'image: shop/worker, ports: [{containerPort: 8080}]'),
      ],
      ['worker 8081 other-ports, web serve'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(unserving({ 'a.yaml': stream(...objects) })).toEqual(expected);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'not another version of the same object',
      {
        'a.yaml': stream(sending(), web),
        'b.yaml': pods('web', 'image: "shop/web:1", ports: [{containerPort: 9000}]'),
      },
      [],
    ],
    [
      'those in another file, of the same name',
      { 'a.yaml': stream(sending(), web), 'b.yaml': pods('web-worker', WORKER) },
      ['web-worker 8080 other-ports, web serve'],
    ],
    [
      'those in another file, of the same image',
      {
        'a.yaml': stream(sending(), web),
        'b.yaml': pods('tasks', 'image: "shop/web:2", ports: [{containerPort: 9000}]'),
      },
      ['tasks 8080 other-ports, web serve'],
    ],
    ['not strangers in another file', { 'a.yaml': stream(sending(), web), 'b.yaml': pods('big-worker', WORKER) }, []],
    ['not a name that only begins alike', { 'a.yaml': stream(sending(), web), 'b.yaml': pods('webhook', WORKER) }, []],
    [
      'those of which one image is the same',
      {
        'a.yaml': stream(sending(), web),
        'b.yaml': pods('tasks', 'image: "shop/web:2", ports: [{containerPort: 9000}]}, {name: side, image: proxy'),
      },
      ['tasks 8080 other-ports, web serve'],
    ],
    [
      'those in another file than the Service',
      { 'a.yaml': sending(), 'b.yaml': stream(web, pods('worker', WORKER)) },
      found,
    ],
    [
      'not those that may be in another namespace',
      {
        'a.yaml': stream(sending(TO_8080, '', 'one'), web.replace('{name: web}', '{name: web, namespace: one}')),
        'b.yaml': pods('web-worker', WORKER),
      },
      [],
    ],
    ['not those in another folder', { 'a.yaml': stream(sending(), web), 'far/b.yaml': pods('web-worker', WORKER) }, []],
    [
      'not those of another namespace',
      {
        'a.yaml': stream(sending(TO_8080, '', 'one'), web.replace('{name: web}', '{name: web, namespace: one}')),
        'b.yaml': pods('web-worker', WORKER, 'Deployment', 'two'),
      },
      [],
    ],
    [
      'not where nobody knows in which namespace the Service is',
      {
        'a.yaml': stream(
          sending(),
          web.replace('{name: web}', '{name: web, namespace: one}'),
          pods('worker', WORKER, 'Deployment', 'two'),
        ),
      },
      [],
    ],
    [
      'not where the Pods are far from the Service',
      { 'a.yaml': sending(), 'far/b.yaml': stream(web, pods('worker', WORKER)) },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(unserving(files)).toEqual(expected);
  });
});
