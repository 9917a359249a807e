import { DIRECTIONS, TYPES, writtenTypes, type Direction } from '../../../src/k8s/policies/network-policy.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code, codes } from '../../../src/text/words.js';
import { getList } from '../../../src/tree/tree.js';

/**
 * `policyTypes` alone says which directions a policy is for; without it, egress is one of them if it has a rule
 * (semantics 7.10).
 */
export default defineAdmissionRule({
  id: 'ineffective-policy-rules',
  severity: 'warning',
  summary: 'Rules of a NetworkPolicy for a direction that it does not isolate',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',
  *check({ resource, directions }) {
    // A kustomization may still add `policyTypes`.
    if (resource.partial && writtenTypes(resource).length === 0) return;
    for (const direction of DIRECTIONS) {
      const isWritten = resource.get('spec', direction)?.type === 'list';
      if (!isWritten || directions.includes(direction)) continue;
      if (writtenTypes(resource).length === 0) yield emptyEgress(resource);
      else yield otherDirection(resource, direction);
    }
  },
});

/** Only egress can be meant: ingress is isolated without any word. */
function emptyEgress(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has an empty \`egress\`, which forbids nothing without \`policyTypes\``,
    at: { place: resource.keyAt('spec', 'egress'), text: 'the selected Pods may still connect to anything' },
    notes: ['without `policyTypes` a policy is for egress only if it has at least one egress rule'],
    help: 'write `policyTypes: [Ingress, Egress]`, or `[Egress]` to leave ingress alone',
  };
}

function otherDirection(resource: Resource, direction: Direction): Finding {
  const isEmpty = getList(resource.tree, 'spec', direction).length === 0;
  return {
    message:
      `${describe(resource)} has ${isEmpty ? `an empty ${code(direction)}` : `${direction} rules`} but no ` +
      `${code(TYPES[direction])} in \`policyTypes\``,
    at: {
      place: resource.keyAt('spec', direction),
      text: isEmpty ? 'this forbids nothing' : 'these rules are ignored',
    },
    related: [
      { place: resource.keyAt('spec', 'policyTypes'), text: `the policy is for ${codes(writtenTypes(resource))} only` },
    ],
    help: `add ${code(TYPES[direction])} to \`policyTypes\`, or drop ${code(direction)}`,
  };
}
