import { replacing } from '../../../src/message/replacing.js';
import type { OpenedNumber, SpokenProtocol } from '../../../src/graph/passages/opened-numbers.js';
import { opens, type NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A policy opens a port for one protocol, TCP where none is written (semantics 7.10). */
export default defineRule({
  id: 'wrong-protocol-in-policy',
  severity: 'warning',
  summary: 'A NetworkPolicy that opens a port for another protocol than the one of its Pods',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, graph) {
    if (policy.resource.partial || graph.unit.isRefused(policy.resource)) return;
    for (const opened of graph.policies.openedNumbers(policy)) {
      const { protocol } = opened.item;
      const spoken = graph.policies.protocolOf(opened);
      if (spoken === undefined || spoken.protocol === protocol || isOpenFor(policy, opened, spoken)) continue;
      yield otherProtocol(policy, opened, spoken);
    }
  },
});

/** Who opens the port for both protocols opens one too many, which does no harm. */
function isOpenFor({ rules }: NetworkPolicy, { rule, number }: OpenedNumber, { protocol }: SpokenProtocol): boolean {
  return rules.some(
    ({ direction, ports }) =>
      direction === rule.direction &&
      (ports.length === 0 || ports.some((item) => opens(item, { number, protocol }, () => number))),
  );
}

function otherProtocol(
  { resource }: NetworkPolicy,
  { item, number }: OpenedNumber,
  { protocol, place, template }: SpokenProtocol,
): Finding {
  const at = item.at(item.isProtocolWritten ? 'protocol' : 'port');
  return {
    message: `${describe(resource)} opens port ${number} for ${item.protocol}, which its Pods have for ${protocol}`,
    at: { place: at, text: item.isProtocolWritten ? 'another protocol' : '`TCP`, since no `protocol` is written' },
    related: [{ place, text: `${podsWords(template)} have it for ${protocol}` }],
    notes: ['a policy opens a port for the protocol that it says, so this opens nothing'],
    fix: item.isProtocolWritten
      ? replacing(`write ${code(protocol)}`, at, protocol)
      : {
          title: `write ${code(`protocol: ${protocol}`)}`,
          applicability: 'unsafe',
          changes: [{ after: { key: item.keyAt('port'), value: item.at('port') }, entry: ['protocol', protocol] }],
        },
  };
}
