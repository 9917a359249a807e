import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import type { OddProbe } from '../../../src/graph/ports/odd-ports.js';
import { graphOf, object, service, stream, templateOf, workload } from '../../support/graphs.js';

const sending = (target: number | string, port = 80, name = 'web', more = ''): string =>
  service(name, `{selector: {app: web}, ports: [{port: ${port}, targetPort: ${target}${more}}]}`);

const graphWith = (container: string, others: readonly string[], beside = '', kind = 'Deployment'): Graph =>
  graphOf({
    'a.yaml': stream(
      workload('web', {
        kind,
        containers: `[{name: main, ${container.includes('image:') ? '' : 'image: shop, '}${container}}${beside}]`,
      }).replace('apps/v1', kind === 'Job' ? 'batch/v1' : 'apps/v1'),
      ...others,
    ),
  });

const port = (number: number, more = ''): string => `{containerPort: ${number}${more}}`;
const ready = (number: number | string, path = '/'): string =>
  `readinessProbe: {httpGet: {port: ${number}, path: ${path}}}`;
const live = (number: number | string, path = '/'): string =>
  `livenessProbe: {httpGet: {port: ${number}, path: ${path}}}`;

describe('a declared port that nobody asks, where others agree on another (semantics 6.1, 6.5)', () => {
  const stale = (container: string, others: readonly string[], beside = '', kind = 'Deployment'): readonly string[] => {
    const graph = graphWith(container, others, beside, kind);
    const template = templateOf(graph, 'web');
    return template.containers
      .slice(0, 1)
      .flatMap((main) => graph.ports.stalePorts(main, template))
      .map(
        ({ declared, service: { name }, number, probe }) =>
          `${declared.number}: ${name} sends to ${number}${probe === undefined ? '' : `, ${probe.probe} asks it`}`,
      );
  };
  const found = ['8080: web sends to 3000, readinessProbe asks it'];

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['is stale by Service and probe', `ports: [${port(8080)}], ${ready(3000)}`, [sending(3000)], found],
    [
      'is stale by Service and variable',
      `ports: [${port(8080)}], env: [{name: PORT, value: "3000"}]`,
      [sending(3000)],
      ['8080: web sends to 3000'],
    ],
    ['is not, without a second text', `ports: [${port(8080)}]`, [sending(3000)], []],
    ['is not, where the Service sends there', `ports: [${port(8080)}], ${ready(3000)}`, [sending(8080)], []],
    ['is not, without a Service', `ports: [${port(8080)}], ${ready(3000)}`, [], []],
    [
      'is not, where another Service sends there',
      `ports: [${port(8080)}], ${ready(3000)}`,
      [sending(3000), sending(8080, 81, 'api')],
      [],
    ],
    [
      'is not, where another probe asks it',
      `ports: [${port(8080)}], ${ready(3000)}, ${live(8080)}`,
      [sending(3000)],
      [],
    ],
    [
      'is not, where another probe asks it by name',
      `ports: [${port(8080, ', name: web')}], ${ready(3000)}, ${live('web')}`,
      [sending(3000)],
      [],
    ],
    ['is not, where nodes open it', `ports: [${port(8080, ', hostPort: 8080')}], ${ready(3000)}`, [sending(3000)], []],
    [
      'is not, where a text has it',
      `ports: [${port(8080)}], ${ready(3000)}, env: [{name: A, value: "8080"}]`,
      [sending(3000)],
      [],
    ],
    [
      'is not, where the number is declared too',
      `ports: [${port(8080)}, ${port(3000)}], ${ready(3000)}`,
      [sending(3000)],
      [],
    ],
    ['is not one of two', `ports: [${port(8080)}, ${port(8081)}], ${ready(3000)}`, [sending(3000)], []],
    [
      'is the one of two that nobody asks',
      `ports: [${port(8080)}, ${port(8081)}], ${ready(3000)}, ${live(8081)}`,
      [sending(3000)],
      found,
    ],
    ['is not of another protocol', `ports: [${port(8080, ', protocol: UDP')}], ${ready(3000)}`, [sending(3000)], []],
    [
      'is one by any name of a server',
      `ports: [${port(8080, ', name: https-alt')}], ${ready(3000)}`,
      [sending(3000)],
      found,
    ],
    [
      'is one by the name of its container',
      `ports: [${port(8080, ', name: main')}], ${ready(3000)}`,
      [sending(3000)],
      found,
    ],
    ['is not one of something else', `ports: [${port(8080, ', name: other')}], ${ready(3000)}`, [sending(3000)], []],
    ['is not one of metrics', `ports: [${port(8080, ', name: metrics')}], ${ready(3000)}`, [sending(3000)], []],
    [
      'is not, where the number is what another Service has for its own',
      `ports: [${port(8080)}], ${ready(3000)}`,
      [sending(3000), service('api', '{selector: {app: web}, ports: [{port: 3000, targetPort: 9999}]}')],
      [],
    ],
    [
      'is, where a Service has the number on both sides',
      `ports: [${port(8080)}], ${ready(3000)}`,
      [sending(3000, 3000)],
      found,
    ],
  ])('%s', (_, container, others, expected) => {
    expect(stale(container, others)).toEqual(expected);
  });

  it('is not, beside another container, where a text alone agrees', () => {
    const container = `ports: [${port(8080)}], command: [node, "3000"]`;
    expect(stale(container, [sending(3000)])).toEqual(['8080: web sends to 3000']);
    expect(stale(container, [sending(3000)], ', {name: side}')).toEqual([]);
  });

  it('is not of Pods that end', () => {
    expect(stale(`ports: [${port(8080)}], ${ready(3000)}`, [sending(3000)], '', 'Job')).toEqual([]);
  });
});

