import { describe, expect, it } from 'vitest';
import { graphOf, object, ofKind, service, stream, workload } from '../../support/graphs.js';

const gateway = (selector = '{app: proxy}'): string =>
  object(
    'networking.istio.io/v1 Gateway',
    '{name: edge, namespace: shop}',
    `spec: {selector: ${selector}, servers: []}`,
  );
const proxy = (containers = '[{name: main}]', name = 'proxy', labels = '{app: proxy}'): string =>
  workload(name, { namespace: 'istio', labels, containers });
const sending = (ports = '[{name: http, port: 80, targetPort: 8080}]', selector = '{app: proxy}'): string =>
  service('proxy', `{selector: ${selector}, ports: ${ports}}`, 'istio');

/** The numbers by which a server of the Gateway may mean a port of its proxies. */
function offered(...objects: readonly string[]): readonly number[] | undefined {
  const graph = graphOf({ 'a.yaml': stream(...objects) });
  const [only] = ofKind(graph, 'networking.istio.io', 'Gateway');
  const ports = only && graph.routes.offeredPorts(only);
  return ports && [...ports.numbers];
}

describe('the ports on which the proxies of an Istio Gateway can be asked (semantics 7.3)', () => {
  it.each<readonly [string, readonly string[], readonly number[] | undefined]>([
    ['those of their Service, and theirs', [gateway(), proxy(), sending()], [80, 8080]],
    [
      'of each port',
      [gateway(), proxy(), sending('[{name: a, port: 80}, {name: b, port: 443, targetPort: 8443}]')],
      [80, 443, 8443],
    ],
    [
      'the number of the Service where a name leads nowhere',
      [gateway(), proxy(), sending('[{port: 80, targetPort: none}]')],
      [80],
    ],
    ['unknown where no proxy is on disk', [gateway(), sending()], undefined],
    ['unknown where the Gateway selects nothing', [gateway('{}'), proxy(), sending()], undefined],
    ['unknown where a proxy has no Service', [gateway(), proxy(), sending(undefined, '{app: other}')], undefined],
    [
      'unknown where one of two proxies has no Service',
      [
        gateway('{tier: edge}'),
        proxy(undefined, 'proxy', '{tier: edge, app: proxy}'),
        proxy(undefined, 'more', '{tier: edge, app: more}'),
        sending(),
      ],
      undefined,
    ],
    [
      'unknown on the network of the node',
      [gateway(), proxy('[{name: main}], hostNetwork: true'), sending()],
      undefined,
    ],
    [
      'unknown where nodes open a port',
      [
        gateway(),
        proxy('[{name: a}, {name: main, ports: [{containerPort: 1}, {containerPort: 8080, hostPort: 80}]}]'),
        sending(),
      ],
      undefined,
    ],
    [
      'known where nodes open none',
      [gateway(), proxy('[{name: main, ports: [{containerPort: 8080}]}]'), sending()],
      [80, 8080],
    ],
  ])('%s', (_, objects, expected) => {
    expect(offered(...objects)).toEqual(expected);
  });
});
