import type { GainedLabel, LabelOfClusterPods } from '../../../src/graph/policies/gained-labels.js';
import type { NearMiss } from '../../../src/graph/selection/near-miss.js';
import { explainDifference } from '../../../src/message/labels.js';
import type { NetworkPolicy, PolicyRule } from '../../../src/k8s/policies/network-policy.js';
import { matchedNotes, pairWords, podsWords } from '../../../src/message/labels.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * A peer lets in, or out to, the Pods that carry all of its labels; where a slip keeps every Pod out, the rule allows
 * nothing (semantics 7.10).
 */
export default defineRule({
  id: 'unmatched-policy-peer',
  severity: 'warning',
  summary: 'A peer of a NetworkPolicy that misses its Pods by one label',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, { unit, policies }) {
    if (policy.resource.partial || unit.isRefused(policy.resource)) return;
    for (const rule of policy.effectiveRules) {
      for (const peer of rule.peers) {
        // Peers are often meant for Pods that stand nowhere on disk: only a slip says something.
        const near = policies.nearPeer(policy, peer);
        const gained = policies.gainedPeer(policy, peer);
        if (gained !== undefined) yield gainedByAll(policy, rule, gained);
        else if (near !== undefined && near.differences.length > 0 && policies.isSlip(policy, near))
          yield missed(policy, rule, near);
      }
    }
  },
});

/** The Pods of another kustomization keep the labels that they have. */
function gainedByAll(
  { resource }: NetworkPolicy,
  { direction }: PolicyRule,
  gained: GainedLabel | LabelOfClusterPods,
): Finding {
  const { pair } = gained;
  const field = pair.keyAt.setBy ?? 'commonLabels';
  return {
    message:
      `${describe(resource)} ${direction === 'ingress' ? 'lets in' : 'lets its Pods call'} ` +
      `${pairWords(pair)}, ` +
      `which ${code(field)} adds to its peer`,
    at: { place: pair.valueAt, text: 'this goes into every `podSelector`, that of peers too' },
    related: [withoutIt(gained)],
    notes: ['a peer that means no Pod allows nothing, and what no rule allows is dropped'],
    help: 'use `labels` without `includeSelectors`, which leaves selectors alone',
  };
}

function withoutIt(gained: GainedLabel | LabelOfClusterPods): PlacedLabel {
  const { pair, template } = gained;
  if (template === undefined)
    return { place: gained.own.at, text: 'these Pods belong to the cluster: no kustomization here labels them' };
  return {
    place: template.labels.get(pair.key)?.valueAt ?? template.at('metadata', 'labels'),
    text: `${podsWords(template)}, which the peer means without it, do not carry it`,
  };
}

function missed(
  { resource }: NetworkPolicy,
  { direction }: PolicyRule,
  { differences, matched, template }: NearMiss,
): Finding {
  const [difference] = differences as readonly [NearMiss['differences'][number]];
  const { ends, note, help, fix } = explainDifference(difference, template);
  const { wanted, kind } = difference;
  return {
    message:
      `${describe(resource)} ${direction === 'ingress' ? 'lets in' : 'lets its Pods call'} ` +
      `${pairWords(wanted)}, ` +
      'which no Pod among the linted files has',
    at: {
      place: kind === 'key' ? wanted.keyAt : wanted.valueAt,
      text: kind === 'key' ? 'no Pod has a label of this key and value' : 'no Pod has this value',
    },
    related: ends,
    notes: [
      ...matchedNotes(matched),
      note ?? 'a peer that means no Pod allows nothing, and what no rule allows is dropped',
    ],
    help,
    fix,
  };
}
