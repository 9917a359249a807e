import { groupBy } from '../../../src/data/group.js';
import type { ShutIn } from '../../../src/graph/shut-ins.js';
import type { ShutOut } from '../../../src/graph/shut-outs.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { podsWords } from '../../../src/message/labels.js';
import { serviceWords } from '../../../src/message/ports.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code, count, list } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/** What isolates a Pod drops every connection that no rule of any of its policies admits (semantics 7.10). */
export default defineRule({
  id: 'shut-out-caller',
  severity: 'warning',
  summary: 'A call to a Service that the NetworkPolicies of one side drop',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',

  *check(policy, { policies }) {
    const beyond = policies.shutIn(policy);
    const byEnd = groupBy(policies.shutOut(policy), ({ direction }) => direction);
    for (const [direction, drops] of byEnd)
      yield* shutOut(policy, callsOf(drops), direction === 'egress' ? callsOf(beyond) : []);
    if (!byEnd.has('egress')) yield* shutIn(policy, callsOf(beyond));
  },
});

type Drop = ShutOut | ShutIn;

function* shutOut(
  { resource }: NetworkPolicy,
  drops: readonly Call<ShutOut>[],
  beyond: readonly Call[],
): Generator<Finding> {
  const [first] = drops;
  if (first === undefined) return;
  const calls = [...drops, ...beyond];
  const { direction, caller, port, number, callee, mistaken } = first.drop;
  const isIngress = direction === 'ingress';
  yield {
    message: messageOf(first, resource, calls),
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
      ...callLabels(calls),
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
    notes: notesOf(calls),
    help: isIngress
      ? 'admit the Pods that call by an item of `from`, or take the call away'
      : `add a rule for port ${number} to the Pods behind the Service: ` +
        'a policy sees their port, not that of the Service',
  };
}

/** Whichever Pods are behind the Service: no rule may mean any of its namespace. */
function* shutIn({ resource }: NetworkPolicy, calls: readonly Call<ShutIn>[]): Generator<Finding> {
  const [first] = calls;
  if (first === undefined) return;
  const namespaces = [...new Set(calls.map(({ drop }) => code(drop.namespace)))];
  const where = `namespace${namespaces.length === 1 ? '' : 's'} ${list(namespaces, 'and', 3)}`;
  yield {
    message: messageOf(first, resource, calls),
    at: { place: resource.keyAt('spec', 'egress'), text: `no rule leads to ${where}` },
    related: callLabels(calls),
    notes: notesOf(calls),
    help: `add a rule with ${where} under \`to\`, for the port of the Pods there, or take the call away`,
  };
}

function messageOf({ drop, callers }: Call, policy: Resource, calls: readonly Call[]): string {
  const way = 'direction' in drop && drop.direction === 'ingress' ? 'in' : 'out';
  const more = calls.length === 1 ? '' : `, nor ${count(calls.length - 1, 'more call')}`;
  const says =
    callers.length === 1
      ? `${describe(drop.caller.workload.resource)} calls ${calleeWords(drop)}`
      : `${describe(textOf(drop).from)} tells ${callers.length} readers of ${calleeWords(drop)}`;
  const whom = callers.length === 1 ? 'does not let it' : 'lets none';
  return `${says}, and ${describe(policy)} ${whom} ${way}${more}`;
}

const calleeWords = (drop: Drop): string =>
  'callee' in drop ? serviceWords(drop.service) : `Service ${code(`${drop.service}.${drop.namespace}`)}`;

/** So many calls are shown. */
const MOST_CALLS = 8;

function notesOf(calls: readonly Call[]): readonly string[] {
  return [
    'what no rule of any policy of a Pod admits is dropped: the caller waits until it gives up',
    ...(calls.length > MOST_CALLS ? [`${count(calls.length - MOST_CALLS, 'more call')} it drops as well`] : []),
  ];
}

interface Call<T extends Drop = Drop> {
  readonly drop: T;
  /** All that read the text, of which some may not call; the first of them is that of the drop. */
  readonly callers: readonly PodTemplate[];
}

/** Each workload, or text that several read, calls a Service once; what a workload has for itself comes first. */
function callsOf<T extends Drop>(drops: readonly T[]): readonly Call<T>[] {
  const calls = [...groupBy(drops, keyOf).values()].flatMap((alike): readonly Call<T>[] => {
    const [drop] = alike;
    return drop === undefined ? [] : [{ drop, callers: [...new Set(alike.map(({ caller }) => caller))] }];
  });
  const isAlone = ({ callers }: Call): boolean => callers.length === 1;
  return [...calls.filter(isAlone), ...calls.filter((call) => !isAlone(call))];
}

/** Where the name of the Service stands. */
function textOf(drop: Drop): { readonly from: Resource; readonly isRead: boolean; readonly place: Place } {
  const { from, template, hostAt: place } = drop.name;
  return { from, isRead: template === undefined, place };
}

function keyOf(drop: Drop): string {
  const { from, isRead } = textOf(drop);
  const { kind, namespace, name } = isRead ? from : drop.caller.workload.resource;
  const callee =
    'callee' in drop ? [drop.service.resource.namespace, drop.service.name] : [drop.namespace, drop.service];
  return JSON.stringify([kind, namespace, name, ...callee]);
}

function callLabels(calls: readonly Call[]): readonly PlacedLabel[] {
  return calls.slice(0, MOST_CALLS).map((each) => callLabel(each, calls.length === 1));
}

function callLabel({ drop, callers }: Call, isOnly: boolean): PlacedLabel {
  const { isRead, place } = textOf(drop);
  const which = isOnly ? 'the Service' : calleeWords(drop);
  if (isRead && callers.length > 1)
    return { place, text: `read by ${count(callers.length, 'workload')}, none of which gets to ${which}` };
  if (isRead) return { place, text: `read by ${podsWords(drop.caller)}, which call ${which}` };
  return {
    place,
    text: isOnly ? 'the call' : `the call of ${describe(drop.caller.workload.resource)} to ${which}`,
  };
}
