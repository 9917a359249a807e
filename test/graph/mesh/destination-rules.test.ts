import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream } from '../../support/graphs.js';

const rule = (host: string, name = 'r', namespace: string | undefined = 'one', subsets = '[]'): string =>
  object(
    'networking.istio.io/v1 DestinationRule',
    `{name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}`,
    `spec: {host: ${host}, subsets: ${subsets}}`,
  );
const web = service('web', '{ports: [{port: 80}]}', 'one');
const other = object('v1 ConfigMap', '{name: c, namespace: two}');

describe('the DestinationRules of a Service (semantics 7.3)', () => {
  it.each<readonly [string, string, boolean]>([
    ['by its name, in its namespace', rule('web'), true],
    ['not by its name, in another namespace', rule('web', 'r', 'two'), false],
    ['by its name, where the namespace is open', rule('web', 'r', ''), true],
    ['by its full name, from anywhere', rule('web.one.svc.cluster.local', 'r', 'two'), true],
    ['not by the full name of another namespace', rule('web.two.svc.cluster.local'), false],
    ['not by a short form, which a mesh does not know', rule('web.one'), false],
    ['not by the name of another Service', rule('api'), false],
    ['not by a host with a wildcard', rule('"*.example.com"'), false],
  ])('%s', (_, document, expected) => {
    const graph = graphOf({ 'a.yaml': stream(web, document, other) });
    expect(graph.routes.destinationRulesFor(serviceNamed(graph, 'web')).map(({ name }) => name)).toEqual(
      expected ? ['r'] : [],
    );
  });

  it('have their subsets by name, all rules together', () => {
    const graph = graphOf({
      'a.yaml': stream(
        web,
        rule('web', 'r', 'one', '[{name: v1, labels: {version: one}}, {name: v2, labels: {version: two}}]'),
        rule('web.one.svc.cluster.local', 's', 'two', '[{name: v3, labels: {version: three}}]'),
        rule('api', 't', 'one', '[{name: v4, labels: {}}]'),
      ),
    });
    expect([...graph.routes.subsetsFor(serviceNamed(graph, 'web')).keys()].sort()).toEqual(['v1', 'v2', 'v3']);
  });
});
