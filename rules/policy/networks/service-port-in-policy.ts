import { replacing } from '../../../src/message/replacing.js';
import type { OpenedNumber, Translation } from '../../../src/graph/passages/opened-numbers.js';
import { runningPorts } from '../../../src/k8s/listening/running.js';
import { opens, type NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { numbersOf } from '../../../src/message/ports.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, list } from '../../../src/text/words.js';

/**
 * A policy sees the port of the Pod: a Service has translated its own `port` to the `targetPort` before (semantics
 * 7.10).
 */
export default defineRule({
  id: 'service-port-in-policy',
  severity: 'error',
  summary: 'A NetworkPolicy that lists the port of a Service instead of the port of its Pods',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, graph) {
    if (graph.unit.isRefused(policy.resource)) return;
    for (const opened of graph.policies.openedNumbers(policy)) {
      const translated = graph.policies.translations(opened.receivers, opened.number, opened.item.protocol);
      if (translated.length > 0 && !opensTarget(policy, opened, translated))
        yield servicePort(policy, opened, translated);
    }
  },
});

/** Who lists both lists one too many, which does no harm. */
function opensTarget(policy: NetworkPolicy, { rule, item }: OpenedNumber, translated: readonly Translation[]): boolean {
  const { protocol } = item;
  return translated.every(({ target, template }) => {
    const named = (name: string): number | undefined =>
      runningPorts(template).find((port) => port.name === name && port.protocol === protocol)?.number;
    return policy.rules.some(
      (other) =>
        other.direction === rule.direction &&
        other.ports.some((port) => opens(port, { number: target, protocol }, named)),
    );
  });
}

function servicePort(
  policy: NetworkPolicy,
  { rule, item, number, receivers }: OpenedNumber,
  translated: readonly Translation[],
): Finding {
  const [{ service, port, field }] = translated as readonly [Translation];
  const targets = [...new Set(translated.map(({ target }) => target))];
  const [target] = targets;
  const pods = rule.direction === 'ingress' ? 'the selected Pods listen' : 'the destination Pods listen';
  const what = field === 'port' ? 'port' : 'node port';
  const isDeclared = receivers.every((template) => runningPorts(template).length > 0);
  const declaring =
    receivers.find((template) => runningPorts(template).some((declared) => declared.number === target)) ??
    receivers.find((template) => runningPorts(template).length > 0);
  return {
    message:
      `${describe(policy.resource)} opens ${what} ${number} of Service ${code(service.name)}, ` +
      `whose Pods get ${list(targets.map(String))}`,
    at: { place: item.at('port'), text: `${pods} on ${list(targets.map(String))}` },
    related: [
      { place: port.at(field), text: `${number} is a ${what} of Service ${code(service.name)}` },
      ...(port.target.kind === 'default'
        ? []
        : [{ place: port.at('targetPort'), text: 'which sends it on to this port' }]),
      ...(declaring === undefined ? [] : [numbersOf(declaring)]),
    ],
    notes: ['a policy is applied to the packets of the Pods, where a Service has replaced its port by the target port'],
    help: `open the port of the Pods; the Service keeps its own`,
    fix:
      targets.length === 1 && target !== undefined
        ? replacing('open the port of the Pods', item.at('port'), target)
        : undefined,
    severity: isDeclared && (rule.direction === 'egress' || policy.podSelector.length > 0) ? 'error' : 'warning',
  };
}
