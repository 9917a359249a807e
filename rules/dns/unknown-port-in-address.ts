import type { Graph } from '../../src/graph/graph.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { portFault, type PortFault } from '../../src/k8s/dns/port-fault.js';
import { transportOf } from '../../src/k8s/hosts/schemes.js';
import { dialledPort } from '../../src/k8s/dns/dialled-port.js';
import { callWords, fieldWords, swap } from '../../src/message/names.js';
import { otherProtocol, type ProtocolFault, type WrongPort } from '../../src/message/wrong-protocol.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { portNotMade } from '../../src/message/unknown-names.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isSentByConsul, isServedByConsul } from '../../src/k8s/listening/consul.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code, list } from '../../src/text/words.js';

/** The cluster IP of a Service answers on `spec.ports[].port` and nothing else (semantics 5.9, 8.5). */
export default defineRule({
  id: 'unknown-port-in-address',
  severity: 'error',
  summary: 'An address in a variable, argument or configuration with a port that the Service does not have',
  kinds: ['FoundName', 'MadeName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    const number = dialledPort(reference);
    const resolved = graph.names.host(reference);
    if (resolved.kind === 'made') {
      const { service } = resolved;
      if (number !== undefined && service.fixed && !service.ports.includes(number) && !reference.from.partial)
        yield portNotMade(reference, service, number);
      return;
    }
    if (
      number === undefined ||
      resolved.kind !== 'found' ||
      resolved.wanted.before.length > 0 ||
      reference.resolver?.onNode === true ||
      !isJudged(resolved.services, graph) ||
      isOwnListener(reference, resolved.services, graph) ||
      isBetweenSidecars(reference, resolved.services, graph)
    )
      return;
    const { services, certain } = resolved;
    const [service] = services;
    const transport = reference.scheme === undefined ? undefined : transportOf(reference.scheme);
    const faults = services.map((each) => portFault(each, number, () => podNumbers(each, graph), transport));
    const [fault] = faults;
    if (service === undefined || fault === undefined || graph.ports.isPortOnceSwapped(service, number)) return;
    // Versions of one Service in several files: one of them will be applied, so only what none of them has is certain.
    if (!faults.every((each) => each !== undefined)) return;
    if (resolved.byGuess && fault.kind === 'none') return; // a program beside the chart
    const wrong = { reference, service, number, certain };
    const isBase = reference.port.kind === 'unwritten' && graph.names.writesBaseAddresses(reference.from);
    if (fault.kind === 'protocol') yield otherProtocol(wrong, fault);
    else yield { ...unknownPort(wrong, fault), ...(isBase ? { severity: 'info' } : {}) };
  },
});

/** Not where a Service has no cluster IP, is refused, has no port at all, or may gain ports by a patch. */
function isJudged(services: readonly Service[], { unit }: Graph): boolean {
  return services.every(
    ({ resource, type, ports, headless }) =>
      type !== 'ExternalName' && !headless && ports.length > 0 && !resource.patched && !unit.isRefused(resource),
  );
}

/** `host` and `port` in texts of the Pods behind the Service: where they listen (semantics 8.8). */
function isOwnListener({ form, from, template }: NameReference, services: readonly Service[], graph: Graph): boolean {
  if (form !== 'value') return false;
  const readers = template === undefined ? graph.names.readersOf(from) : [template];
  return (
    readers.length > 0 &&
    readers.every((template) => graph.selection.servicesOf(template).some((service) => services.includes(service)))
  );
}

/** Between Pods with sidecars of Consul every port of the address will do (semantics 8.5). */
function isBetweenSidecars({ from, template }: NameReference, services: readonly Service[], graph: Graph): boolean {
  const callers = template === undefined ? graph.names.readersOf(from) : [template];
  if (callers.length === 0 || !callers.every(isSentByConsul)) return false;
  const called = services.flatMap((service) => graph.selection.of(service).templates);
  return called.length > 0 && called.every(isServedByConsul);
}

/** The numbers that the selected Pods have, each with the Service port that leads to it. */
function podNumbers(service: Service, { selection, ports }: Graph): ReadonlyMap<number, ServicePort | undefined> {
  const { templates } = selection.of(service);
  const declared = templates.flatMap(runningPorts).map(({ number }) => [number, undefined] as const);
  const resolved = templates.flatMap((template) =>
    service.ports.flatMap((port) => [[ports.resolve(port, template).number, port] as const]),
  );
  return new Map([
    ...declared,
    ...resolved.flatMap(([number, port]) => (number === undefined ? [] : [[number, port] as const])),
  ]);
}

function unknownPort({ reference, service, number, certain }: WrongPort, fault: NumberFault): Finding {
  const unwritten = reference.port.kind !== 'number';
  const right =
    (fault.kind === 'none' ? undefined : fault.port) ?? (service.ports.length === 1 ? service.ports[0] : undefined);
  const numbers = [...new Set(service.ports.map(({ port: each }) => String(each)))];
  const has = `the Service has ${numbers.length === 1 ? 'port' : 'ports'} ${list(numbers)} only`;
  return {
    message: unwritten
      ? `${callWords(reference)} ${serviceWords(service)} without a port, and it has no port ${number}`
      : `${callWords(reference)} ${serviceWords(service)} on port ${number}, which ${CLAUSES[fault.kind]}`,
    at: {
      place: reference.port.kind === 'number' ? reference.port.at : reference.hostAt,
      text: unwritten ? `${code(reference.scheme ?? '')} means port ${number}, and ${has}` : has,
    },
    related: ends(service, fault, right),
    notes: [
      'the cluster IP of a Service answers on its own ports only: ' +
        'a connection to any other one is refused or times out',
      `the address stands ${fieldWords(reference)}`,
    ],
    fix: right && repair(reference, right),
    severity: unwritten || !certain ? 'warning' : 'error',
  };
}

type NumberFault = Exclude<PortFault, ProtocolFault>;

const CLAUSES: Readonly<Record<NumberFault['kind'], string>> = {
  target: 'is its target port',
  container: 'only its Pods have',
  node: 'is its node port',
  none: 'it does not have',
};

/** The number that was taken for the Service port, and the port that would be right. */
function ends(service: Service, fault: NumberFault, right: ServicePort | undefined): readonly PlacedLabel[] {
  const name = serviceWords(service);
  const taken =
    fault.kind === 'target' ? { place: fault.port.at('targetPort'), text: 'this port belongs to the Pods' } : undefined;
  const node =
    fault.kind === 'node'
      ? { place: fault.port.at('nodePort'), text: 'this port is open on the nodes, not at the cluster IP' }
      : undefined;
  const ports = right === undefined ? service.ports : [right];
  return [
    ...ports.slice(0, 1).map((port) => ({ place: port.at('port'), text: `${name} listens on this port` })),
    ...[taken ?? node ?? []].flat(),
  ];
}

function repair({ port, host, hostAt }: NameReference, right: ServicePort): Finding['fix'] {
  const changes =
    port.kind === 'number'
      ? swap(port.at, String(port.number), right.port)
      : swap(hostAt, host, `${host}:${right.port}`);
  return changes && { title: `call ${portWords(right)} of the Service`, applicability: 'unsafe', changes };
}
