import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { graphIn, graphOf, policiesOf, service, serviceNamed, templateOf, workload } from '../../support/graphs.js';

function policy(spec: string, namespace?: string, name = 'p'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}}\nspec: ${spec}\n`;
}

const namespace = (name: string, labels = '{}'): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: ${labels}}\n`;
const join = (...documents: string[]): Readonly<Record<string, string>> => ({ 'a.yaml': documents.join('---\n') });

function policyOf(graph: Graph, name = 'p'): NetworkPolicy {
  const found = policiesOf(graph).find((item) => item.name === name);
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found;
}

const names = (templates: readonly { readonly workload: { readonly name: string } }[]): readonly string[] =>
  templates.map((template) => template.workload.name).sort();

describe('selected', () => {
  const selected = (spec: string, ns: string | undefined, ...workloads: string[]): readonly string[] => {
    const graph = graphOf(join(policy(spec, ns), ...workloads));
    return names(graph.policies.selected(policyOf(graph)));
  };

  it('takes every Pod of the namespace for an empty or absent selector', () => {
    const workloads = [
      workload('web', { namespace: 'shop' }),
      workload('api', { namespace: 'shop' }),
      workload('far', { namespace: 'edge' }),
    ];
    expect(selected('{podSelector: {}}', 'shop', ...workloads)).toEqual(['api', 'web']);
    expect(selected('{}', 'shop', ...workloads)).toEqual(['api', 'web']);
  });

  it('reads sets', () => {
    const spec = '{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}';
    expect(selected(spec, undefined, workload('web'), workload('api'))).toEqual(['api']);
  });

  it('leaves out what runs on the network of its node', () => {
    const host = workload('agent').replace('spec: {containers', 'spec: {hostNetwork: true, containers');
    expect(selected('{podSelector: {}}', undefined, host, workload('web'))).toEqual(['web']);
  });

  it('does not know Pods whose namespace is open', () => {
    const graph = graphOf(
      join(policy('{podSelector: {}}', 'shop'), workload('web'), workload('far', { namespace: 'edge' })),
    );
    expect(graph.policies.selects(policyOf(graph), templateOf(graph, 'web'))).toBe('unknown');
    expect(graph.policies.selects(policyOf(graph), templateOf(graph, 'far'))).toBe('no');
  });
});

describe('admits', () => {
  const admits = (peer: string, ...more: string[]): string => {
    const graph = graphOf(
      join(
        policy(`{podSelector: {}, ingress: [{from: [${peer}]}]}`, 'bank'),
        workload('web', { namespace: 'shop' }),
        workload('vault', { namespace: 'bank' }),
        ...more,
      ),
    );
    const found = policyOf(graph);
    const [item] = found.rules[0]?.peers ?? [];
    return item === undefined
      ? 'no peer'
      : ['web', 'vault'].map((name) => graph.policies.admits(found, item, templateOf(graph, name))).join(' ');
  };

  it.each([
    ['{podSelector: {}}', 'no yes'],
    ['{podSelector: {matchLabels: {app: web}}}', 'no no'],
    ['{namespaceSelector: {}}', 'yes yes'],
    ['{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}', 'yes no'],
    ['{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}', 'yes no'],
    [
      '{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}}',
      'no yes',
    ],
    ['{namespaceSelector: {matchLabels: {team: front}}}', 'unknown unknown'],
    ['{namespaceSelector: {matchLabels: {team: front}}, podSelector: {matchLabels: {app: web}}}', 'unknown no'],
    ['{ipBlock: {cidr: 10.0.0.0/8}}', 'unknown unknown'],
  ])('%s', (peer, answers) => {
    expect(admits(peer)).toBe(answers);
  });

  it('knows the labels of a Namespace on disk, and that its name cannot be faked', () => {
    const team = '{namespaceSelector: {matchLabels: {team: front}}}';
    expect(admits(team, namespace('shop', '{team: front}'), namespace('bank'))).toBe('yes no');
    const named = '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bank}}}';
    expect(admits(named, namespace('shop', '{kubernetes.io/metadata.name: bank}'))).toBe('no yes');
  });
});

describe('receivers', () => {
  const receivers = (spec: string): readonly string[] => {
    const graph = graphOf(join(policy(spec), workload('web'), workload('api')));
    const found = policyOf(graph);
    const [rule] = found.rules;
    return rule === undefined ? ['no rule'] : names(graph.policies.receivers(found, rule));
  };

  it('are the selected Pods of ingress, and the peers of egress', () => {
    expect(
      receivers(
        '{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]}',
      ),
    ).toEqual(['web']);
    expect(
      receivers('{podSelector: {matchLabels: {app: web}}, egress: [{to: [{podSelector: {matchLabels: {app: api}}}]}]}'),
    ).toEqual(['api']);
  });

  it('are none where somebody unknown may be among them', () => {
    expect(
      receivers(
        '{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: api}}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}',
      ),
    ).toEqual([]);
    expect(receivers('{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: far}}}]}]}')).toEqual([]);
    expect(receivers('{podSelector: {}, egress: [{}]}')).toEqual([]);
  });
});

