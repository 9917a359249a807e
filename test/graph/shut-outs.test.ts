import { describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.js';
import { graphIn, graphOf, object, policiesOf, service, stream, workload } from '../support/graphs.js';

const ledger = (ports = '[{port: 80, targetPort: 8080}]'): string =>
  stream(service('ledger', `{selector: {app: ledger}, ports: ${ports}}`), workload('ledger'));

const basket = (url = 'http://ledger'): string =>
  workload('basket', { containers: `[{name: main, env: [{name: LEDGER_URL, value: "${url}"}]}]` });

const policy = (pods: string, rest: string): string =>
  object(
    'networking.k8s.io/v1 NetworkPolicy',
    `of-${pods}`,
    `spec: {podSelector: {matchLabels: {app: ${pods}}}, ${rest}}`,
  );

const from = (peer: string): string => `ingress: [{from: [${peer}], ports: [{port: 8080}]}]`;

describe('calls that policies drop (semantics 7.10)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['none without a policy', [ledger(), basket()], []],
    [
      'where no rule admits the Pods that call',
      [ledger(), basket(), policy('ledger', from('{podSelector: {matchLabels: {app: report}}}'))],
      ['ingress of-ledger basket -> ledger 8080'],
    ],
    [
      'not where one of several policies admits them',
      [
        ledger(),
        basket(),
        policy('ledger', from('{podSelector: {matchLabels: {app: report}}}')),
        policy('ledger', from('{podSelector: {}}')),
      ],
      [],
    ],
    [
      'not by addresses, which may be theirs',
      [ledger(), basket(), policy('ledger', from('{ipBlock: {cidr: 10.0.0.0/8}}'))],
      [],
    ],
    [
      'not where only a slip keeps the rule from admitting them',
      [ledger(), basket(), policy('ledger', from('{podSelector: {matchLabels: {app: baskte}}}'))],
      [],
    ],
    ['not a port that is open to nobody', [ledger(), basket(), policy('ledger', 'ingress: []')], []],
    [
      'where no egress rule leads to the port of the Pods',
      [ledger(), basket(), policy('basket', 'egress: [{ports: [{port: 53, protocol: UDP}]}]')],
      ['egress of-basket basket -> ledger 8080'],
    ],
    [
      'not where an egress rule to known Pods lists the port of the Service, which is a slip of its own',
      [
        ledger(),
        basket(),
        policy('basket', 'egress: [{to: [{podSelector: {matchLabels: {app: ledger}}}], ports: [{port: 80}]}]'),
      ],
      [],
    ],
    [
      'where an egress rule to anywhere lists the port of the Service',
      [ledger(), basket(), policy('basket', 'egress: [{ports: [{port: 80}]}]')],
      ['egress of-basket basket -> ledger 8080'],
    ],
    [
      'where an egress rule to a whole namespace lists the port of the Service',
      [ledger(), basket(), policy('basket', 'egress: [{to: [{namespaceSelector: {}}], ports: [{port: 80}]}]')],
      ['egress of-basket basket -> ledger 8080'],
    ],
    [
      'not where one port of the Service gets through and nobody knows which is called',
      [
        ledger('[{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 8081}]'),
        basket('tcp://ledger'),
        policy('basket', 'egress: [{ports: [{port: 8081}]}]'),
      ],
      [],
    ],
    [
      'not of a Pod that calls itself',
      [service('ledger', '{selector: {app: basket}, ports: [{port: 80}]}'), basket(), policy('basket', 'egress: []')],
      [],
    ],
    [
      'not beside policies of another API',
      [
        ledger(),
        basket(),
        policy('basket', 'egress: [{ports: [{port: 53}]}]'),
        object('cilium.io/v2 CiliumNetworkPolicy', 'c', 'spec: {}'),
      ],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(shutOuts(graphOf({ 'a.yaml': stream(...objects) }))).toEqual(expected);
  });
});

