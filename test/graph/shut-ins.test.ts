import { describe, expect, it } from 'vitest';
import { graphIn, graphOf, object, policiesOf, service, stream, workload } from '../support/graphs.js';
import type { Graph } from '../../src/graph/graph.js';

const basket = (url = 'http://store.vault.svc:9000', key = 'STORE_URL'): string =>
  inShop(workload('basket', { containers: `[{name: main, env: [{name: ${key}, value: "${url}"}]}]` }));

const inShop = (text: string): string => text.replace('metadata: {', 'metadata: {namespace: shop, ');

const egress = (rules: string, pods = 'basket'): string =>
  inShop(
    object(
      'networking.k8s.io/v1 NetworkPolicy',
      'out',
      `spec: {podSelector: {matchLabels: {app: ${pods}}}, policyTypes: [Egress], egress: [${rules}]}`,
    ),
  );

const vault = object('v1 Namespace', '{name: vault, labels: {tier: a}}');

const to = (peer: string, rest = ''): string => `{to: [${peer}]${rest}}`;
const named = (name: string, key = 'kubernetes.io/metadata.name'): string =>
  `{namespaceSelector: {matchLabels: {${key}: ${name}}}}`;
const dns = '{ports: [{port: 53, protocol: UDP}, {port: 53}]}';

const dropped = ['out basket -> store.vault'];

describe('calls of Services that are not on disk (semantics 7.10)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['none without a policy', [basket()], []],
    ['where nothing is let out', [basket(), egress('')], dropped],
    ['where only DNS is', [basket(), egress(dns)], dropped],
    ['not to the port of DNS', [basket('http://store.vault.svc:53'), egress(dns)], []],
    ['nor where no port is written, and DNS is called', [basket('store.vault.svc', 'DNS_HOST'), egress(dns)], []],
    ['where no port is written, and something else is', [basket('store.vault.svc', 'DB_HOST'), egress(dns)], dropped],
    ['where other namespaces are meant', [basket(), egress(to(named('bank')))], dropped],
    ['not where it is meant by its name', [basket(), egress(to(named('vault')))], []],
    ['nor on which port, since that of the Pods is not known', [basket(), egress(to('', ', ports: [{port: 80}]'))], []],
    ['not where all namespaces are meant', [basket(), egress(to('{namespaceSelector: {}}'))], []],
    ['nor by a label that it may have', [basket(), egress(to(named('data', 'tier')))], []],
    ['where it is on disk without that label', [basket(), vault, egress(to(named('data', 'tier')))], dropped],
    [
      'where a namespace that every cluster has is meant',
      [basket(), egress(to(named('kube-system', 'name')))],
      dropped,
    ],
    ['not by addresses', [basket(), egress(to('{ipBlock: {cidr: 10.0.0.0/8}}'))], []],
    ['where Pods of the own namespace are meant', [basket(), egress(to('{podSelector: {}}'))], dropped],
    [
      'not where the own namespace is called',
      [basket('http://store.shop.svc:80'), egress(to('{podSelector: {}}'))],
      [],
    ],
    ['not by a short name', [basket('http://store:80'), egress(dns)], []],
    ['not to the API server', [basket('https://kubernetes.default.svc:443'), egress(dns)], []],
    [
      'not where another policy lets it out',
      [basket(), egress(dns), egress(to(named('vault'))).replace('out', 'more')],
      [],
    ],
    ['not of other Pods', [basket(), egress(dns, 'desk')], []],
    [
      'not where the Service is on disk',
      [
        basket(),
        service('store', '{selector: {app: store}, ports: [{port: 9000}]}').replace(
          'metadata: {',
          'metadata: {namespace: vault, ',
        ),
        egress(dns),
      ],
      [],
    ],
    [
      'of all who read it',
      [
        inShop(object('v1 ConfigMap', 'urls', 'data: {URL: "http://store.vault.svc:9000"}')),
        inShop(workload('basket', { containers: '[{name: main, envFrom: [{configMapRef: {name: urls}}]}]' })),
        egress(dns),
      ],
      dropped,
    ],
    [
      'of none of them, where one gets through',
      [
        inShop(object('v1 ConfigMap', 'urls', 'data: {URL: "http://store.vault.svc:9000"}')),
        ...['basket', 'desk'].map((name) =>
          inShop(workload(name, { containers: '[{name: main, envFrom: [{configMapRef: {name: urls}}]}]' })),
        ),
        egress(dns),
      ],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(shutIns(graphOf({ 'a.yaml': stream(...objects) }))).toEqual(expected);
  });

  it('not where a policy of another unit lets it out', () => {
    const graph = graphIn('one', {
      'one/kustomization.yaml': 'resources: [a.yaml]\n',
      'one/a.yaml': stream(basket(), egress(dns)),
      'two/kustomization.yaml': 'resources: [b.yaml]\n',
      'two/b.yaml': egress(to(named('vault'))),
    });
    expect(shutIns(graph)).toEqual([]);
  });
});

function shutIns(graph: Graph): readonly string[] {
  return policiesOf(graph).flatMap((each) =>
    graph.policies
      .shutIn(each)
      .map(
        ({ caller, service: called, namespace: where }) => `${each.name} ${caller.workload.name} -> ${called}.${where}`,
      ),
  );
}
