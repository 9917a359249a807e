import type { Graph } from '../../src/graph/graph.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { portFault, type PortFault } from '../../src/k8s/dns/port-fault.js';
import { transportOf } from '../../src/k8s/hosts/schemes.js';
import { dialledPort } from '../../src/k8s/dns/dialled-port.js';
import { stemOfHost } from '../../src/k8s/dns/name-sources.js';
import type { Variable } from '../../src/k8s/pods/container.js';
import { callWords, fieldWords, swap } from '../../src/message/names.js';
import { otherProtocol, type ProtocolFault, type WrongPort } from '../../src/message/wrong-protocol.js';
import { commentBehind } from '../../src/k8s/object/comments.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { portNotMade } from '../../src/message/unknown-names.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isSentByConsul, isServedByConsul } from '../../src/k8s/listening/consul.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code, list } from '../../src/text/words.js';
import { getNumber, type Tree } from '../../src/tree/tree.js';

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
    yield* besideHost(reference, resolved, graph);
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
    const isItsPort = (port: Tree): boolean => getNumber(port, 'port') === number;
    if (graph.elsewhere.isForCopy(reference.from, service, (written) => written.some(isItsPort))) return;
    const wrong = { reference, service, number, certain };
    const isBase =
      reference.port.kind === 'unwritten' &&
      (graph.names.writesBaseAddresses(reference.from) || isPortSaidBeside(reference, services));
    if (fault.kind === 'protocol') yield otherProtocol(wrong, fault);
    else yield { ...unknownPort(wrong, fault), ...(isBase ? { severity: 'info' } : {}) };
  },
});

/** A comment behind the address has a port of the Service, which the program adds. */
function isPortSaidBeside({ hostAt }: NameReference, services: readonly Service[]): boolean {
  const said: readonly string[] = commentBehind(hostAt).match(/\d+/g) ?? [];
  return services.some(({ ports }) => ports.some(({ port }) => said.includes(String(port))));
}

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

/** `EVENT_BUS_PUBLISH_PORT` beside `EVENT_BUS_HOST`, of a port that the Pods have, and their Service has not. */
function* besideHost(reference: NameReference, resolved: Resolved, graph: Graph): Iterable<Finding> {
  const { form, field, key, container, from } = reference;
  if (form !== 'value' || field !== 'env' || resolved.kind !== 'found' || from.partial) return;
  const stem = stemOfHost(key);
  const { services, certain, wanted } = resolved;
  const [service, ...others] = services;
  if (stem === undefined || service === undefined || others.length > 0 || !certain || wanted.before.length > 0) return;
  const beside = portsBeside(stem, container?.variables ?? []);
  if (beside.length === 0 || !isJudged(services, graph) || isOwnListener(reference, services, graph)) return;
  for (const { variable, number } of beside) {
    const fault = portFault(service, number, () => podNumbers(service, graph));
    const isOwn = container?.ports.some((port) => port.number === number) === true;
    if (fault?.kind === 'container' && fault.port === undefined && !isOwn) yield unopened(reference, service, variable);
  }
}

type Resolved = ReturnType<Graph['names']['host']>;

interface PortBeside {
  readonly variable: Variable;
  readonly number: number;
}

/** Those with one word between, where no other host has that word. */
function portsBeside(stem: string, variables: readonly Variable[]): readonly PortBeside[] {
  return variables.flatMap((variable) => {
    const word = variable.name.startsWith(stem) && /^([A-Z\d]+)_PORT$/.exec(variable.name.slice(stem.length))?.[1];
    if (typeof word !== 'string' || !/^\d{2,5}$/.test(variable.value)) return [];
    const isOfOther = variables.some(({ name }) => name !== variable.name && name.startsWith(`${stem}${word}_`));
    return isOfOther ? [] : [{ variable, number: Number(variable.value) }];
  });
}

function unopened(reference: NameReference, service: Service, { name, value, scalar }: Variable): Finding {
  return {
    message: `${callWords(reference)} ${serviceWords(service)} on port ${value}, which only its Pods have`,
    at: { place: scalar.place, text: `${code(name)} stands beside the host` },
    related: service.ports
      .slice(0, 1)
      .map((port) => ({ place: port.at('port'), text: `${serviceWords(service)} has no port ${value}` })),
    notes: [`the address stands ${fieldWords(reference)}`],
    help: 'add the port to the Service',
    severity: 'warning',
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
