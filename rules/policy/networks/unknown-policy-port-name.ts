import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import { portsAreKnown, runningPorts } from '../../../src/k8s/listening/running.js';
import type { NetworkPolicy, PolicyPort, PolicyRule } from '../../../src/k8s/policies/network-policy.js';
import { holderWords, portsOf } from '../../../src/message/ports.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { ServicePort } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { writtenSpan } from '../../../src/text/source-file.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';

/**
 * A name is looked up, with the protocol, in the Pods that receive the traffic: where none has it the item opens
 * nothing (semantics 7.10).
 */
export default defineRule({
  id: 'unknown-policy-port-name',
  severity: 'error',
  summary: 'A named port of a NetworkPolicy that no receiving Pod has',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, graph) {
    if (graph.unit.isRefused(policy.resource)) return;
    for (const rule of policy.effectiveRules) {
      if (!rule.ports.some(({ port }) => port.kind === 'name')) continue;
      const outside =
        rule.direction === 'egress' &&
        rule.peers.length > 0 &&
        rule.peers.every(({ ipBlock }) => ipBlock !== undefined);
      const receivers = graph.policies.receivers(policy, rule);
      const isJudged =
        receivers.length > 0 && receivers.every((template) => portsAreKnown(template) && !template.injected);
      const isMade = (): boolean => rule.direction === 'ingress' && selectsMade(policy, graph);
      for (const item of rule.ports) {
        if (item.port.kind !== 'name') continue;
        if (outside) yield nameOfAddress(policy, rule, item, item.port.name);
        else if (isJudged && !receivers.some((template) => has(template, item)) && !isMade())
          yield unknownName({ policy, rule, item, name: item.port.name, receivers, graph });
      }
    }
  },
});

/** Pods that an operator makes have ports of their own. */
function selectsMade({ resource, podSelector }: NetworkPolicy, { closure }: Graph): boolean {
  const pairs = podSelector.flatMap(({ key, values: [value = ''] }) => [{ key, value }]);
  return closure.isMade(resource, { name: resource.name ?? '', pairs });
}

interface Miss {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
  readonly item: PolicyPort;
  readonly name: string;
  readonly receivers: readonly PodTemplate[];
  readonly graph: Graph;
}

function has(template: PodTemplate, { port, protocol }: PolicyPort): boolean {
  return (
    port.kind === 'name' &&
    runningPorts(template).some((declared) => declared.name === port.name && declared.protocol === protocol)
  );
}

function unknownName(miss: Miss): Finding {
  const { policy, rule, item, name, receivers } = miss;
  const who = rule.direction === 'ingress' ? 'no selected Pod has' : 'no destination Pod has';
  const [first] = receivers as readonly [PodTemplate];
  const twin = receivers.flatMap(runningPorts).find((declared) => declared.name === name);
  const guess = guessName(miss);
  const isOptional = receivers.some((template) => mayBeCalled(template, name));
  return {
    message:
      `${describe(policy.resource)} opens a port named ${code(name)}, ` +
      `which ${who}${twin === undefined ? '' : ` with ${item.protocol}`}`,
    at: {
      place: item.at('port'),
      text: twin === undefined ? absenceWords(miss) : `stands for ${item.protocol} here`,
    },
    related: [
      twin === undefined
        ? (guess?.end ?? portsOf(first))
        : { place: twin.at('protocol'), text: `${holderWords(twin, receivers)} declares it for ${twin.protocol}` },
    ],
    notes: [
      rule.ports.length === 1 ? 'so this rule opens nothing' : 'so this item opens nothing',
      ...(isOptional ? ['other values of the chart give the Pods a port of this name'] : []),
      "policies see the Pod's own ports, after the Service has translated its own",
    ],
    help: twin === undefined ? undefined : `give both the same protocol; without \`protocol\` it is TCP`,
    fix: twin === undefined && !isOptional ? guess?.fix : undefined,
    severity: severityOf(policy, rule, isOptional),
  };
}

function severityOf(
  { podSelector }: NetworkPolicy,
  { direction }: PolicyRule,
  isOptional: boolean,
): Finding['severity'] {
  if (isOptional) return 'info';
  return podSelector.length === 0 && direction === 'ingress' ? 'warning' : 'error';
}

/** True for Pods of a chart whose template has a port of that name, under a condition that does not hold. */
function mayBeCalled({ workload: { resource } }: PodTemplate, name: string): boolean {
  const { span } = resource.at('kind');
  const written = writtenSpan(span).file;
  return written !== span.file && [name, `"${name}"`].some((text) => written.text.includes(`name: ${text}\n`));
}

function absenceWords(miss: Miss): string {
  return servicePortNamed(miss) === undefined
    ? 'no container port has this name'
    : 'the name of a Service port, not of a container port';
}

function servicePortNamed({
  name,
  item,
  receivers,
  graph,
}: Miss): { readonly port: ServicePort; readonly template: PodTemplate } | undefined {
  const uses = receivers.flatMap((template) =>
    graph.selection.servicesOf(template).flatMap(({ ports }) => ports.map((port) => ({ port, template }))),
  );
  return uses.find(({ port }) => port.name === name && port.protocol === item.protocol);
}

/** The port that a Service of that port name leads to, else a container port with a similar name. */
function guessName(
  miss: Miss,
): { readonly end: NonNullable<Finding['related']>[number]; readonly fix: FixRecipe | undefined } | undefined {
  const { name, item, receivers, graph } = miss;
  const used = servicePortNamed(miss);
  const recipe = (title: string, text: string | number): FixRecipe => replacing(title, item.at('port'), text);
  if (used !== undefined) {
    const { declared, number } = graph.ports.resolve(used.port, used.template);
    const target = declared?.name ?? number;
    return {
      end: { place: used.port.at('name'), text: 'a Service port has this name' },
      fix: target === undefined ? undefined : recipe('open the port that the Service leads to', target),
    };
  }
  const ports = receivers.flatMap(runningPorts).filter(({ protocol }) => protocol === item.protocol);
  const similar = closest(
    name,
    ports.flatMap((port) => port.name ?? []),
  );
  const found = ports.find((port) => port.name !== undefined && port.name === similar);
  return found?.name === undefined
    ? undefined
    : {
        end: { place: found.at('name'), text: `${holderWords(found, receivers)} has a port with a similar name` },
        fix: recipe('use the name that the container gives', found.name),
      };
}

function nameOfAddress({ resource }: NetworkPolicy, rule: PolicyRule, item: PolicyPort, name: string): Finding {
  return {
    message: `${describe(resource)} opens a port named ${code(name)} to addresses, which have no port names`,
    at: { place: item.at('port'), text: 'only Pods have named ports' },
    related: rule.peers.slice(0, 1).map((peer) => ({
      place: resource.at(...rule.path, 'to', peer.index, 'ipBlock', 'cidr'),
      text: 'the destination is a block of addresses',
    })),
    help: 'write the number',
    severity: 'warning',
  };
}
