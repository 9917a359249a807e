import { groupBy } from '../../../src/data/group.js';
import type { MissedNamespace } from '../../../src/graph/policies/missed-namespaces.js';
import { NAMESPACE_NAME_LABEL } from '../../../src/k8s/labels/label-keys.js';
import type { LabelPair } from '../../../src/k8s/labels/labels.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Direction, NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { pairWords, podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/**
 * A namespaceSelector asks for labels of Namespaces; of these Kubernetes itself sets only `kubernetes.io/metadata.name`
 * (semantics 7.10).
 */
export default defineRule({
  id: 'unmatched-policy-namespace',
  severity: 'warning',
  summary: 'A namespaceSelector of a NetworkPolicy for a label that no Namespace carries',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, { unit, policies }) {
    if (unit.isRefused(policy.resource)) return;
    const misses = policy.effectiveRules.flatMap(({ direction, peers }) =>
      peers.flatMap((peer): readonly Miss[] => {
        const missed = policies.missedNamespace(peer);
        return missed === undefined ? [] : [{ ...missed, direction }];
      }),
    );
    // One slip, however many items repeat it.
    for (const alike of groupBy(misses, ({ pair }) => pairWords(pair)).values()) yield explain(policy, alike);
  },
});

type Miss = MissedNamespace & { readonly direction: Direction };

function explain({ resource }: NetworkPolicy, alike: readonly Miss[]): Finding {
  const [first] = alike as readonly [Miss];
  const pairs = alike.map(({ pair }) => pair);
  const verb = first.direction === 'ingress' ? 'lets in' : 'lets its Pods call';
  const { clause, ...rest } = wordsFor(first, pairs);
  return {
    message: `${describe(resource)} ${verb} namespaces with ${clause}`,
    notes: ['a peer that means no namespace allows nothing, and what no rule allows is dropped'],
    ...rest,
  };
}

interface Words extends Pick<Finding, 'at' | 'related' | 'help' | 'fix'> {
  /** The rest of the headline. */
  readonly clause: string;
}

function wordsFor(miss: Miss, pairs: readonly LabelPair[]): Words {
  switch (miss.kind) {
    case 'name':
      return wrongKey(miss, pairs);
    case 'pods':
      return labelOfPods(miss);
    case 'slip':
      return similarLabel(miss, pairs);
    case 'name-slip':
      return similarName(miss, pairs);
    case 'home':
      return unlabelledHome(miss);
  }
}

type Kind<K extends Miss['kind']> = Miss & { readonly kind: K };

function wrongKey({ pair, namespace }: Kind<'name'>, pairs: readonly LabelPair[]): Words {
  return {
    clause: `${pairWords(pair)}, a label that Kubernetes does not set`,
    at: { place: pair.keyAt, text: `the name of a namespace is in ${code(NAMESPACE_NAME_LABEL)}` },
    related:
      namespace === undefined
        ? []
        : [{ place: namespace.at('metadata', 'name'), text: 'this Namespace has no such label' }],
    fix: replacement(
      'use the label that every namespace has',
      pairs.map(({ keyAt }) => keyAt),
      NAMESPACE_NAME_LABEL,
    ),
  };
}

function labelOfPods({ pair, namespace, template }: Kind<'pods'>): Words {
  const place = template.labels.get(pair.key)?.valueAt ?? template.at('metadata', 'labels');
  return {
    clause: `${pairWords(pair)}, which is a label of Pods`,
    at: {
      place: pair.valueAt,
      text: `no Namespace ${namespace === undefined ? 'among the linted files ' : ''}carries this label`,
    },
    related: [
      { place, text: `${podsWords(template)} carry it` },
      ...(namespace === undefined
        ? []
        : [{ place: namespace.at('metadata', 'name'), text: `${describe(namespace)}, where they live, does not` }]),
    ],
    help: 'write `podSelector` for the labels of Pods, or give the Namespace the label',
  };
}

function unlabelledHome({ pair, namespace, template }: Kind<'home'>): Words {
  return {
    clause: `${pairWords(pair)}, which that of its Pods does not carry`,
    at: { place: pair.valueAt, text: 'no Namespace among the linted files carries this label' },
    related: [
      { place: template.at('metadata', 'labels'), text: `${podsWords(template)} are those that it asks for` },
      { place: namespace.at('metadata', 'name'), text: `they live in ${describe(namespace)}, which has no such label` },
    ],
    help: `give ${describe(namespace)} the label, or use ${code(NAMESPACE_NAME_LABEL)}`,
  };
}

function similarLabel({ pair, namespace, found }: Kind<'slip'>, pairs: readonly LabelPair[]): Words {
  const isKey = found.key !== pair.key;
  const placeOf = ({ keyAt, valueAt }: LabelPair): Place => (isKey ? keyAt : valueAt);
  return {
    clause: `${pairWords(pair)}, which no Namespace carries`,
    at: { place: placeOf(pair), text: `no Namespace has this ${isKey ? 'key with this value' : 'value'}` },
    related: [{ place: placeOf(found), text: `${describe(namespace)} has ${pairWords(found)}` }],
    fix: replacement(`use the label of ${describe(namespace)}`, pairs.map(placeOf), isKey ? found.key : found.value),
  };
}

function similarName({ pair, name, namespace }: Kind<'name-slip'>, pairs: readonly LabelPair[]): Words {
  return {
    clause: `the name ${code(pair.value)}, which is not there`,
    at: { place: pair.valueAt, text: `a namespace with a similar name: ${code(name)}` },
    related:
      namespace === undefined ? [] : [{ place: namespace.at('metadata', 'name'), text: 'this one may be meant' }],
    fix: replacement(
      'use the name of the namespace',
      pairs.map(({ valueAt }) => valueAt),
      name,
    ),
  };
}

function replacement(title: string, places: readonly Place[], text: string): FixRecipe {
  return { title, applicability: 'unsafe', changes: places.map((place) => ({ replace: place, with: text })) };
}