function whoIs(by: OddProbe['by']): string {
  if (by === 'declaration') return 'its name';
  return 'service' in by ? by.service.name : by.probe;
}

describe('a probe that asks a number of which nothing else knows', () => {
  const odd = (container: string, others: readonly string[], beside = '', kind = 'Deployment'): readonly string[] => {
    const graph = graphWith(container, others, beside, kind);
    const template = templateOf(graph, 'web');
    return template.containers
      .slice(0, 1)
      .flatMap((main) => graph.ports.oddProbes(main, template))
      .map(({ asked, declared, by }) => `${asked.probe} ${asked.port}, ${declared.number} by ${whoIs(by)}`);
  };
  const slip = ['readinessProbe 8008, 8080 by web'];

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['is a slip of the only port', `ports: [${port(8080)}], ${ready(8008)}`, [sending(8080)], slip],
    [
      'is the next number',
      `ports: [${port(9998)}], ${ready(10_000)}`,
      [sending(9998)],
      ['readinessProbe 10000, 9998 by web'],
    ],
    ['is not three numbers further', `ports: [${port(9998)}], ${ready(10_001)}`, [sending(9998)], []],
    ['is no slip of a number that is quite another', `ports: [${port(8080)}], ${ready(3000)}`, [sending(8080)], []],
    ['is nothing where nothing is declared', ready(8008), [sending(8080)], []],
    ['is nothing where no Service sends to the port', `ports: [${port(8080)}], ${ready(8008)}`, [], []],
    ['is nothing where it is declared', `ports: [${port(8080)}, ${port(8008)}], ${ready(8008)}`, [sending(8080)], []],
    ['is nothing where a text has it', `ports: [${port(8080)}], ${ready(8008)}, args: [--x=8008]`, [sending(8080)], []],
    [
      'is nothing where a Service sends to it',
      `ports: [${port(8080)}], ${ready(8008)}`,
      [sending(8080), sending(8008, 81, 'api')],
      [],
    ],
    ['is nothing where a Service has the number', `ports: [${port(8080)}], ${ready(8008)}`, [sending(8080, 8008)], []],
    ['is nothing by name', `ports: [${port(8080)}], ${ready('web')}`, [sending(8080)], []],
    ['is a slip of the nearer port', `ports: [${port(8080)}, ${port(9000)}], ${ready(8008)}`, [sending(8080)], slip],
    ['is no slip of two near ports', `ports: [${port(8080)}, ${port(8088)}], ${ready(8008)}`, [sending(8080)], []],
    [
      'is a slip beside a check of the same family',
      `ports: [${port(7300)}], ${live(7300, '/healthz')}, ${ready(7301, '/readyz')}`,
      [],
      ['readinessProbe 7301, 7300 by livenessProbe'],
    ],
    [
      'is nothing beside a check under another path',
      `ports: [${port(7300)}], ${live(7300, '/healthz')}, ${ready(7301, '/api/ready')}`,
      [],
      [],
    ],
    [
      'is nothing beside such a check, on a number that is there for probes',
      `ports: [${port(8080)}], ${live(8080, '/livez')}, ${ready(8081, '/readyz')}`,
      [],
      [],
    ],
    [
      'is a slip of a port that is named for it',
      `ports: [${port(8443)}, ${port(6080, ', name: healthcheck')}], ${live(6081, '/livez')}`,
      [],
      ['livenessProbe 6081, 6080 by its name'],
    ],
    [
      'is a slip of the port of the image',
      `ports: [${port(3000)}], ${ready(3001)}, image: "grafana/grafana:12.1.0", envFrom: [{configMapRef: {name: far}}]`,
      [sending(3000)],
      ['readinessProbe 3001, 3000 by web'],
    ],
    [
      'is no slip of a port of metrics',
      `ports: [${port(8080, ', name: metrics')}], ${ready(8008)}`,
      [sending(8080)],
      [],
    ],
    [
      'is no slip of a port of webhooks',
      `ports: [${port(8080, ', name: webhook')}], ${ready(8008)}`,
      [sending(8080)],
      [],
    ],
    [
      'is a slip beside a probe that asks another path of another port',
      `ports: [${port(8080)}], ${ready(8008)}, ${live(8080, '/live')}`,
      [sending(8080)],
      slip,
    ],
    ['is no slip of a port of gRPC', `ports: [${port(8080, ', name: grpc-web')}], ${ready(8008)}`, [sending(8080)], []],
    [
      'is no slip of a port over UDP',
      `ports: [${port(8080, ', protocol: UDP')}], ${ready(8008)}`,
      [sending(8080, 80, 'web', ', protocol: UDP')],
      [],
    ],
    [
      'is nothing where each probe asks a path of its own there',
      `ports: [${port(8080)}], ${ready(8008, '/ready')}, ${live(8008, '/live')}`,
      [sending(8080)],
      [],
    ],
    [
      'is one for each probe that asks the same',
      `ports: [${port(8080)}], ${ready(8008)}, ${live(8008)}`,
      [sending(8080)],
      [...slip, 'livenessProbe 8008, 8080 by web'],
    ],
    [
      'is nothing on a number that is there for probes',
      `ports: [${port(8080)}], ${ready(8081, '/healthz')}`,
      [sending(8080)],
      [],
    ],
    [
      'is a slip on such a number with another path',
      `ports: [${port(8080)}], ${ready(8081)}`,
      [sending(8080)],
      ['readinessProbe 8081, 8080 by web'],
    ],
    [
      'is not what its twin asks, to which a Service sends',
      `ports: [${port(8080)}, ${port(9000)}], ${ready(3000)}, ${live(8080)}`,
      [sending(8080)],
      ['readinessProbe 3000, 8080 by livenessProbe'],
    ],
    [
      'is not what its twin asks, to which one of two Services sends',
      `ports: [${port(8080)}, ${port(9000)}], ${ready(3000)}, ${live(8080)}`,
      [sending(8080), sending(9000, 81, 'api')],
      ['readinessProbe 3000, 8080 by livenessProbe'],
    ],
    [
      'is not what its twin asks by name',
      `ports: [${port(8080, ', name: web')}, ${port(9000)}], ${ready(3000)}, ${live('web')}`,
      [sending(8080)],
      ['readinessProbe 3000, 8080 by livenessProbe'],
    ],
    [
      'is nothing beside a probe that asks something else',
      `ports: [${port(8080)}, ${port(9000)}], ${ready(3000)}, ${live(8080, '/live')}`,
      [sending(8080)],
      [],
    ],
    [
      'is nothing beside a twin to whose port no Service sends',
      `ports: [${port(8080)}, ${port(9000)}], ${ready(3000)}, ${live(9000)}`,
      [sending(8080)],
      [],
    ],
  ])('%s', (_, container, others, expected) => {
    expect(odd(container, others)).toEqual(expected);
  });

  it('is nothing in Pods that end, or whose texts are not all on disk', () => {
    const container = `ports: [${port(8080)}], ${ready(8008)}`;
    expect(odd(container, [sending(8080)], '', 'Job')).toEqual([]);
    expect(odd(`${container}, envFrom: [{configMapRef: {name: c}}]`, [sending(8080)])).toEqual([]);
    expect(
      odd(`${container}, envFrom: [{configMapRef: {name: c}}]`, [
        sending(8080),
        object('v1 ConfigMap', 'c', 'data: {}'),
      ]),
    ).toEqual(slip);
  });

  it('is nothing where a text says where the program listens, which is a finding of its own', () => {
    const told = `ports: [${port(8080)}], args: ["--health-probe-bind-address=:9090"]`;
    expect(odd(`${told}, ${ready(8088)}`, [sending(8080)])).toEqual([]);
  });
});
