import { describe, expect, it } from 'vitest';
import { graphIn, graphOf, kustomization, object, ofKind, service, serviceNamed, stream } from '../support/graphs.js';

const bare = (name: string, ports = '[{port: 80, targetPort: 8080}]', namespace?: string): string =>
  service(name, `{ports: ${ports}}`, namespace);
const inNamespace = (name: string, namespace?: string): string =>
  `name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}`;
const written = (name: string, ports = '[{port: 5432}]', namespace?: string): string =>
  object(
    'v1 Endpoints',
    `{${inNamespace(name, namespace)}}`,
    `subsets: [{addresses: [{ip: 10.0.0.1}], ports: ${ports}}]`,
  );
const slice = (name: string, of?: string, namespace?: string, ports = '[{port: 5432}]'): string =>
  object(
    'discovery.k8s.io/v1 EndpointSlice',
    `{${inNamespace(name, namespace)}${of === undefined ? '' : `, labels: {kubernetes.io/service-name: ${of}}`}}`,
    `addressType: IPv4\nports: ${ports}\nendpoints: [{addresses: [10.0.0.1]}]`,
  );

describe('endpoints that are written for a Service (semantics 5.10)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['Endpoints of its name', written('db'), ['db']],
    ['not Endpoints of another name', written('pg'), []],
    ['a slice by its label', slice('any', 'db'), ['any']],
    ['not a slice of its name, without the label', slice('db'), []],
    ['not a slice of another Service', slice('db', 'pg'), []],
    ['not Endpoints of another namespace', written('db', '[{port: 1}]', 'two'), []],
    ['not a slice of another namespace', slice('any', 'db', 'two'), []],
  ])('%s', (_, document, expected) => {
    const graph = graphOf({ 'a.yaml': stream(bare('db', '[{port: 80}]', 'one'), document) });
    const db = serviceNamed(graph, 'db');
    // What names no namespace goes to the only one that is named.
    expect(graph.endpoints.of(db).map(({ name }) => name)).toEqual(expected);
    expect(graph.endpoints.exist(db)).toBe(expected.length > 0);
  });

  it('with their ports, those that have a number', () => {
    const files = stream(
      bare('db'),
      written('db', '[{name: a, port: 1}, {name: b}]'),
      slice('s', 'db', undefined, '[{name: c, port: 2, protocol: UDP}]'),
    );
    const graph = graphOf({ 'a.yaml': files });
    const ports = graph.endpoints.portsOf(serviceNamed(graph, 'db'));
    expect(ports.map(({ name, protocol, number }) => [name, protocol, number])).toEqual([
      ['a', 'TCP', 1],
      ['c', 'UDP', 2],
    ]);
  });

  it.each<readonly [string, boolean, string]>([
    ['Endpoints of its name', true, written('db')],
    ['a slice by its label', true, slice('any', 'db')],
    ['not a slice of its name', false, slice('db')],
    ['not those of another namespace', false, written('db', '[{port: 1}]', 'two')],
  ])('in another unit: %s', (_, exist, theirs) => {
    const graph = graphIn('mine', {
      'mine/kustomization.yaml': kustomization('a.yaml'),
      'mine/a.yaml': bare('db', '[{port: 80}]', 'one'),
      'theirs/kustomization.yaml': kustomization('b.yaml'),
      'theirs/b.yaml': theirs,
    });
    expect(graph.endpoints.of(serviceNamed(graph, 'db'))).toEqual([]);
    expect(graph.endpoints.exist(serviceNamed(graph, 'db'))).toBe(exist);
  });
});

describe('the Service that waits for endpoints which lead nowhere', () => {
  it.each<readonly [string, string, string | undefined, readonly string[]]>([
    ['the one with their port', 'lost', 'db', [bare('db', '[{port: 5432}]'), bare('web')]],
    ['the one that sends to their port', 'lost', 'db', [bare('db', '[{port: 80, targetPort: 5432}]'), bare('web')]],
    ['the one with a similar name', 'postgres', 'postgrs', [bare('postgrs'), bare('web')]],
    ['the one whose name theirs begins with', 'db-primary-of-shop', 'db', [bare('db'), bare('web')]],
    ['not one whose name only begins alike', 'dbprimaryofshop', undefined, [bare('db'), bare('web')]],
    ['none of two', 'lost', undefined, [bare('db', '[{port: 5432}]'), bare('pg', '[{port: 5432}]')]],
    ['none that has others', 'lost', undefined, [bare('db', '[{port: 5432}]'), written('db')]],
    ['none with a selector', 'lost', undefined, [service('db', '{selector: {app: db}, ports: [{port: 5432}]}')]],
    [
      'none outside of the cluster',
      'dbs',
      undefined,
      [service('db', '{type: ExternalName, externalName: example.com}')],
    ],
    ['none of another namespace', 'lost', undefined, [bare('db', '[{port: 5432}]', 'two')]],
    ['none that is only there', 'lost', undefined, [bare('web')]],
  ])('%s', (_, name, expected, documents) => {
    const graph = graphOf({ 'a.yaml': stream(written(name, '[{port: 5432}]', 'one'), ...documents) });
    const endpoints = ofKind(graph, '', 'Endpoints').find((each) => each.name === name);
    if (endpoints === undefined) throw new Error('no endpoints');
    expect(graph.endpoints.waitingFor(endpoints)?.name).toBe(expected);
  });
});
