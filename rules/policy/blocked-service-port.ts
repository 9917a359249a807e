import type { Graph } from '../../src/graph/graph.js';
import type { Client } from '../../src/graph/names/clients.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { opens, type NetworkPolicy } from '../../src/k8s/policies/network-policy.js';
import { podSpecsOf } from '../../src/k8s/pods/pod-specs.js';
import { usesHostNetwork } from '../../src/k8s/pods/container.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { folderOf } from '../../src/text/paths.js';

/** What isolates a Pod closes every port that no rule of any of its policies opens (semantics 7.10). */
export default defineRule({
  id: 'blocked-service-port',
  severity: 'warning',
  summary: 'A Service port that is used on disk and that no NetworkPolicy opens to anyone',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    const { templates, uncertain } = graph.selection.of(service);
    const [first] = templates;
    if (uncertain || first === undefined || graph.unit.isRefused(service.resource) || graph.policies.mixed()) return;
    // Looking at every policy waits until there is one, and somebody whom it may keep out.
    if (graph.policies.isolating(first, 'ingress').length === 0) return;
    const clients = graph.names.clientsOf(service);
    if (clients.length === 0) return;
    const closed = service.ports.filter((port) =>
      templates.every((template) => isClosed(service, port, template, graph)),
    );
    if (closed.length === 0) return;
    for (const port of closed) {
      const client = clients.find(
        (it) =>
          isOutside(it, templates) &&
          (wants(it, port) || (it.port === undefined && closed.length === service.ports.length)),
      );
      if (client === undefined) continue;
      yield blocked(service, port, client, templates, graph);
      return; // one policy closes them all
    }
  },
});

/** Closed for sure: every policy that counts is known in full, and tied to the Service by more than standing somewhere in the tree. */
function isClosed(service: Service, port: ServicePort, template: PodTemplate, graph: Graph): boolean {
  const { number } = graph.ports.resolve(port, template);
  const policies = graph.policies.isolating(template, 'ingress');
  if (number === undefined || policies.length === 0) return false;
  // In a folder of examples, the one that denies everything is not meant for the others.
  const isNear = ({ resource, podSelector }: NetworkPolicy): boolean =>
    resource.file === service.resource.file ||
    (resource.namespace ?? graph.cluster.namespace) !== undefined ||
    (podSelector.length > 0 && folderOf(resource.file.path) === folderOf(service.resource.file.path));
  const named = (name: string): number | undefined =>
    runningPorts(template).find((declared) => declared.name === name && declared.protocol === port.protocol)?.number;
  return policies.every(
    (policy) =>
      isNear(policy) &&
      !policy.resource.partial &&
      !graph.unit.isRefused(policy.resource) &&
      graph.policies.selects(policy, template) === 'yes' &&
      policy.rules.every(
        ({ direction, ports }) =>
          direction === 'egress' ||
          (ports.length > 0 &&
            ports.every(
              (item) =>
                !opens(item, { number, protocol: port.protocol }, named) &&
                // The port of the Service, or an unknown name: that mistake is reported where it stands.
                !opens(item, { number: port.port, protocol: port.protocol }, named) &&
                (item.port.kind !== 'name' || named(item.port.name) !== undefined),
            )),
      ),
  );
}

/** A Pod that calls itself never leaves it; what the control plane and Pods on a node's network send is outside of every policy. */
function isOutside({ by, from }: Client, templates: readonly PodTemplate[]): boolean {
  return (
    by !== 'api-server' &&
    !templates.some(({ workload }) => workload.resource === from) &&
    !podSpecsOf(from).some(({ tree }) => usesHostNetwork(tree))
  );
}

function wants({ port: wanted }: Client, port: ServicePort): boolean {
  return wanted === port.port || (wanted !== undefined && wanted === port.name);
}

function blocked(
  service: Service,
  port: ServicePort,
  { from, at, by }: Client,
  templates: readonly PodTemplate[],
  graph: Graph,
): Finding {
  const [template] = templates as readonly [PodTemplate];
  const policies = graph.policies.isolating(template, 'ingress');
  return {
    message: `${serviceWords(service)} is used on ${portWords(port)}, which no NetworkPolicy opens to anyone`,
    at: {
      place: port.at('port'),
      text: `leads to port ${graph.ports.resolve(port, template).number ?? port.port} of isolated Pods`,
    },
    related: [
      ...policies.slice(0, 2).map(({ resource }) => ({
        place: resource.at('spec', 'podSelector'),
        text: `${describe(resource)} isolates ${describe(template.workload.resource)}`,
      })),
      { place: at, text: `${describe(from)} ${by === 'name' ? 'names the Service here' : 'sends requests here'}` },
    ],
    notes: ['a Pod that any policy isolates is reached only through ports that a policy opens'],
    help: 'add a policy that opens the port of the Pods to their clients',
  };
}
