import type { NodePortOwner } from '../../src/graph/ports/ports.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { allocatesNodePorts, type Service, type ServicePort } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';

/** A node port has one owner in the whole cluster, across namespaces and protocols (semantics 4.3). */
export default defineRule({
  id: 'taken-node-port',
  severity: 'error',
  summary: 'A node port that another Service asks for as well',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { ports }) {
    if (!allocatesNodePorts(service)) return;
    const said = new Set<number>();
    for (const port of service.ports) {
      if (port.nodePort === undefined || said.has(port.nodePort)) continue;
      said.add(port.nodePort);
      // The first one gets it; every later one is told once.
      const first = ports.takenBefore(service, port.nodePort);
      if (first !== undefined) yield taken(service, port, first);
    }
  },
});

/** Files of different folders may be meant for different clusters. */
function farApart(a: Service, b: Service): boolean {
  return a.resource.file.folder !== b.resource.file.folder;
}

/** What only tests apply stands in no cluster beside the rest. */
function isTestInput(service: Service): boolean {
  return /(^|\/)(tests?|testdata|fixtures?|e2e)\//.test(service.resource.file.path);
}

function severityOf(service: Service, first: Service): Finding['severity'] {
  if (!farApart(service, first)) return 'error';
  return isTestInput(service) || isTestInput(first) ? 'info' : 'warning';
}

function taken(service: Service, port: ServicePort, first: NodePortOwner): Finding {
  return {
    message:
      `${serviceWords(service)} asks for node port ${port.nodePort ?? ''}, ` +
      `which ${serviceWords(first.service)} asks for too`,
    at: { place: port.at('nodePort'), text: `wanted for ${portWords(port)}` },
    related: [{ place: first.port.at('nodePort'), text: `${serviceWords(first.service)} has it` }],
    notes: [
      'a node port belongs to one Service of the cluster, ' +
        'whatever the namespace and protocol: the second one to be applied is refused',
    ],
    help: 'give one of them another number, or leave `nodePort` out and let the API server choose',
    severity: severityOf(service, first.service),
  };
}