describe('what a policy opens, to whom', () => {
  const named = '[{port: 80, targetPort: web}]';
  const dropped = ['ingress of-ledger basket -> ledger 8080'];
  const serving = workload('ledger', { containers: '[{name: main, ports: [{name: web, containerPort: 8080}]}]' });
  const behind = (ports = named): string =>
    stream(service('ledger', `{selector: {app: ledger}, ports: ${ports}}`), serving);
  const ingress = (ports: string, peer = '{podSelector: {matchLabels: {app: report}}}'): string =>
    policy('ledger', `ingress: [{from: [${peer}]${ports}}]`);

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['any port, to others', [behind(), basket(), ingress('')], dropped],
    ['a port by its name, to others', [behind(), basket(), ingress(', ports: [{port: web}]')], dropped],
    [
      'a port by its name, to everybody',
      [behind(), basket(), policy('ledger', 'ingress: [{ports: [{port: web}]}]')],
      [],
    ],
    [
      'one of two ports, to everybody',
      [behind(), basket(), policy('ledger', 'ingress: [{ports: [{port: 1}, {port: web}]}]')],
      [],
    ],
    [
      'another port, to others: a port that is open to nobody',
      [behind(), basket(), ingress(', ports: [{port: 1}]')],
      [],
    ],
    ['the port over UDP, to others', [behind(), basket(), ingress(', ports: [{port: 8080, protocol: UDP}]')], []],
    [
      'a name that another container has over UDP',
      [
        stream(
          service('ledger', `{selector: {app: ledger}, ports: ${named}}`),
          workload('ledger', {
            containers:
              '[{name: main, ports: [{name: web, containerPort: 8080}]}, {name: dns, ports: [{name: dns, containerPort: 53, protocol: UDP}]}]',
          }),
        ),
        basket(),
        ingress(', ports: [{port: dns}]'),
      ],
      dropped,
    ],
    [
      'no name that nobody has, which is a slip of its own',
      [
        behind(),
        basket(),
        ingress(', ports: [{port: 8080}]'),
        policy('ledger', 'ingress: [{ports: [{port: wbe}]}]').replace('of-ledger', 'slip'),
      ],
      [],
    ],
    [
      'the port to others, in several policies: the one with rules says most',
      [behind(), basket(), policy('ledger', 'ingress: []').replace('of-ledger', 'none'), ingress('')],
      dropped,
    ],
    [
      'the port to others, in a rule for each',
      [
        behind(),
        basket(),
        policy(
          'ledger',
          'ingress: [{from: [{podSelector: {matchLabels: {app: a}}}]}, {from: [{podSelector: {matchLabels: {app: report}}}]}]',
        ),
      ],
      dropped,
    ],
    [
      'the port to those who call, in one rule of several',
      [
        behind(),
        basket(),
        policy(
          'ledger',
          'ingress: [{from: [{podSelector: {matchLabels: {app: a}}}]}, {from: [{podSelector: {matchLabels: {app: basket}}}]}]',
        ),
      ],
      [],
    ],
    [
      'the port to those who call, as one peer of several',
      [
        behind(),
        basket(),
        ingress('', '{podSelector: {matchLabels: {app: a}}}, {podSelector: {matchLabels: {app: basket}}}'),
      ],
      [],
    ],
    [
      'not to those who call where only egress admits them',
      [
        behind(),
        basket(),
        policy(
          'ledger',
          'policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: a}}}]}], egress: [{}]',
        ),
      ],
      dropped,
    ],
    [
      'everything out, to others',
      [
        behind(),
        basket(),
        policy('basket', 'policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: report}}}]}]'),
      ],
      ['egress of-basket basket -> ledger 8080'],
    ],
    [
      'nothing out',
      [behind(), basket(), policy('basket', 'policyTypes: [Egress]')],
      ['egress of-basket basket -> ledger 8080'],
    ],
    [
      'everything to a namespace by a slip of its name',
      [behind(), basket(), ingress('', '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: defaul}}}')],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(shutOuts(graphOf({ 'a.yaml': stream(...objects) }))).toEqual(expected);
  });
});

