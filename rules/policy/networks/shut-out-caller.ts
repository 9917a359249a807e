import { groupBy } from '../../../src/data/group.js';
import type { ShutOut } from '../../../src/graph/shut-outs.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { podsWords } from '../../../src/message/labels.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { count } from '../../../src/text/words.js';

/** What isolates a Pod drops every connection that no rule of any of its policies admits (semantics 7.10). */
export default defineRule({
  id: 'shut-out-caller',
  severity: 'warning',
  summary: 'A call to a Service that the NetworkPolicies of one side drop',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',

  *check(policy, { policies }) {
    const byEnd = groupBy(policies.shutOut(policy), ({ direction }) => direction);
    for (const [first, ...others] of byEnd.values()) if (first !== undefined) yield shutOut(policy, first, others);
  },
});

function shutOut({ resource }: NetworkPolicy, first: ShutOut, others: readonly ShutOut[]): Finding {
  const { direction, caller, service, port, number, callee, mistaken } = first;
  const isIngress = direction === 'ingress';
  const calls = [...new Map([first, ...others].map((each) => [keyOf(each), each])).values()];
  const more = calls.length === 1 ? '' : `, nor ${count(calls.length - 1, 'more call')}`;
  return {
    message:
      `${describe(caller.workload.resource)} calls ${serviceWords(service)}, ` +
      `and ${describe(resource)} does not let it ${isIngress ? 'in' : 'out'}${more}`,
    at: {
      place: resource.keyAt('spec', direction),
      text: isIngress
        ? `no rule admits ${podsWords(caller)}`
        : `no rule leads to port ${number} of ${podsWords(callee)}`,
    },
    related: [
      ...(mistaken === undefined
        ? []
        : [{ place: mistaken.at('port'), text: `port ${port.port} of the Service, which sends to ${number}` }]),
      ...calls.slice(0, MOST_CALLS).map((each) => callWords(each, calls.length === 1)),
      isIngress
        ? {
            place: caller.at('metadata', 'labels'),
            text: `${calls.length === 1 ? 'the Pods that call' : podsWords(caller)} carry these labels`,
          }
        : {
            place: callee.at('metadata', 'labels'),
            text: `${calls.length === 1 ? 'the Pods behind the Service' : podsWords(callee)} carry these labels`,
          },
    ],
    notes: [
      'what no rule of any policy of a Pod admits is dropped: the caller waits until it gives up',
      ...(calls.length > MOST_CALLS ? [`${count(calls.length - MOST_CALLS, 'more call')} it drops as well`] : []),
    ],
    help: isIngress
      ? 'admit the Pods that call by an item of `from`, or take the call away'
      : `add a rule for port ${number} to the Pods behind the Service: ` +
        'a policy sees their port, not that of the Service',
  };
}

/** So many calls are shown. */
const MOST_CALLS = 8;

function keyOf({ caller, service }: ShutOut): string {
  const { kind, namespace, name } = caller.workload.resource;
  return JSON.stringify([kind, namespace, name, service.resource.namespace, service.name]);
}

function callWords({ call, caller, service }: ShutOut, isOnly: boolean): PlacedLabel {
  const isRead = call.name?.template === undefined;
  const which = isOnly ? 'the Service' : serviceWords(service);
  if (isRead) return { place: call.at, text: `read by ${podsWords(caller)}, which call ${which}` };
  return {
    place: call.at,
    text: isOnly ? 'the call' : `the call of ${describe(caller.workload.resource)} to ${which}`,
  };
}
