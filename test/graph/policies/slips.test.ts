import { describe, expect, it } from 'vitest';
import { graphOf, object, policiesOf, service, stream, workload } from '../../support/graphs.js';

const policy = (selector: string, namespace?: string): string =>
  object(
    'networking.k8s.io/v1 NetworkPolicy',
    namespace === undefined ? 'p' : `{name: p, namespace: ${namespace}}`,
    `spec: {podSelector: ${selector}}`,
  );

/** Whether the policy of the files misses its Pods by a slip; undefined where it misses nobody. */
function isSlip(files: Readonly<Record<string, string>>): boolean | undefined {
  const graph = graphOf(files);
  const [only] = policiesOf(graph).filter(({ name }) => name === 'p');
  if (only === undefined) throw new Error('no policy');
  const near = graph.policies.nearMiss(only);
  return near && graph.policies.isSlip(only, near);
}

const billing = workload('billing', { labels: '{app: billing, tier: back}' });

describe('a policy misses its Pods by a slip, and not on purpose', () => {
  it.each<readonly [string, boolean, readonly string[]]>([
    ['one letter', true, [policy('{matchLabels: {app: biling}}'), billing]],
    ['another case', true, [policy('{matchLabels: {app: Billing}}'), billing]],
    ['another word', false, [policy('{matchLabels: {app: billing-worker}}'), billing]],
    ['two labels', false, [policy('{matchLabels: {app: biling, tier: bakc}}'), billing]],
    ['one of two labels', true, [policy('{matchLabels: {app: billing, tier: bakc}}'), billing]],
    ['another key', true, [policy('{matchLabels: {app.kubernetes.io/name: billing}}'), billing]],
    ['a short word, with nothing in common', false, [policy('{matchLabels: {app: wep}}'), workload('web')]],
    [
      'a short word, with another label in common',
      true,
      [policy('{matchLabels: {app: wep, tier: back}}'), workload('web', { labels: '{app: web, tier: back}' })],
    ],
    [
      'the name of a Service',
      false,
      [policy('{matchLabels: {app: biling}}'), billing, service('biling', '{ports: [{port: 80}]}')],
    ],
    [
      'the name of a Service of another namespace',
      true,
      [
        policy('{matchLabels: {app: biling}}', 'one'),
        workload('billing', { namespace: 'one' }),
        service('biling', '{ports: [{port: 80}]}', 'two'),
      ],
    ],
    [
      'a label of the controller, which its Pods lack',
      true,
      [
        policy('{matchLabels: {app: web, team: red}}'),
        workload('web').replace('metadata: {name: web}', 'metadata: {name: web, labels: {team: red}}'),
      ],
    ],
    ['a label that nobody has', false, [policy('{matchLabels: {app: web, team: red}}'), workload('web')]],
  ])('%s: %j', (_, slip, documents) => {
    expect(isSlip({ 'a.yaml': stream(...documents) })).toBe(slip);
  });

  it.each<readonly [string, boolean, string | undefined, string | undefined]>([
    ['where both name it', true, 'one', 'one'],
    ['not where one leaves it open', false, 'one', undefined],
    ['not where both leave it open', false, undefined, undefined],
  ])('far away, %s', (_, slip, own, theirs) => {
    const labels = '{app: billing, tier: back}';
    expect(
      isSlip({
        'x/p.yaml': policy('{matchLabels: {app: biling, tier: back}}', own),
        'y/w.yaml': workload('billing', { labels, ...(theirs === undefined ? {} : { namespace: theirs }) }),
      }),
    ).toBe(slip);
  });

  it.each<readonly [string, boolean, readonly string[]]>([
    ['which no policy isolates there', true, []],
    [
      'which a policy isolates there',
      false,
      [object('networking.k8s.io/v1 NetworkPolicy', '{name: q, namespace: two}', 'spec: {podSelector: {}}')],
    ],
  ])('the namespace of Pods %s: %j', (_, slip, more) => {
    const web = workload('web', { namespace: 'two' });
    const labels = '{matchLabels: {app: web}}';
    expect(isSlip({ 'a.yaml': stream(policy(labels, 'one'), web, ...more) })).toBe(slip);
  });

  it('not the namespace of Pods far away', () => {
    const files = {
      'x/a.yaml': policy('{matchLabels: {app: web}}', 'one'),
      'y/b.yaml': workload('web', { namespace: 'two' }),
    };
    expect(isSlip(files)).toBe(false);
  });
});

describe('the Pods that are left for a policy that misses all', () => {
  const policyOf = (selector: string, rest = '', name = 'p', namespace?: string): string =>
    object(
      'networking.k8s.io/v1 NetworkPolicy',
      namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`,
      `spec: {podSelector: {matchLabels: ${selector}}${rest}}`,
    );
  const serving = workload('billing', { containers: '[{name: main, ports: [{name: http, containerPort: 8080}]}]' });
  const missing = policyOf('{app: accounts}');
  const opening = (port: string): string => policyOf('{app: accounts}', `, ingress: [{ports: [{port: ${port}}]}]`);

  it.each<readonly [string, boolean, Readonly<Record<string, string>>]>([
    ['are those of the only workload of its file', true, { 'a.yaml': stream(missing, serving) }],
    ['are none of two', false, { 'a.yaml': stream(missing, serving, workload('web')) }],
    [
      'are none whose label it has in its name',
      false,
      { 'a.yaml': stream(policyOf('{app: accounts}', '', 'accounts-in'), serving) },
    ],
    ['are none that lack a key', false, { 'a.yaml': stream(policyOf('{app: accounts, tier: back}'), serving) }],
    [
      'are none that have a policy of their own',
      false,
      { 'a.yaml': stream(missing, serving, policyOf('{app: billing}', '', 'q')) },
    ],
    [
      'are none of what may be another namespace',
      false,
      { 'a.yaml': stream(policyOf('{app: accounts}', '', 'p', 'shop'), serving) },
    ],
    ['are those beside its file, on a port that it opens', true, { 'a.yaml': opening('8080'), 'b.yaml': serving }],
    ['are those beside its file, by the name of a port', true, { 'a.yaml': opening('http'), 'b.yaml': serving }],
    ['are none beside its file, on another port', false, { 'a.yaml': opening('9090'), 'b.yaml': serving }],
    [
      'are those of the only workload at all, where it opens all ports',
      true,
      { 'a.yaml': policyOf('{app: accounts}', ', ingress: [{}]'), 'b.yaml': serving },
    ],
    [
      'are none of several in all, where it opens all ports',
      false,
      {
        'a.yaml': policyOf('{app: accounts}', ', ingress: [{}]'),
        'b.yaml': serving,
        'x/c.yaml': workload('web'),
      },
    ],
    [
      'are those of the only workload at all, where it lets them call the outside',
      true,
      {
        'a.yaml': policyOf('{app: accounts}', ', policyTypes: [Egress], egress: [{ports: [{port: 8080}]}]'),
        'b.yaml': serving,
      },
    ],
    [
      'are none of two beside its file',
      false,
      { 'a.yaml': opening('8080'), 'b.yaml': serving, 'c.yaml': workload('web') },
    ],
  ])('%s', (_, expected, files) => {
    const graph = graphOf(files);
    const [only] = policiesOf(graph);
    const near = only && graph.policies.nearMiss(only);
    expect(only !== undefined && near !== undefined && graph.policies.isLeft(only, near)).toBe(expected);
  });
});
