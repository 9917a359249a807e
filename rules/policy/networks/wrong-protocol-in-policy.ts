import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { OpenedNumber, SentPort, SpokenProtocol } from '../../../src/graph/passages/opened-numbers.js';
import { opens, type NetworkPolicy, type PolicyPort } from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { podsWords } from '../../../src/message/labels.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
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
    const said = new Set<number>(); // once for a number, however often it is listed
    for (const opened of graph.policies.openedNumbers(policy)) {
      const spoken = graph.policies.protocolOf(opened);
      if (spoken?.protocol === opened.item.protocol || said.has(opened.number)) continue;
      const sent = spoken === undefined ? leftOut(opened, graph) : undefined;
      if (spoken !== undefined && !isOpenFor(policy, opened, spoken)) yield otherProtocol(policy, opened, spoken);
      else if (sent !== undefined) yield oneProtocol(policy, opened, sent);
      else continue;
      said.add(opened.number);
    }
  },
});

/** Pods that have the number for both protocols, and a Service that sends the one that no policy opens to anyone. */
function leftOut(opened: OpenedNumber, { policies }: Graph): SentPort | undefined {
  // Whoever writes `UDP` chose one of the two; who writes nothing has TCP.
  if (opened.rule.direction === 'egress' || opened.item.protocol !== 'TCP') return undefined;
  const sent = policies.sentOtherwise(opened);
  const isClosed = ({ service, port, template }: SentPort): boolean => policies.closes(service, port, template);
  return sent.length > 0 && sent.every(isClosed) ? sent[0] : undefined;
}

/** Who opens the port for both protocols opens one too many, which does no harm. */
function isOpenFor({ rules }: NetworkPolicy, { rule, number }: OpenedNumber, { protocol }: SpokenProtocol): boolean {
  return rules.some(
    ({ direction, ports }) =>
      direction === rule.direction &&
      (ports.length === 0 || ports.some((item) => opens(item, { number, protocol }, () => number))),
  );
}

function oneProtocol({ resource }: NetworkPolicy, { item, number }: OpenedNumber, sent: SentPort): Finding {
  const { protocol } = sent.port;
  return {
    message:
      `${describe(resource)} opens port ${number} for ${item.protocol} only, ` +
      `and ${serviceWords(sent.service)} sends ${protocol}`,
    at: openedAt(item),
    related: [{ place: sent.port.at('protocol'), text: `this sends ${protocol} to ${podsWords(sent.template)}` }],
    notes: ['a policy opens a port for the protocol that it says, and no policy opens this one to anyone'],
    help: `add an item with the port and ${code(`protocol: ${protocol}`)}`,
  };
}

function openedAt(item: PolicyPort): PlacedLabel {
  return {
    place: item.at(item.isProtocolWritten ? 'protocol' : 'port'),
    text: item.isProtocolWritten ? 'another protocol' : '`TCP`, since no `protocol` is written',
  };
}

function otherProtocol(
  { resource }: NetworkPolicy,
  { item, number }: OpenedNumber,
  { protocol, place, template }: SpokenProtocol,
): Finding {
  const at = openedAt(item);
  return {
    message: `${describe(resource)} opens port ${number} for ${item.protocol}, which its Pods have for ${protocol}`,
    at,
    related: [{ place, text: `${podsWords(template)} have it for ${protocol}` }],
    notes: ['a policy opens a port for the protocol that it says, so this opens nothing'],
    fix: item.isProtocolWritten
      ? replacing(`write ${code(protocol)}`, at.place, protocol)
      : {
          title: `write ${code(`protocol: ${protocol}`)}`,
          applicability: 'unsafe',
          changes: [{ after: { key: item.keyAt('port'), value: item.at('port') }, entry: ['protocol', protocol] }],
        },
  };
}
