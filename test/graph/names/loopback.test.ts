import { describe, expect, it } from 'vitest';
import { graphOf, service, stream, templateOf, workload } from '../../support/graphs.js';

const postgres = (name: string, namespace = 'shop', port = 5432, selector = `{app: ${name}}`): string =>
  service(name, `{selector: ${selector}, ports: [{port: ${port}}]}`, namespace);

/** The Services that a name for the Pod itself was meant for. */
function behind(url: string, others: readonly string[], containers = ''): readonly string[] {
  const graph = graphOf({
    'a.yaml': stream(
      workload('web', {
        namespace: 'shop',
        containers: `[{name: main, env: [{name: DB_URL, value: "${url}"}]}${containers}]`,
      }),
      ...others,
    ),
  });
  const [name] = graph.names.readBy(templateOf(graph, 'web'));
  const found = name && graph.names.host(name);
  return found?.kind === 'other-pod' ? found.services.map((each) => each.name) : [];
}

describe('the Service that localhost was meant for (semantics 8.7)', () => {
  const url = 'postgres://localhost:5432/shop';
  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['the one with the port', url, [postgres('db')], ['db']],
    ['by the port of the scheme', 'postgres://localhost/shop', [postgres('db')], ['db']],
    ['by an address', 'postgres://127.0.0.1:5432/shop', [postgres('db')], ['db']],
    ['all of them', url, [postgres('db'), postgres('pg')], ['db', 'pg']],
    [
      'once, whatever its ports',
      url,
      [
        service(
          'db',
          '{selector: {app: db}, ports: [{name: a, port: 5432}, {name: b, port: 5432, protocol: UDP}]}',
          'shop',
        ),
      ],
      ['db'],
    ],
    ['the one that the variable is called like', 'http://localhost:8080/', [postgres('db', 'shop', 8080)], ['db']],
    ['none on a port that programs choose', 'http://localhost:8080/', [postgres('pg', 'shop', 8080)], []],
    ['none with another port', url, [postgres('db', 'shop', 5433)], []],
    ['none of another namespace', url, [postgres('db', 'other')], []],
    ['none of the Pod itself', url, [postgres('db', 'shop', 5432, '{app: web}')], []],
    ['none without a selector', url, [service('db', '{ports: [{port: 5432}]}', 'shop')], []],
    ['none without Services', url, [], []],
  ])('%s', (_, text, others, expected) => {
    expect(behind(text, others)).toEqual(expected);
  });

  it('none beside a container that serves it', () => {
    expect(behind(url, [postgres('db')], ', {name: pg, image: postgres}')).toEqual([]);
  });
});
