import type { Graph } from '../../../src/graph/graph.js';
import type { Client } from '../../../src/graph/names/clients.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { podSpecsOf } from '../../../src/k8s/pods/pod-specs.js';
import { usesHostNetwork } from '../../../src/k8s/pods/container.js';
import { portWords, serviceWords } from '../../../src/message/ports.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { allocatesNodePorts, type Service, type ServicePort } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** What isolates a Pod closes every port that no rule of any of its policies opens (semantics 7.10). */
export default defineRule({
  id: 'blocked-service-port',
  severity: 'warning',
  summary: 'A Service port that is used on disk, or for clients outside, and that no NetworkPolicy opens to anyone',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    const { selection, unit, policies, ports, names } = graph;
    const { templates, uncertain } = selection.of(service);
    const [template] = templates;
    if (template === undefined || uncertain || unit.isRefused(service.resource) || policies.mixed()) return;
    // Looking at every policy waits until there is one, and somebody whom it may keep out.
    if (policies.isolating(template, 'ingress').length === 0) return;
    const clients = names.clientsOf(service).filter((client) => isOutside(client, templates));
    if (clients.length === 0 && !allocatesNodePorts(service)) return;
    const closed = service.ports.filter((port) => templates.every((each) => policies.closes(service, port, each)));
    if (closed.length === 0) return;
    const isUnreachable = closed.length === service.ports.length;
    for (const port of closed) {
      const client = clients.find((it) => wants(it, port) || (it.port === undefined && isUnreachable));
      // Of a front door one port may be shut on purpose, and not all of them.
      if (client === undefined && (!isUnreachable || isOpenedElsewhere(service, templates, graph))) continue;
      const { number = port.port } = ports.resolve(port, template);
      yield blocked(service, { port, number, template }, client, policies.isolating(template, 'ingress'));
      return; // one policy closes them all
    }
  },
});

/** Policies add up, and another unit may hold the one for the outside. */
function isOpenedElsewhere(
  { resource }: Service,
  templates: readonly PodTemplate[],
  { elsewhere, namespaces, policies }: Graph,
): boolean {
  const others = elsewhere.policies(namespaces.of(resource));
  return others.some((other) => templates.some((template) => policies.selects(other, template) !== 'no'));
}

/** A port of the Service, and where it leads. */
interface ClosedPort {
  readonly port: ServicePort;
  readonly number: number;
  readonly template: PodTemplate;
}

/** A Pod that calls itself never leaves it; what Pods on a node's network send is outside of every policy. */
function isOutside({ from }: Client, templates: readonly PodTemplate[]): boolean {
  return (
    !templates.some(({ workload }) => workload.resource === from) &&
    !podSpecsOf(from).some(({ tree }) => usesHostNetwork(tree))
  );
}

function wants({ port: wanted }: Client, port: ServicePort): boolean {
  return wanted === port.port || (wanted !== undefined && wanted === port.name);
}

function blocked(
  service: Service,
  { port, number, template }: ClosedPort,
  client: Client | undefined,
  policies: readonly NetworkPolicy[],
): Finding {
  return {
    message:
      client === undefined
        ? `${serviceWords(service)} is of type ${code(service.type)}, and no NetworkPolicy opens ` +
          `${portWords(port)} to anyone`
        : `${serviceWords(service)} is used on ${portWords(port)}, which no NetworkPolicy opens to anyone`,
    at: { place: port.at('port'), text: `leads to port ${number} of isolated Pods` },
    related: [
      ...policies.slice(0, 2).map(({ resource }) => ({
        place: resource.at('spec', 'podSelector'),
        text: `${describe(resource)} isolates ${describe(template.workload.resource)}`,
      })),
      client === undefined
        ? { place: service.resource.at('spec', 'type'), text: 'for clients outside of the cluster' }
        : calling(client),
    ],
    notes: ['a Pod that any policy isolates is reached only through ports that a policy opens'],
    help: 'add a policy that opens the port of the Pods to their clients',
  };
}

function calling({ from, at, by }: Client): PlacedLabel {
  return { place: at, text: `${describe(from)} ${by === 'name' ? 'names the Service here' : 'sends requests here'}` };
}
