import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import type { NameResolution } from '../../../src/graph/names/name-resolution.js';
import { namesOf } from '../../../src/k8s/dns/name-reference.js';
import { graphOf, ofKind, service, templateOf, workload } from '../../support/graphs.js';

const PORTS = '{selector: {app: db}, ports: [{port: 5432}]}';

/** The names in the ConfigMap `settings`, and what they stand for. */
function resolve(graph: Graph): readonly NameResolution[] {
  const settings = ofKind(graph, '', 'ConfigMap')[0];
  return settings === undefined ? [] : namesOf(settings, undefined).map((name) => graph.names.host(name));
}

const config = (text: string, namespace?: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings${namespace === undefined ? '' : `, namespace: ${namespace}`}}\ndata: {conf: ${JSON.stringify(text)}}\n`;
const reader = (namespace?: string): string =>
  workload('web', {
    ...(namespace === undefined ? {} : { namespace }),
    containers: '[{name: main, envFrom: [{configMapRef: {name: settings}}]}]',
  });

describe('resolveName', () => {
  it.each([
    ['db:5432', 'found', []],
    ['db-0.db:5432', 'found', ['db-0']],
    ['db.shop:5432', 'found', []],
    ['db-0.db.shop:5432', 'found', ['db-0']],
    ['db.shop.svc', 'found', []],
    ['_pg._tcp.db.shop.svc', 'found', ['_pg', '_tcp']],
  ])('finds the Service behind %s', (text, kind, before) => {
    const graph = graphOf({
      'db.yaml': service('db', PORTS, 'shop'),
      'web.yaml': reader('shop'),
      'settings.yaml': config(text, 'shop'),
    });
    const [only] = resolve(graph);
    expect(only?.kind).toBe(kind);
    expect(only?.kind === 'found' && only.wanted.before).toEqual(before);
    expect(only?.kind === 'found' && only.certain).toBe(true);
  });

  it.each(['db.example.com:5432', 'cache.io:6379', 'kubernetes.default.svc', 'kube-dns.kube-system.svc'])(
    'leaves %s alone',
    (text) => {
      const graph = graphOf({
        'db.yaml': service('db', PORTS, 'shop'),
        'web.yaml': reader('shop'),
        'settings.yaml': config(text, 'shop'),
      });
      expect(
        resolve(graph)
          .map(({ kind }) => kind)
          .filter((kind) => kind !== 'outside'),
      ).toEqual([]);
    },
  );

  it.each([
    ['https://kubernetes:443', ['outside']],
    ['https://kubernetes.default:443', ['outside']],
    ['https://kubernetes.shop.svc:443', ['missing']],
    ['http://kube-dns.shop.svc:53', ['missing']],
    ['http://kube-dns.kube-system:53', ['outside']],
  ])('knows what comes with every cluster: %s', (text, kinds) => {
    const graph = graphOf({
      'db.yaml': service('db', PORTS, 'shop'),
      'web.yaml': reader(),
      'settings.yaml': config(text),
    });
    expect(resolve(graph).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('reads short names only in what a workload reads', () => {
    const files = { 'db.yaml': service('db', PORTS), 'settings.yaml': config('db:5432 db.shop.svc') };
    expect(resolve(graphOf(files)).map(({ kind }) => kind)).toEqual(['outside', 'found']);
    expect(resolve(graphOf({ ...files, 'web.yaml': reader() })).map(({ kind }) => kind)).toEqual(['found', 'found']);
  });

  it('is not certain of a namespace that is left open', () => {
    const graph = graphOf({
      'db.yaml': service('db', PORTS),
      'web.yaml': reader(),
      'settings.yaml': config('db.shop.svc'),
    });
    expect(resolve(graph)).toMatchObject([{ kind: 'found', certain: false }]);
  });

  it.each([
    ['dbx.shop.svc', 'nothing'],
    ['ledgre:9000', 'similar'],
    ['cache:6379', 'other-namespace'],
    ['worker:80', 'workload'],
    ['memcached:11211', 'nothing'],
  ])('says what %s was meant to be', (text, likely) => {
    const graph = graphOf({
      'db.yaml': service('db', PORTS, 'shop'),
      'ledger.yaml': service('ledger', PORTS, 'shop'),
      'cache.yaml': service('cache', PORTS, 'data'),
      'worker.yaml': workload('worker', { namespace: 'shop' }),
      'web.yaml': reader('shop'),
      'settings.yaml': config(text, 'shop'),
    });
    expect(resolve(graph)).toMatchObject([{ kind: 'missing', likely: { kind: likely } }]);
  });
});

describe('readersOf and namesReadBy', () => {
  it('join a ConfigMap with the workloads of its namespace', () => {
    const graph = graphOf({
      'a.yaml': reader('shop'),
      'b.yaml': reader('data'),
      'settings.yaml': config('http://db http://cache', 'shop'),
    });
    const settings = ofKind(graph, '', 'ConfigMap')[0];
    expect(settings && graph.names.readersOf(settings).map((template) => template.workload.resource.namespace)).toEqual(
      ['shop'],
    );
    expect(graph.names.readBy(templateOf(graph, 'web')).map(({ host }) => host)).toEqual(['db', 'cache']);
  });
});
