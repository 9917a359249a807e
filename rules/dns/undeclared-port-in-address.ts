import type { Graph } from '../../src/graph/graph.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { dialledPort } from '../../src/k8s/dns/dialled-port.js';
import { callWords, fieldWords } from '../../src/message/names.js';
import { numbersOf, serviceWords } from '../../src/message/ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';

/**
 * The name of a headless Service, or of one Pod, stands for the Pods' own addresses: no Service port is translated
 * (semantics 8.3, 8.5).
 */
export default defineRule({
  id: 'undeclared-port-in-address',
  severity: 'warning',
  summary: 'An address of Pods, by a headless name, with a port that their containers do not declare',
  kinds: ['FoundName'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    const { port } = reference;
    const number = dialledPort(reference);
    const resolved = graph.names.host(reference);
    if (number === undefined || resolved.kind !== 'found' || resolved.wanted.before.length > 1) return;
    const { services, wanted } = resolved;
    const [service] = services;
    const pod = wanted.before.length === 1;
    if (
      service === undefined ||
      (!pod && services.some(({ headless }) => !headless)) ||
      services.some(({ resource }) => graph.unit.isRefused(resource))
    )
      return;
    // Peers that call each other without a port know their own default.
    if (port.kind === 'unwritten' && (pod || isOwn(reference, services, graph))) return;
    if (!services.every((each) => graph.ports.isDialledInVain(each, number))) return;
    for (const template of graph.ports.judged(service).slice(0, 1))
      yield undeclared({ reference, service, number, pod, template });
  },
});

/** True for the name of the Service that the calling Pods stand behind themselves. */
function isOwn({ template }: NameReference, services: readonly Service[], { selection }: Graph): boolean {
  return template !== undefined && selection.servicesOf(template).some((service) => services.includes(service));
}

interface Undeclared {
  readonly reference: NameReference;
  readonly service: Service;
  readonly number: number;
  readonly pod: boolean;
  readonly template: PodTemplate;
}

function undeclared({ reference, service, number, pod, template }: Undeclared): Finding {
  const { port } = reference;
  const translated = service.headless ? service.ports.find((each) => each.port === number) : undefined;
  return {
    message:
      `${callWords(reference)} ${pod ? 'a Pod of' : 'headless'} ${serviceWords(service)} on port ${number}, ` +
      'which its Pods do not declare',
    at: {
      place: port.kind === 'number' ? port.at : reference.hostAt,
      text: 'this port is dialled at the Pods themselves',
    },
    related: [
      numbersOf(template),
      ...(translated === undefined
        ? []
        : [{ place: translated.at('port'), text: 'a headless Service does not translate this port' }]),
    ],
    notes: [
      'the name resolves to the addresses of the Pods, ' +
        'and `containerPort` is only a declaration: a process may listen on more',
      `the address stands ${fieldWords(reference)}`,
    ],
    help: 'call a port on which the Pods listen',
  };
}