describe('isolating', () => {
  it('finds the policies of a direction', () => {
    const graph = graphOf(
      join(
        policy('{podSelector: {}}', undefined, 'in'),
        policy('{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}', undefined, 'out'),
        policy('{podSelector: {matchLabels: {app: api}}}', undefined, 'other'),
        workload('web'),
      ),
    );
    const of = (direction?: 'ingress' | 'egress'): readonly string[] =>
      graph.policies.isolating(templateOf(graph, 'web'), direction).map(({ name }) => name);
    expect([of('ingress'), of('egress'), of()]).toEqual([['in'], ['out'], ['in', 'out']]);
  });
});

describe('clientsOf', () => {
  it('finds backends and names that are certain', () => {
    const env = '[{name: main, env: [{name: URL, value: "http://web:80/"}]}]';
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: {defaultBackend: {service: {name: web, port: {number: 80}}}}\n';
    const graph = graphOf(
      join(
        service('web', '{selector: {app: web}, ports: [{port: 80}]}'),
        workload('web'),
        workload('shop', { containers: env }),
        ingress,
      ),
    );
    expect(
      graph.names.clientsOf(serviceNamed(graph, 'web')).map(({ from, by, port }) => [from.kind, by, port]),
    ).toEqual(
      expect.arrayContaining([
        ['Ingress', 'traffic', 80],
        ['Deployment', 'name', 80],
      ]),
    );
  });
});

describe('what a policy or a peer of no Pod meant', () => {
  const near = (spec: string, ns: string | undefined, ...others: string[]): readonly (string | undefined)[] => {
    const graph = graphOf(join(policy(spec, ns), ...others));
    const found = policyOf(graph);
    const [peer] = found.rules[0]?.peers ?? [];
    const missed = peer === undefined ? graph.policies.nearMiss(found) : graph.policies.nearPeer(found, peer);
    return missed === undefined ? [] : [missed.template.workload.name];
  };
  const peer = (text: string): string => `{podSelector: {}, ingress: [{from: [${text}]}]}`;

  it.each<readonly [string, string, readonly string[]]>([
    ['a policy: Pods with a look-alike label', '{podSelector: {matchLabels: {app: billng}}}', ['billing']],
    ['a policy: nobody among strangers', '{podSelector: {matchLabels: {team: red}}}', []],
    ['a peer: Pods with a look-alike label', peer('{podSelector: {matchLabels: {app: billng}}}'), ['billing']],
    ['a peer that means somebody', peer('{podSelector: {matchLabels: {app: billing}}}'), []],
    ['a peer that means Pods of another namespace', peer('{podSelector: {matchLabels: {app: far}}}'), []],
    ['a peer of other namespaces', peer('{podSelector: {matchLabels: {app: billng}}, namespaceSelector: {}}'), []],
    ['a peer of all Pods', peer('{podSelector: {}}'), []],
    ['a peer of addresses', peer('{ipBlock: {cidr: 10.0.0.0/8}}'), []],
  ])('%s', (_, spec, expected) => {
    expect(near(spec, 'one', workload('billing', { namespace: 'one' }), workload('far', { namespace: 'two' }))).toEqual(
      expected,
    );
  });

  it.each([
    ['nobody, where another unit has Pods that it means (semantics 9.4)', '{app: billng}', undefined],
    ['Pods with a look-alike label, where none has', '{app: other}', 'billing'],
  ])('a peer: %s', (_, labels, expected) => {
    const graph = graphIn('mine', {
      'mine/kustomization.yaml': 'resources: [a.yaml]\n',
      'mine/a.yaml': `${policy(peer('{podSelector: {matchLabels: {app: billng}}}'))}---\n${workload('billing')}`,
      'theirs/kustomization.yaml': 'resources: [b.yaml]\n',
      'theirs/b.yaml': workload('away', { labels }),
    });
    const found = policyOf(graph);
    const [meant] = found.rules[0]?.peers ?? [];
    expect(meant && graph.policies.nearPeer(found, meant)?.template.workload.name).toBe(expected);
  });

  it.each([
    ['speaks for a workload of a similar name', 'billing', 'billing'],
    ['does not speak for one of another name', 'worker', undefined],
  ])('its value %s, however far away', (_, name, expected) => {
    const graph = graphOf({
      'x/p.yaml': policy('{podSelector: {matchLabels: {component: billng}}}'),
      'y/w.yaml': workload(name, { labels: '{component: billing}' }),
    });
    expect(graph.policies.nearMiss(policyOf(graph))?.template.workload.name).toBe(expected);
  });
});

describe('policies beside each other', () => {
  it('share a namespace, or may', () => {
    const graph = graphOf(
      join(
        policy('{podSelector: {}}', 'one'),
        policy('{podSelector: {}}', 'one', 'same'),
        policy('{podSelector: {}}', undefined, 'open'),
        policy('{podSelector: {}}', 'two', 'other'),
      ),
    );
    expect(graph.policies.beside(policyOf(graph)).map(({ name }) => name)).toEqual(['same', 'open']);
  });

  it.each([
    ['cilium.io/v2', 'CiliumNetworkPolicy', true],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy', true],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', true],
    ['example.com/v1', 'NetworkPolicy', false],
    ['networking.k8s.io/v1', 'NetworkPolicy', false],
  ])('%s %s is a policy of a network plugin: %j', (apiVersion, kind, mixed) => {
    const other = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\nspec: {podSelector: {}}\n`;
    expect(graphOf(join(policy('{podSelector: {}}'), other)).policies.mixed()).toBe(mixed);
  });
});
