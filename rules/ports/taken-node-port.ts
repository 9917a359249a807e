import type { Graph } from '../../src/graph/graph.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';

/** A node port has one owner in the whole cluster, across namespaces and protocols (semantics 4.3). */
export default defineRule({
  id: 'taken-node-port',
  severity: 'error',
  summary: 'A node port that another Service asks for as well',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    if (!allocates(service)) return;
    const said = new Set<number>();
    for (const port of service.ports) {
      if (port.nodePort === undefined || said.has(port.nodePort)) continue;
      said.add(port.nodePort);
      const owners = graph.ports.ownersOfNodePort(port.nodePort).filter((owner) => allocates(owner.service));
      // The first one gets it; every later one is told once.
      const mine = owners.findIndex((owner) => owner.service === service);
      const first = owners.slice(0, mine).find((owner) => !isSameObject(owner.service, service, graph));
      if (first !== undefined) yield taken(service, port, first, farApart(service, first.service));
    }
  },
});

const allocates = (service: Service): boolean => service.type === 'NodePort' || service.type === 'LoadBalancer';

/** Versions of one Service in several files: only one of them will be applied. */
function isSameObject(a: Service, b: Service, { namespaces }: Graph): boolean {
  return a.name === b.name && namespaces.same(a.resource, b.resource) !== 'no';
}

/** Files of different folders may be meant for different clusters. */
function farApart(a: Service, b: Service): boolean {
  const folder = (service: Service): string => service.resource.file.path.split('/').slice(0, -1).join('/');
  return folder(a) !== folder(b);
}

/** What only tests apply stands in no cluster beside the rest. */
function isTestInput(service: Service): boolean {
  return /(^|\/)(tests?|testdata|fixtures?|e2e)\//.test(service.resource.file.path);
}

function taken(
  service: Service,
  port: ServicePort,
  first: { readonly service: Service; readonly port: ServicePort },
  far: boolean,
): Finding {
  return {
    message: `${serviceWords(service)} asks for node port ${port.nodePort ?? ''}, which ${serviceWords(first.service)} asks for too`,
    at: { place: port.at('nodePort'), text: `wanted for ${portWords(port)}` },
    related: [{ place: first.port.at('nodePort'), text: `${serviceWords(first.service)} has it` }],
    notes: [
      'a node port belongs to one Service of the cluster, whatever the namespace and protocol: the second one to be applied is refused',
    ],
    help: 'give one of them another number, or leave `nodePort` out and let the API server choose',
    severity: far ? (isTestInput(service) || isTestInput(first.service) ? 'info' : 'warning') : 'error',
  };
}
