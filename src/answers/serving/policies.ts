import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { ShutOut } from '../../graph/shut-outs.js';
import type { Admission, End, Gate, Passage } from '../../graph/passages/passage.js';
import { describe } from '../../k8s/object/resource.js';
import type { NetworkPolicy } from '../../k8s/policies/network-policy.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { code, list } from '../../text/words.js';
import type { Caller, PodCaller } from '../walk/caller.js';
import { hop, type Hop, remark, remarkBy, type Remark, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import type { Serving } from './pods.js';
import { type Ground, saidOf, shows, showsPlace } from '../walk/said.js';

/** Who connects to the Pods: the caller, or the proxy of an Ingress or Gateway, of which nothing is known. */
export type Connecting = Caller | { readonly kind: 'proxy' };

/** What a connection is meant for: the port is undefined where the client dials one that the Service does not list. */
interface Connected {
  readonly service: Service;
  readonly port: ServicePort | undefined;
  readonly protocol: string;
}

/** Slips of a policy that may be why it admits less than it was meant to. */
const SLIPS = [
  'service-port-in-policy',
  'unknown-policy-port-name',
  'wrong-protocol-in-policy',
  'unmatched-policy-peer',
  'unmatched-policy-namespace',
  'foreign-policy-peer',
  'ineffective-policy-rules',
];

/** Whether the NetworkPolicies of both ends let the connection through (semantics 7.10). */
export function policiesHop(from: Connecting, serving: readonly Serving[], to: Connected, ground: Ground): Hop {
  const passages = serving.map(({ pods, number }) =>
    passageOf(from, pods.template, { number, protocol: to.protocol }, ground),
  );
  const gates = [...passages.map(({ egress }) => egress), ...passages.map(({ ingress }) => ingress)];
  const isolating = [...new Set(gates.flatMap((gate) => gate.isolating))];
  const explained = explanation(from, to, ground);
  const stop = stopOf(passages, explained, from.kind === 'pods' && from.template.onHostNetwork);
  const remarks = [...unique(gates.flatMap(admissionsOf)), ...hostNetwork(gates)];
  const [first] = isolating;
  const namespaces = [...new Set(isolating.map(({ resource }) => ground.graph.namespaces.of(resource)))];
  return hop('policies', policyWords(gates), first?.resource.at('metadata', 'name'), {
    stop,
    remarks: stop !== undefined && isDenied(stop) ? slipsOf(isolating, ground) : remarks,
    command: namespaces.length === 0 ? undefined : kubectl(namespaces[0], ['get', 'networkpolicies']),
  });
}

/** The ends may stand in different units: what leaves is judged where it begins. */
function passageOf(
  from: Connecting,
  to: Serving['pods']['template'],
  port: { readonly number: number; readonly protocol: string },
  { graph }: Ground,
): Passage {
  const end: End = from.kind === 'pods' ? from.template : from.kind;
  const here = graph.policies.passage(end, to, port);
  if (from.kind !== 'pods' || from.world.graph === graph) return here;
  const { egress } = from.world.graph.policies.passage(end, to, port);
  return { ...here, egress };
}

type Explain = (gate: Gate) => Diagnostic | undefined;

/** What a rule says of the very call: that nobody may use the port, or that this caller may not. */
function explanation(from: Connecting, { service, port }: Connected, ground: Ground): Explain {
  return ({ direction, isolating }) => {
    const blocked =
      direction === 'egress'
        ? undefined
        : saidOf(service.resource, ['blocked-service-port'], ground).find((each) =>
            shows(each, port && service.resource.get(...port.path)),
          );
    if (blocked !== undefined) return blocked;
    if (from.kind !== 'pods')
      return direction === 'egress' ? undefined : saidOf(service.resource, ['shut-out-outsider'], ground)[0];
    const isCall = (drop: ShutOut): boolean => drop.caller === from.template && drop.service === service;
    return isolating
      .flatMap((policy) => {
        const drops = ground.graph.policies.shutOut(policy).filter(isCall);
        const said = saidOf(policy.resource, ['shut-out-caller'], ground);
        return said.filter((each) => drops.some(({ call }) => showsPlace(each, call.at)));
      })
      .at(0);
  };
}

function isDenied({ kind }: Stop): boolean {
  return kind === 'egress-denied' || kind === 'ingress-denied';
}

function slipsOf(isolating: readonly NetworkPolicy[], ground: Ground): readonly Remark[] {
  return isolating.flatMap(({ resource }) => saidOf(resource, SLIPS, ground)).map(remarkBy);
}

/** One of several workloads that is shut off takes its share of the requests with it. */
function stopOf(passages: readonly Passage[], explain: Explain, isNode: boolean): Stop | undefined {
  for (const direction of ['egress', 'ingress'] as const) {
    const closed = passages.map((passage) => passage[direction]).find(({ passes }) => passes === 'no');
    if (closed !== undefined) return isNode ? byNode(closed) : denied(closed, explain);
  }
  const open = passages.flatMap(({ egress, ingress }) => [egress, ingress]).find(({ passes }) => passes === 'unknown');
  return open === undefined ? undefined : undecided(open, explain(open));
}

/** What comes from a node is outside of every policy, though plugins differ (semantics 7.10). */
function byNode({ isolating }: Gate): Stop {
  const note = 'the caller has the address of its node, for which network plugins differ';
  return stopAt('open-policy', note, isolating[0]?.resource.at('metadata', 'name'));
}

function denied(gate: Gate, explain: Explain): Stop {
  const { direction, isolating } = gate;
  const kind = direction === 'egress' ? 'egress-denied' : 'ingress-denied';
  const finding = explain(gate);
  if (finding !== undefined) return stopBy(kind, finding);
  const names = list(
    isolating.map(({ name }) => code(name)),
    'and',
    4,
  );
  const who = isolating.length === 1 ? `NetworkPolicy ${names} isolates` : `NetworkPolicies ${names} isolate`;
  const end =
    direction === 'egress'
      ? 'the caller, and no rule of `egress` admits where it goes'
      : 'the Pods, and no rule of `ingress` admits the caller';
  return stopAt(
    kind,
    `${who} ${end} on that port`,
    isolating[0]?.resource.at('spec', direction),
    direction === 'egress'
      ? 'add a rule with the Pods under `to`, and their port'
      : 'add a rule with the caller under `from`, and the port of the Pods',
  );
}

function undecided({ direction, isolating, others, admissions }: Gate, finding: Diagnostic | undefined): Stop {
  if (finding !== undefined) return stopBy('open-policy', finding);
  const [other] = others;
  if (other !== undefined)
    return stopAt(
      'open-policy',
      `${describe(other)} of another API takes part, which is not read`,
      other.at('metadata', 'name'),
    );
  const [admission] = admissions;
  const policy = admission?.policy ?? isolating[0];
  const end = direction === 'egress' ? 'let it out' : 'let it in';
  const note =
    `NetworkPolicy ${code(policy?.name ?? '')} may ${end}: ` +
    'it depends on addresses, on labels of a namespace, or on Pods that are in no file';
  return stopAt('open-policy', note, policy?.resource.at(...(admission?.rule.path ?? ['metadata', 'name'])));
}

function policyWords(gates: readonly Gate[]): string {
  const sides = (['egress', 'ingress'] as const).map((direction) => {
    const own = gates.filter((gate) => gate.direction === direction);
    const names = [...new Set(own.flatMap(({ isolating }) => isolating.map(({ name }) => code(name))))];
    const end = direction === 'egress' ? 'the caller' : 'the Pods';
    return names.length === 0
      ? `none isolates ${end}`
      : `${list(names, 'and', 3)} isolate${names.length === 1 ? 's' : ''} ${end}`;
  });
  const [leaving, arriving] = sides;
  return gates.every(({ isolating }) => isolating.length === 0)
    ? 'no NetworkPolicy isolates either end'
    : `${leaving}; ${arriving}`;
}

function admissionsOf({ direction, admissions }: Gate): readonly Remark[] {
  return admissions
    .filter(({ match }) => match === 'yes')
    .slice(0, 1)
    .map(({ policy, rule }: Admission) =>
      remark(
        `${code(policy.name)} admits it ${direction === 'egress' ? 'out' : 'in'}`,
        policy.resource.at(...rule.path),
      ),
    );
}

function hostNetwork(gates: readonly Gate[]): readonly Remark[] {
  return gates.some(({ onHostNetwork }) => onHostNetwork)
    ? [remark('Pods on the host network have the address of their node: policies do not hold for them')]
    : [];
}

function unique(remarks: readonly Remark[]): readonly Remark[] {
  const seen = new Set<string>();
  return remarks.filter((each) => {
    const key = JSON.stringify(each);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Undefined where the policies of the caller let it reach addresses outside of the cluster, or may. */
export function leavingHop(caller: PodCaller, port: number, ground: Ground): Hop | undefined {
  const { graph } = caller.world;
  const { egress } = graph.policies.passage(caller.template, 'outside', { number: port, protocol: 'TCP' });
  if (egress.passes !== 'no') return undefined;
  const stop = denied(egress, () => undefined);
  const names = egress.isolating.map(({ name }) => code(name));
  const place = egress.isolating[0]?.resource.at('metadata', 'name');
  return hop('policies', `${list(names, 'and', 3)} isolate${names.length === 1 ? 's' : ''} the caller`, place, {
    stop: { ...stop, repair: `add a rule of \`egress\` for port ${port} to any destination, or to an \`ipBlock\`` },
    remarks: slipsOf(egress.isolating, ground),
  });
}
