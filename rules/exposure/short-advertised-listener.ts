import type { Client } from '../../src/graph/names/clients.js';
import type { Graph } from '../../src/graph/graph.js';
import { type Advertised, advertisedShort } from '../../src/k8s/dns/advertised.js';
import { runningContainers } from '../../src/k8s/listening/running.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate, Workload } from '../../src/k8s/workloads/workload.js';
import { swap } from '../../src/message/names.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** A client of Kafka connects to what the broker tells it, a name that its own namespace resolves (semantics 6.8). */
export default defineRule({
  id: 'short-advertised-listener',
  severity: 'warning',
  summary: 'A broker that tells clients of another namespace to come to a name that only its own namespace has',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, graph) {
    if (workload.resource.partial || workload.resource.patched || graph.unit.isRefused(workload.resource)) return;
    for (const template of workload.templates)
      for (const container of runningContainers(template))
        for (const advertised of advertisedShort(container)) {
          const client = sentAstray(template, advertised, graph);
          if (client !== undefined) yield unresolvable(workload, advertised, client, graph);
        }
  },
});

/** A client of another namespace, where nothing has the name. */
function sentAstray(template: PodTemplate, { host, port }: Advertised, graph: Graph): Client | undefined {
  const { names, namespaces, unit } = graph;
  const { resource } = template.workload;
  const isAway = ({ from, by, name }: Client): boolean =>
    by === 'name' &&
    (name?.field === 'env' || name?.field === 'data') &&
    namespaces.same(from, resource) === 'no' &&
    !searches(name.template) &&
    unit.servicesNamed(host, from).length === 0;
  const isOfPort = (client: Client): boolean => client.port === port;
  return graph.selection
    .servicesOf(template)
    .flatMap((service) => names.clientsOf(service))
    .find((client) => isOfPort(client) && isAway(client));
}

/** Its Pods look for short names in namespaces of their choice. */
function searches(template: PodTemplate | undefined): boolean {
  if (template === undefined) return false;
  return template.workload.resource.get(...template.path, 'spec', 'dnsConfig') !== undefined;
}

function unresolvable(
  { resource }: Workload,
  { host, port, at, variable }: Advertised,
  client: Client,
  { namespaces }: Graph,
): Finding {
  const home = namespaces.of(resource);
  const away = namespaces.of(client.from);
  const changes = home === null ? undefined : swap(at, host, `${host}.${home}.svc`);
  return {
    message: `${describe(resource)} tells clients to come to ${code(`${host}:${port}`)}, which only its namespace has`,
    at: { place: at, text: 'resolved in the namespace of whoever is told it' },
    related: [{ place: client.at, text: `${describe(client.from)} is a client in ${inNamespace(away)}` }],
    notes: [
      'a client asks any broker for the addresses of all, and then connects to these',
      `the address stands in variable ${code(variable)}`,
    ],
    help: changes === undefined ? 'advertise a name with its namespace' : undefined,
    fix: changes && { title: `advertise ${code(`${host}.${home ?? ''}.svc`)}`, applicability: 'unsafe', changes },
  };
}

function inNamespace(namespace: string | null): string {
  return namespace === null ? 'another namespace' : `namespace ${code(namespace)}`;
}