describe('who calls, and whom', () => {
  const closed = policy('ledger', from('{podSelector: {matchLabels: {app: report}}}'));
  const two = '[{name: a, port: 80, targetPort: 8080}, {name: b, port: 81, targetPort: 8081}]';
  const map = (data: string): string => object('v1 ConfigMap', 'urls', `data: {${data}}`);
  const reader = (name: string, source: string): string => workload(name, { containers: `[{name: main, ${source}}]` });
  const all = 'envFrom: [{configMapRef: {name: urls}}]';
  const key = (name: string): string => `env: [{name: A, valueFrom: {configMapKeyRef: {name: urls, key: ${name}}}}]`;

  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'the port that is written',
      [ledger(two), basket('http://ledger:80'), closed],
      ['ingress of-ledger basket -> ledger 8080'],
    ],
    ['not another port of the Service', [ledger(two), basket('http://ledger:81'), closed], []],
    ['no port that the Service lacks', [ledger(two), basket('http://ledger:99'), closed], []],
    [
      'who reads a ConfigMap',
      [ledger(), map('URL: "http://ledger"'), reader('basket', all), closed],
      ['ingress of-ledger basket -> ledger 8080'],
    ],
    [
      'who reads that entry of it',
      [ledger(), map('URL: "http://ledger", OTHER: x'), reader('basket', key('URL')), closed],
      ['ingress of-ledger basket -> ledger 8080'],
    ],
    [
      'not who reads another entry',
      [ledger(), map('URL: "http://ledger", OTHER: x'), reader('basket', key('OTHER')), closed],
      [],
    ],
    [
      'all who read it',
      [ledger(), map('URL: "http://ledger"'), reader('basket', all), reader('desk', all), closed],
      ['ingress of-ledger basket -> ledger 8080', 'ingress of-ledger desk -> ledger 8080'],
    ],
    [
      'none of them, where one gets through',
      [ledger(), map('URL: "http://ledger"'), reader('basket', all), reader('report', all), closed],
      [],
    ],
    [
      'none of them, where one is called itself',
      [
        ledger(),
        map('URL: "http://ledger"'),
        reader('basket', all),
        workload('ledger', { containers: `[{name: main, ${all}}]` }).replace('{name: ledger}', '{name: ledger-2}'),
        closed,
      ],
      [],
    ],
    [
      'the others, where a list has the addresses of several readers',
      [
        ledger(),
        service('stock', '{selector: {app: stock}, ports: [{port: 80}]}'),
        map('LEDGER: "http://ledger", STOCK: "http://stock"'),
        ...['basket', 'stock', 'ledger'].map((name) =>
          reader(name, all).replace(`{name: ${name}}`, `{name: ${name}-2}`),
        ),
        closed,
      ],
      ['ingress of-ledger basket-2 -> ledger 8080', 'ingress of-ledger stock-2 -> ledger 8080'],
    ],
    [
      'all who read it, at the end that is closed to all of them',
      [
        ledger(),
        map('URL: "http://ledger"'),
        reader('basket', all),
        reader('report', all),
        closed,
        policy('basket', 'policyTypes: [Egress]'),
        policy('report', 'policyTypes: [Egress]'),
      ],
      ['egress of-basket basket -> ledger 8080', 'egress of-report report -> ledger 8080'],
    ],
    [
      'no Pods of an unknown kind',
      [ledger(), basket().replace('apps/v1', 'example.com/v1').replace('Deployment', 'App'), closed],
      [],
    ],
    [
      'no Ingress controller',
      [
        ledger(),
        object(
          'networking.k8s.io/v1 Ingress',
          'i',
          'spec: {defaultBackend: {service: {name: ledger, port: {number: 80}}}}',
        ),
        closed,
      ],
      [],
    ],
    [
      'nobody of a Service without Pods',
      [service('ledger', '{selector: {app: ledger}, ports: [{port: 80}]}'), basket(), closed],
      [],
    ],
    [
      'nobody, where some of the Pods behind it are open',
      [
        service('ledger', '{selector: {tier: back}, ports: [{port: 80, targetPort: 8080}]}'),
        workload('a', { labels: '{tier: back, app: ledger}' }),
        workload('b', { labels: '{tier: back, app: b}' }),
        basket(),
        closed,
      ],
      [],
    ],
  ])('%s', (_, objects, expected) => {
    expect(shutOuts(graphOf({ 'a.yaml': stream(...objects) }))).toEqual(expected);
  });
});

describe('policies that may be meant for others', () => {
  const closed = policy('ledger', from('{podSelector: {matchLabels: {app: report}}}'));
  const deny = object('networking.k8s.io/v1 NetworkPolicy', 'deny', 'spec: {podSelector: {}, policyTypes: [Egress]}');
  const dropped = ['ingress of-ledger basket -> ledger 8080'];
  const denied = ['egress deny basket -> ledger 8080'];
  const apps = stream(ledger(), basket());
  const inShop = (text: string): string =>
    text.replaceAll(/metadata: \{name: (\S+)\}/g, 'metadata: {name: $1, namespace: shop}');

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['not one for those Pods, in the folder', { 'a.yaml': apps, 'b.yaml': closed }, dropped],
    ['one for those Pods, in another folder', { 'a.yaml': apps, 'far/b.yaml': closed }, []],
    ['one for all Pods, in another file', { 'a.yaml': apps, 'b.yaml': deny }, []],
    ['not one for all Pods, in the file', { 'a.yaml': stream(apps, deny) }, denied],
    [
      'not one for all Pods, of the namespace that it names',
      { 'a.yaml': inShop(apps), 'b.yaml': inShop(deny) },
      denied,
    ],
    [
      'one for all Pods of another namespace',
      { 'a.yaml': inShop(apps), 'b.yaml': inShop(deny).replace('shop', 'other') },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(shutOuts(graphOf(files))).toEqual(expected);
  });

  it('not where somebody says where everything goes', () => {
    expect(shutOuts(graphOf({ 'a.yaml': apps, 'b.yaml': deny }, { namespace: 'shop' }))).toEqual(denied);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['one that admits them stands in another unit', policy('ledger', from('{podSelector: {}}')), []],
    [
      'one that admits others stands in another unit',
      policy('ledger', from('{podSelector: {matchLabels: {app: x}}}')),
      dropped,
    ],
    ['one for other Pods stands in another unit', policy('x', from('{podSelector: {}}')), dropped],
  ])('%s', (_, beyond, expected) => {
    const graph = graphIn('one', {
      'one/kustomization.yaml': 'resources: [a.yaml]\n',
      'one/a.yaml': stream(apps, closed),
      'two/kustomization.yaml': 'resources: [b.yaml]\n',
      'two/b.yaml': beyond,
    });
    expect(shutOuts(graph)).toEqual(expected);
  });
});

/** The calls that the policies of a unit drop: direction, policy, caller, Service, and the port of its Pods. */
function shutOuts(graph: Graph): readonly string[] {
  return policiesOf(graph).flatMap((each) =>
    graph.policies
      .shutOut(each)
      .map(
        ({ direction, caller, service: { name }, number }) =>
          `${direction} ${each.name} ${caller.workload.name} -> ${name} ${number}`,
      ),
  );
}
