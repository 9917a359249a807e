import type { NetworkPolicy, PolicyPort } from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * Items of `ports` are alternatives: one without `port` opens every port of its protocol, and another then adds nothing
 * (semantics 7.10).
 */
export default defineAdmissionRule({
  id: 'redundant-policy-port',
  severity: 'warning',
  summary: 'A port beside an item that already opens every port of its protocol',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',
  *check(policy) {
    for (const { ports } of policy.rules) {
      const every = ports.find(({ port }) => port.kind === 'any');
      const narrow = ports.find(({ port, protocol }) => port.kind !== 'any' && protocol === every?.protocol);
      if (every !== undefined && narrow !== undefined) yield redundant(policy, every, narrow);
    }
  },
});

function redundant({ resource }: NetworkPolicy, every: PolicyPort, narrow: PolicyPort): Finding {
  return {
    message: `${describe(resource)} opens every ${code(every.protocol)} port beside port ${code(asWritten(narrow))}`,
    at: { place: every.keyAt(), text: 'an item without `port` means all ports' },
    related: [{ place: narrow.at('port'), text: 'so that this narrows nothing' }],
    notes: ['items of `ports` are alternatives; only what stands in one item belongs together'],
    help: narrow.isProtocolWritten
      ? 'give the item a `port`, or drop it'
      : 'write `port` and `protocol` in one item, without the second dash',
  };
}

function asWritten({ port }: PolicyPort): string | number {
  if (port.kind === 'any') return '';
  return port.kind === 'name' ? port.name : port.number;
}
