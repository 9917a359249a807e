import { describe, expect, it } from 'vitest';
import { fit } from '../../../src/graph/selection/left-over.js';
import { graphIn, graphOf, object, service, serviceNamed, stream, templateOf, workload } from '../../support/graphs.js';

const lost = (name = 's', port = '{port: 80}', namespace?: string, selector = `{app: ${name}}`): string =>
  service(name, `{selector: ${selector}, ports: [${port}]}`, namespace);
const serving = (name: string, port = 80, namespace?: string): string =>
  workload(name, {
    containers: `[{name: main, ports: [{name: p${port}, containerPort: ${port}}]}]`,
    ...(namespace === undefined ? {} : { namespace }),
  });

/** Whether the near miss of Service `s` is the Pods that are left over: nothing else tells of them. */
function left(files: Readonly<Record<string, string>>): string | undefined {
  const graph = graphOf(files);
  const miss = graph.selection.nearMiss(serviceNamed(graph, 's'));
  return miss?.leftOver === true ? miss.template.workload.name : undefined;
}

describe('Pods without a Service beside a Service without Pods (semantics 0.3)', () => {
  const joined = (...documents: readonly string[]): Readonly<Record<string, string>> => ({
    'a.yaml': stream(...documents),
  });
  it.each<readonly [string, Readonly<Record<string, string>>, string | undefined]>([
    ['are meant for it', joined(lost(), serving('web')), 'web'],
    ['are not, with another port', joined(lost(), serving('web', 81)), undefined],
    ['are, by the name of a port', joined(lost('s', '{port: 1, targetPort: p80}'), serving('web')), 'web'],
    ['are not, of another namespace', joined(lost('s', '{port: 80}', 'one'), serving('web', 80, 'two')), undefined],
    ['are not, where there are several', joined(lost(), serving('web'), serving('api')), undefined],
    ['are, where the others have another port', joined(lost(), serving('web'), serving('api', 81)), 'web'],
    ['are, where the others have a Service', joined(lost(), serving('web'), serving('api'), lost('api')), 'web'],
    ['are not, where another Service is lost', joined(lost(), lost('t'), serving('web')), undefined],
    [
      'are, where another one with the same selector is lost',
      joined(lost(), lost('t', '{port: 80}', undefined, '{app: s}'), serving('web')),
      'web',
    ],
    ['are, where another one for another port is lost', joined(lost(), lost('t', '{port: 81}'), serving('web')), 'web'],
    ['are not, where they have a Service', joined(lost(), serving('web'), lost('web')), undefined],
    [
      'are not, without labels',
      joined(lost(), object('v1 Pod', 'web', 'spec: {containers: [{name: a, ports: [{containerPort: 80}]}]}')),
      undefined,
    ],
    [
      'are not, where they end',
      joined(lost(), serving('web').replace('apps/v1', 'batch/v1').replace('Deployment', 'Job')),
      undefined,
    ],
    [
      'are not, of an unknown kind',
      joined(lost(), serving('web').replace('apps/v1', 'example.com/v1').replace('Deployment', 'App')),
      undefined,
    ],
    ['are, in its folder', { 'one/a.yaml': lost(), 'one/b.yaml': serving('web'), 'two/c.yaml': serving('api') }, 'web'],
    [
      'are, far away, where both are the last ones',
      { 'one/a.yaml': lost('s', '{port: 80}', 'shop'), 'two/b.yaml': serving('web', 80, 'shop') },
      'web',
    ],
    [
      'are not, far away, where no namespace is written and others are left',
      { 'one/a.yaml': lost(), 'two/b.yaml': serving('web'), 'three/c.yaml': serving('api', 81) },
      undefined,
    ],
    [
      'are not, far away, where another Service is lost',
      { 'one/a.yaml': lost(), 'two/b.yaml': serving('web'), 'three/c.yaml': lost('t', '{port: 81}') },
      undefined,
    ],
    [
      'are, far away, in a namespace that is written',
      {
        'one/a.yaml': lost('s', '{port: 80}', 'shop'),
        'two/b.yaml': serving('web', 80, 'shop'),
        'three/c.yaml': serving('api', 81, 'shop'),
      },
      'web',
    ],
    [
      'are not, among very many Services that are lost',
      joined(
        lost(),
        serving('web'),
        ...[...Array(8).keys()].map((at) => lost(`t${at}`, '{port: 80}', undefined, '{app: s}')),
      ),
      undefined,
    ],
  ])('%s', (_, files, expected) => {
    expect(left(files)).toBe(expected);
  });
});

it('are meant for it, far away in one apply', () => {
  const graph = graphIn('all', {
    'all/kustomization.yaml': 'resources: [one/a.yaml, two/b.yaml, three/c.yaml]\n',
    'all/one/a.yaml': lost(),
    'all/two/b.yaml': serving('web'),
    'all/three/c.yaml': serving('api', 81),
  });
  const miss = graph.selection.nearMiss(serviceNamed(graph, 's'));
  expect(miss?.leftOver === true && miss.template.workload.name).toBe('web');
});

describe('whether Pods declare a port to which a Service sends', () => {
  it.each<readonly [string, string, string, string]>([
    ['a number', '{port: 80}', '[{name: a, ports: [{containerPort: 80}]}]', 'yes'],
    ['the target of a number', '{port: 80, targetPort: 81}', '[{name: a, ports: [{containerPort: 80}]}]', 'no'],
    ['a name', '{port: 80, targetPort: web}', '[{name: a, ports: [{name: web, containerPort: 1}]}]', 'yes'],
    ['another name', '{port: 80, targetPort: web}', '[{name: a, ports: [{name: api, containerPort: 80}]}]', 'no'],
    [
      'one of two ports',
      '{name: a, port: 80}, {name: b, port: 81}',
      '[{name: a, ports: [{containerPort: 81}]}]',
      'yes',
    ],
    ['nobody knows, where none is declared', '{port: 80}', '[{name: a}]', 'unknown'],
  ])('%s', (_, ports, containers, expected) => {
    const graph = graphOf({ 'a.yaml': stream(service('s', `{ports: [${ports}]}`), workload('web', { containers })) });
    expect(fit(serviceNamed(graph, 's'), templateOf(graph, 'web'))).toBe(expected);
  });

  it('is unknown of Pods that nobody knows in full', () => {
    const pods = serving('web').replace('apps/v1', 'example.com/v1').replace('Deployment', 'App');
    const graph = graphOf({ 'a.yaml': stream(service('s', '{ports: [{port: 80}]}'), pods) });
    expect(fit(serviceNamed(graph, 's'), templateOf(graph, 'web'))).toBe('unknown');
  });
});
