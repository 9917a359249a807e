import { groupBy } from '../../../src/data/group.js';
import type { OneSided } from '../../../src/graph/passages/one-sided.js';
import { commentsAround } from '../../../src/k8s/object/comments.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { count } from '../../../src/text/words.js';

/** A connection passes where the policies of both ends admit it (semantics 7.10). */
export default defineRule({
  id: 'one-sided-passage',
  severity: 'warning',
  summary: 'A connection that a NetworkPolicy opens at one end, while those of the other end drop it',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',

  *check(policy, { policies }) {
    const byEnd = groupBy(policies.oneSided(policy), ({ direction }) => direction);
    for (const [direction, [first, ...others]] of byEnd) {
      // A call on disk says more.
      const isTold = policies.shutOut(policy).some((call) => call.direction === direction);
      if (first !== undefined && !isTold) yield oneSided(policy, first, others);
    }
  },
});

/** So many more rules are shown. */
const MOST_SHOWN = 7;

function oneSided({ resource }: NetworkPolicy, first: OneSided, others: readonly OneSided[]): Finding {
  const { policy, direction, caller, callee, number } = first;
  const isEgress = direction === 'egress';
  const [closed, open] = isEgress ? [caller, callee] : [callee, caller];
  const ends = isEgress
    ? `lets ${nameOf(caller)} in, and ${describe(resource)} does not let it out`
    : `lets ${nameOf(caller)} out, and ${describe(resource)} does not let it in`;
  return {
    message: `${describe(policy.resource)} ${ends}`,
    at: {
      place: resource.keyAt('spec', direction),
      text: isEgress
        ? `no rule leads to port ${number} of ${podsWords(callee)}`
        : `no rule admits ${podsWords(caller)} on port ${number}`,
    },
    related: [
      { place: placeOf(first), text: isEgress ? 'they are let in here' : 'they are let out here' },
      { place: closed.at('metadata', 'labels'), text: `${podsWords(closed)} carry these labels` },
      { place: open.at('metadata', 'labels'), text: `${podsWords(open)} carry these labels` },
      ...others.slice(0, MOST_SHOWN).map((other) => ({
        place: placeOf(other),
        text: `the same of ${nameOf(other.caller)} and ${nameOf(other.callee)}`,
      })),
    ],
    notes: [
      'a connection passes where the policies of both ends admit it: this one is dropped',
      ...(others.length > MOST_SHOWN ? [`${count(others.length - MOST_SHOWN, 'more rule')} it undoes as well`] : []),
    ],
    severity: [first, ...others].every((each) => isExplained(resource, each)) ? 'info' : 'warning',
    help: isEgress
      ? `let them out to port ${number}, or take them out of the rule that lets them in`
      : `let them in on port ${number}, or take the rule away that lets them out`,
  };
}

const ON_PURPOSE =
  /\b(?:by design|deliberate(?:ly)?|intended|intentional(?:ly)?|on purpose|not yet|until|for later|temporar(?:y|ily))\b/i;

/** A comment beside the rule that opens, or in the policy that closes, which says why. */
function isExplained(closed: Resource, { peer }: OneSided): boolean {
  return [closed.keyAt('spec'), peer.at].some((at) => commentsAround(at).some((said) => ON_PURPOSE.test(said)));
}

function nameOf({ workload }: PodTemplate): string {
  return describe(workload.resource);
}

function placeOf({ peer }: OneSided): Finding['at']['place'] {
  return peer.podSelector?.[0]?.pair?.valueAt ?? peer.at;
}
