import { groupBy } from '../../../src/data/group.js';
import type { ShutOut } from '../../../src/graph/shut-outs.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { podsWords } from '../../../src/message/labels.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/** What isolates a Pod drops every connection that no rule of any of its policies admits (semantics 7.10). */
export default defineRule({
  id: 'shut-out-caller',
  severity: 'warning',
  summary: 'A call to a Service that the NetworkPolicies of one side drop',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',

  *check(policy, { policies }) {
    const byEnd = groupBy(policies.shutOut(policy), ({ direction, service }) =>
      JSON.stringify([direction, service.name]),
    );
    for (const [first, ...others] of byEnd.values()) if (first !== undefined) yield shutOut(policy, first, others);
  },
});

function shutOut({ resource }: NetworkPolicy, first: ShutOut, others: readonly ShutOut[]): Finding {
  const { direction, caller, call, service, number, callee } = first;
  const isIngress = direction === 'ingress';
  const callers = new Set([first, ...others].map((each) => each.caller.workload));
  const [calls, them] = callers.size === 1 ? ['calls', 'it'] : [`and ${callers.size - 1} more call`, 'them'];
  const owner = describe(caller.workload.resource);
  return {
    message:
      `${owner} ${calls} ${serviceWords(service)}, ` +
      `and ${describe(resource)} does not let ${them} ${isIngress ? 'in' : 'out'}`,
    at: {
      place: resource.keyAt('spec', direction),
      text: isIngress
        ? `no rule admits ${podsWords(caller)}`
        : `no rule leads to port ${number} of ${podsWords(callee)}`,
    },
    related: [
      {
        place: call.at,
        text: call.name?.template === undefined ? `read by ${podsWords(caller)}, which call the Service` : 'the call',
      },
      isIngress
        ? { place: caller.at('metadata', 'labels'), text: 'the Pods that call carry these labels' }
        : { place: callee.at('metadata', 'labels'), text: 'the Pods behind the Service carry these labels' },
    ],
    notes: ['what no rule of any policy of a Pod admits is dropped: the caller waits until it gives up'],
    help: isIngress
      ? 'admit the Pods that call by an item of `from`, or take the call away'
      : `add a rule for port ${number} to the Pods behind the Service: ` +
        'a policy sees their port, not that of the Service',
  };
}
