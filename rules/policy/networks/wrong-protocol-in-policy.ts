import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import { runningPorts } from '../../../src/k8s/listening/running.js';
import {
  opens,
  type NetworkPolicy,
  type PolicyPort,
  type PolicyRule,
} from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

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
    for (const rule of policy.rules) {
      if (!policy.directions.includes(rule.direction)) continue;
      const receivers = graph.policies.receivers(policy, rule);
      for (const item of rule.ports) {
        if (item.port.kind !== 'number' || item.port.end !== item.port.number) continue;
        const known = receivers.flatMap((template) => protocolsOf(template, item.port, graph));
        const [first] = known;
        if (first === undefined || known.some(({ protocol }) => protocol !== first.protocol)) continue;
        if (first.protocol !== item.protocol && !isOpenFor(policy, rule, item, first.protocol))
          yield otherProtocol(policy, item, first);
      }
    }
  },
});

/** What a Pod has under the number, and where that stands. */
interface Known {
  readonly template: PodTemplate;
  readonly protocol: string;
  readonly place: Place;
}

/** What its containers declare, and what its Services send there. */
function protocolsOf(template: PodTemplate, port: PolicyPort['port'], { selection, ports }: Graph): readonly Known[] {
  const number = port.kind === 'number' ? port.number : undefined;
  const declared = runningPorts(template)
    .filter((one) => one.number === number)
    .map((one) => ({ template, protocol: one.protocol, place: one.at('protocol') }));
  const sent = selection
    .servicesOf(template)
    .flatMap((service) =>
      service.ports
        .filter((one) => ports.resolve(one, template).number === number)
        .map((one) => ({ template, protocol: one.protocol, place: one.at('protocol') })),
    );
  return [...declared, ...sent];
}

/** Who opens the port for both protocols opens one too many, which does no harm. */
function isOpenFor(policy: NetworkPolicy, { direction }: PolicyRule, { port }: PolicyPort, protocol: string): boolean {
  const number = port.kind === 'number' ? port.number : 0;
  return policy.rules.some(
    (rule) =>
      rule.direction === direction &&
      (rule.ports.length === 0 || rule.ports.some((item) => opens(item, { number, protocol }, () => number))),
  );
}

function otherProtocol({ resource }: NetworkPolicy, item: PolicyPort, { protocol, place, template }: Known): Finding {
  const number = item.port.kind === 'number' ? item.port.number : 0;
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
