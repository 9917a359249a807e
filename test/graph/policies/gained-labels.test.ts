import { describe, expect, it } from 'vitest';
import { graphIn, object, policiesOf, stream, workload } from '../../support/graphs.js';

const policy = (spec: string): string => object('networking.k8s.io/v1 NetworkPolicy', 'p', `spec: {${spec}}`);
const built =
  (field: string, more: Readonly<Record<string, string>> = {}) =>
  (...documents: readonly string[]) =>
    graphIn('all', {
      ...more,
      'all/kustomization.yaml': 'resources: [../policies, ../apps]\n',
      'policies/kustomization.yaml': `resources: [a.yaml]\n${field}\n`,
      'policies/a.yaml': stream(...documents),
      'apps/kustomization.yaml': 'resources: [a.yaml]\n',
      'apps/a.yaml': workload('web'),
    });

/** The label that keeps the Pods of `web` from the policy, and the same for its first peer. */
function gained(field: string, ...documents: readonly string[]): readonly (string | undefined)[] {
  const graph = built(field)(...documents);
  const [only] = policiesOf(graph);
  const peer = only?.rules[0]?.peers[0];
  if (only === undefined) throw new Error('no policy');
  return [graph.policies.gained(only), peer && graph.policies.gainedPeer(only, peer)].map(
    (found) =>
      found &&
      `${found.pair.key}: ${found.pair.value}, ${found.template === undefined ? found.own.values.join() : found.template.workload.name}`,
  );
}

const COMMON = 'commonLabels: {team: red}';
const web = '{matchLabels: {app: web}}';

describe('a label that a kustomization adds to the selectors of a policy (semantics 9.6)', () => {
  const label = 'team: red, web';
  it.each<readonly [string, string, readonly string[], readonly (string | undefined)[]]>([
    ['keeps Pods of another one from it', COMMON, [policy(`podSelector: ${web}`)], [label, undefined]],
    [
      'keeps Pods of another one from a peer',
      COMMON,
      [policy(`podSelector: {matchLabels: {app: x}}, ingress: [{from: [{podSelector: ${web}}]}]`)],
      [undefined, label],
    ],
    [
      'keeps nobody from it who carries the label',
      COMMON,
      [policy(`podSelector: ${web}`), workload('web').replace('name: web', 'name: web-2')],
      [undefined, undefined],
    ],
    [
      'keeps nobody from it where there are no such Pods',
      COMMON,
      [policy('podSelector: {matchLabels: {app: api}}')],
      [undefined, undefined],
    ],
    ['keeps nobody from it where it is the only label', COMMON, [policy('podSelector: {}')], [undefined, undefined]],
    [
      'is no label that is written',
      'nameSuffix: ""',
      [policy('podSelector: {matchLabels: {app: web, team: red}}')],
      [undefined, undefined],
    ],
    [
      'keeps nobody from a peer of other namespaces',
      COMMON,
      [
        policy(
          `podSelector: {matchLabels: {app: x}}, ingress: [{from: [{podSelector: ${web}, namespaceSelector: {}}]}]`,
        ),
      ],
      [undefined, undefined],
    ],
    ...[
      ['{k8s-app: kube-dns}', '{}', 'kube-dns'],
      ['{k8s-app: kube-dns}', '{matchLabels: {name: kube-system}}', 'kube-dns'],
      ['{app: traefik}', '{matchLabels: {kubernetes.io/metadata.name: traefik}}', 'traefik'],
      ['{app: traefik}', '{matchLabels: {name: traefik}}', undefined],
      ['{app: traefik-2}', '{}', undefined],
    ].map(
      ([labels, namespaces, found]): readonly [string, string, readonly string[], readonly (string | undefined)[]] => [
        `keeps the Pods of the cluster from a peer: ${labels} in ${namespaces}`,
        COMMON,
        [
          policy(
            `podSelector: {matchLabels: {app: x}}, egress: [{to: [{podSelector: {matchLabels: ${labels}}, namespaceSelector: ${namespaces}}]}]`,
          ),
        ],
        [undefined, found && `team: red, ${found}`],
      ],
    ),
    [
      'keeps nobody from addresses',
      COMMON,
      [policy('podSelector: {matchLabels: {app: x}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]')],
      [undefined, undefined],
    ],
  ])('%s', (_, field, documents, expected) => {
    expect(gained(field, ...documents)).toEqual(expected);
  });

  it('keeps nobody from it where another unit has such Pods', () => {
    const isGained = (labels: string): readonly boolean[] => {
      const graph = built(COMMON, {
        'far/kustomization.yaml': 'resources: [a.yaml]\n',
        'far/a.yaml': workload('web', { labels }),
      })(policy(`podSelector: ${web}`));
      return policiesOf(graph).map((each) => graph.policies.gained(each) !== undefined);
    };
    expect([isGained('{app: web, team: red}'), isGained('{app: web, team: blue}')]).toEqual([[false], [true]]);
  });
});
