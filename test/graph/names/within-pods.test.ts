import { describe, expect, it } from 'vitest';
import type { NameResolution } from '../../../src/graph/names/name-resolution.js';
import { graphOf, stream, templateOf, workload } from '../../support/graphs.js';

/** What the URL in the first container of `web` stands for. */
function resolved(host: string, beside: string, ...more: readonly string[]): NameResolution | undefined {
  const graph = graphOf({
    'a.yaml': stream(
      workload('web', {
        namespace: 'shop',
        containers: `[{name: main, image: shop/main, env: [{name: API_URL, value: "http://${host}"}]}${beside}]`,
      }),
      ...more,
    ),
  });
  const [name] = graph.names.readBy(templateOf(graph, 'web'));
  return name && graph.names.host(name);
}

describe('a container that is called by its own name', () => {
  it.each<readonly [string, string, string, string | undefined]>([
    ['which declares the port', 'api:8080', ', {name: api, ports: [{containerPort: 8080}]}', 'api'],
    ['which declares the port of the scheme', 'api', ', {name: api, ports: [{containerPort: 80}]}', 'api'],
    [
      'which declares it among others',
      'api:8080',
      ', {name: api, ports: [{containerPort: 1}, {containerPort: 8080}]}',
      'api',
    ],
    ['not one that declares another', 'api:8080', ', {name: api, ports: [{containerPort: 1}]}', undefined],
    ['which declares none, of an image that is called so', 'api:8080', ', {name: api, image: "shop/api:1"}', 'api'],
    ['of an image whose name has it', 'api:8080', ', {name: api, image: "shop/my-api@sha256:0"}', 'api'],
    ['not of another image', 'api:8080', ', {name: api, image: "api/shop:api"}', undefined],
    ['not of another name', 'api:8080', ', {name: apis, ports: [{containerPort: 8080}]}', undefined],
    ['not the caller itself', 'main:8080', ', {name: api, ports: [{containerPort: 8080}]}', undefined],
    [
      'not a plain init container',
      'api:8080',
      '], initContainers: [{name: api, ports: [{containerPort: 8080}]}',
      undefined,
    ],
    [
      'a native sidecar',
      'api:8080',
      '], initContainers: [{name: api, restartPolicy: Always, ports: [{containerPort: 8080}]}',
      'api',
    ],
  ])('%s', (_, host, beside, expected) => {
    const found = resolved(host, beside);
    const likely = found?.kind === 'missing' ? found.likely : undefined;
    expect(likely?.kind === 'container' ? likely.container.name : undefined).toBe(expected);
  });
});

describe('a Pod that is called by its name alone (semantics 8.3)', () => {
  const set = (spec: string, namespace = 'shop', kind = 'StatefulSet'): string =>
    workload('db', { kind, namespace }).replace('spec:\n', `spec:\n  ${spec}\n`);
  it.each<readonly [string, string, string, string | undefined]>([
    ['of a StatefulSet', 'db-0:5432', set('serviceName: pg'), 'db-0.pg'],
    ['within its replicas', 'db-1:5432', set('serviceName: pg\n  replicas: 2'), 'db-1.pg'],
    ['not beyond them', 'db-2:5432', set('serviceName: pg\n  replicas: 2'), undefined],
    ['not without a Service of its own', 'db-0:5432', set('replicas: 1'), undefined],
    ['not with a Service that has no name', 'db-0:5432', set('serviceName: ""'), undefined],
    ['not of a Deployment', 'db-0:5432', set('serviceName: pg', 'shop', 'Deployment'), undefined],
    ['not in another namespace', 'db-0:5432', set('serviceName: pg', 'other'), undefined],
    ['not without a number', 'db:5432', set('serviceName: pg'), undefined],
    ['not of another name', 'dbs-0:5432', set('serviceName: pg'), undefined],
  ])('%s', (_, host, other, expected) => {
    const found = resolved(host, '', other);
    const likely = found?.kind === 'missing' ? found.likely : undefined;
    expect(likely?.kind === 'pod' ? `${host.split(':')[0]}.${likely.service}` : undefined).toBe(expected);
  });

  it('not by itself, where there is no other', () => {
    const self = (replicas: string): string | undefined => {
      const graph = graphOf({
        'a.yaml': workload('db', {
          kind: 'StatefulSet',
          namespace: 'shop',
          containers: '[{name: main, env: [{name: A_URL, value: "http://db-0:80"}]}]',
        }).replace('spec:\n', `spec:\n  serviceName: pg\n  ${replicas}\n`),
      });
      const [name] = graph.names.readBy(templateOf(graph, 'db'));
      const found = name && graph.names.host(name);
      return found?.kind === 'missing' ? found.likely.kind : found?.kind;
    };
    expect([self('replicas: 1'), self('replicas: 2'), self('paused: false')]).toEqual(['outside', 'pod', 'outside']);
  });
});
