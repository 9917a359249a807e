import type { NodePortWish } from '../../src/graph/unit/unit-index.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { allocatesNodePorts, healthCheckPort, type Service, type ServicePort } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import type { Place } from '../../src/tree/tree.js';

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
    const wishes = service.ports.map((port): Wish => ({ number: port.nodePort, port }));
    for (const { number, port } of [...wishes, { number: healthCheckPort(service), port: undefined }]) {
      if (number === undefined || said.has(number)) continue;
      said.add(number);
      // The first one gets it; every later one is told once.
      const first = ports.takenBefore(service, number);
      if (first !== undefined) yield taken(service, { number, port }, first);
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

/** Without a port the number is for health checks. */
interface Wish {
  readonly number: number | undefined;
  readonly port: ServicePort | undefined;
}

const placeOf = (service: Service, port: ServicePort | undefined): Place =>
  port?.at('nodePort') ?? service.resource.at('spec', 'healthCheckNodePort');

function taken(service: Service, { number, port }: Wish, first: NodePortWish): Finding {
  const field = port === undefined ? 'healthCheckNodePort' : 'nodePort';
  return {
    message:
      `${serviceWords(service)} asks for node port ${number ?? ''}, ` +
      `which ${serviceWords(first.service)} asks for too`,
    at: { place: placeOf(service, port), text: `wanted for ${port === undefined ? 'health checks' : portWords(port)}` },
    related: [{ place: placeOf(first.service, first.port), text: `${serviceWords(first.service)} has it` }],
    notes: [
      'a node port belongs to one Service of the cluster, ' +
        'whatever the namespace and protocol: the second one to be applied is refused',
    ],
    help: `give one of them another number, or leave ${code(field)} out and let the API server choose`,
    severity: severityOf(service, first.service),
  };
}
