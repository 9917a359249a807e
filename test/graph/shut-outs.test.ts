import { describe, expect, it } from 'vitest';
import { graphOf, object, policiesOf, service, stream, workload } from '../support/graphs.js';

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
      'not where an egress rule lists the port of the Service, which is a slip of its own',
      [ledger(), basket(), policy('basket', 'egress: [{ports: [{port: 80}]}]')],
      [],
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
    const graph = graphOf({ 'a.yaml': stream(...objects) });
    const found = policiesOf(graph).flatMap((each) =>
      graph.policies
        .shutOut(each)
        .map(
          ({ direction, caller, service: { name }, number }) =>
            `${direction} ${each.name} ${caller.workload.name} -> ${name} ${number}`,
        ),
    );
    expect(found).toEqual(expected);
  });
});
