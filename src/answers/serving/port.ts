import { allocatesNodePorts, type Service, type ServicePort } from '../../k8s/services/service.js';
import { describe } from '../../k8s/object/resource.js';
import { portWords } from '../../message/ports.js';
import { code, list } from '../../text/words.js';
import type { Backing, BackingPods } from '../endpoints/backing.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { PodCaller } from '../walk/caller.js';
import { hop, type Hop, remark, remarkBy, type Remark, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { type Ground, saidAround, saidOf, shows } from '../walk/said.js';

/** The port that a request asks for, by number or by name; neither where the caller leaves it open. */
export interface AskedPort {
  readonly number: number | undefined;
  readonly name: string | undefined;
  readonly protocol: string;
  /** True where no one wrote the protocol, so that any will do. */
  readonly isOpen: boolean;
}

export interface Dialled {
  readonly service: Service;
  readonly backing: Backing;
  /** True where the client connects to the Pods themselves: nobody translates the port (semantics 8.3). */
  readonly isDirect: boolean;
  /** Who writes the port in an address of its own; undefined for whoever comes in by an entry. */
  readonly caller: PodCaller | undefined;
  /** True where it comes in by the port of a node or of a load balancer. */
  readonly isFromOutside: boolean;
}

export interface FoundPort {
  readonly hop: Hop;
  readonly port?: ServicePort;
  /** What the client dials of the Pods, where it is no port of the Service. */
  readonly dialled?: number;
}

const PORT_RULES = [
  'unknown-target-port-name',
  'target-port-protocol-mismatch',
  'shadowed-port-name',
  'defaulted-target-port',
  'undeclared-target-port',
  'swapped-ports',
  'untranslated-headless-port',
];

/** From the port that is dialled to that of the Pods, as FindPort finds it (semantics 5.3). */
export function portHop(asked: AskedPort, dialled: Dialled, ground: Ground): FoundPort {
  const { service, isDirect } = dialled;
  const findings = saidOf(service.resource, PORT_RULES, ground);
  const port = choose(asked, dialled);
  const addressed = addressFindings(asked, dialled, ground);
  if (port === undefined && isDirect && asked.number !== undefined)
    return { dialled: asked.number, ...beyondService(asked.number, dialled, addressed) };
  if (port === undefined && isDirect && asked.name === undefined) {
    const stop = stopAt('undeclared-port', 'it lists no port, so the client picks one', service.resource.at('spec'));
    return { hop: hop('port', wantedWords(asked), service.resource.at('spec'), { stop }) };
  }
  if (port === undefined) {
    const stop = noPort(asked, dialled);
    const [finding] = addressed.filter(({ severity }) => severity !== 'info');
    const said = finding === undefined ? stop : stopBy(stop.kind, finding);
    const remarks = addressed.filter((each) => each !== finding).map(remarkBy);
    return { hop: hop('port', wantedWords(asked), undefined, { stop: said, remarks }) };
  }
  const tree = service.resource.get(...port.path);
  const own = findings.filter((finding) => service.ports.length === 1 || shows(finding, tree));
  const resolved = dialled.backing.pods.flatMap((pods) => resolutionOf(pods, port));
  const numbers = [...new Set(resolved.flatMap(({ number }) => number ?? []))];
  const says = `${portWords(port)}: ${wayWords(port, dialled, numbers)}`;
  const stop = isDirect ? untranslated(asked, port, numbers, dialled) : undefined;
  const stops = stop ?? unresolved(port, dialled, resolved, own) ?? misled(own) ?? otherwise(addressed);
  const remarks = [
    ...addressed.filter(({ rule }) => rule !== stops?.rule).map(remarkBy),
    ...own.filter(({ rule }) => rule !== stops?.rule).map(remarkBy),
    ...lacking(port, resolved),
    ...declarations(resolved),
  ];
  return { hop: hop('port', says, port.at('port'), { stop: stops, remarks }), port };
}

/** The client of a headless Service reaches every port of the Pods, whatever the Service lists (semantics 8.3). */
function beyondService(number: number, { service, backing }: Dialled, addressed: readonly Diagnostic[]): FoundPort {
  const says = `the client connects to ${number} of the Pods, which Service ${code(service.name)} does not list`;
  const [port] = service.ports;
  const declared = backing.pods.flatMap(({ template }) => template.runningPorts).find((each) => each.number === number);
  if (port !== undefined && declared !== undefined)
    return { hop: hop('port', says, declared.at('containerPort'), { remarks: addressed.map(remarkBy) }), port };
  const [finding, ...others] = addressed;
  const note = 'no container among the files declares it, and it may listen all the same';
  const stop =
    finding === undefined
      ? stopAt('undeclared-port', note, service.resource.at('spec', 'ports'))
      : stopBy('undeclared-port', finding);
  return { hop: hop('port', says, service.resource.at('spec', 'ports'), { stop, remarks: others.map(remarkBy) }) };
}

const ADDRESS_RULES = ['unknown-port-in-address', 'undeclared-port-in-address'];

/** What the rules say of this port where the caller names it in an address of the Service. */
function addressFindings({ number }: AskedPort, { caller, service }: Dialled, { findings }: Ground) {
  if (caller === undefined || number === undefined) return [];
  return saidAround(caller.template, ADDRESS_RULES, { graph: caller.world.graph, findings }).filter(
    ({ call }) => call?.port === number && call.services.includes(service.name),
  );
}

type Resolved = Pick<BackingPods, 'template'> & {
  readonly number: number | undefined;
  readonly declared: BackingPods['ports'][number]['declared'];
};

function resolutionOf({ template, ports, absent }: BackingPods, port: ServicePort): readonly Resolved[] {
  const found = ports.find((each) => each.port === port);
  return found === undefined || absent === 'refused'
    ? []
    : [{ template, number: found.number, declared: found.declared }];
}

function choose(asked: AskedPort, { service, isDirect, isFromOutside, backing }: Dialled): ServicePort | undefined {
  const { ports } = service;
  const fits = (port: ServicePort): boolean => asked.isOpen || port.protocol === asked.protocol;
  if (asked.name !== undefined) return ports.find((port) => port.name === asked.name && fits(port));
  if (asked.number === undefined) return ports[0];
  const byNumber = ports.find((port) => port.port === asked.number && fits(port));
  if (isFromOutside) return byNumber ?? ports.find((port) => port.nodePort === asked.number && fits(port));
  if (!isDirect) return byNumber;
  const leads = (port: ServicePort): boolean =>
    backing.pods.some((pods) => pods.ports.some((each) => each.port === port && each.number === asked.number));
  return ports.find((port) => leads(port) && fits(port)) ?? byNumber;
}

function wantedWords({ number, name, protocol, isOpen }: AskedPort): string {
  if (name !== undefined) return `port ${code(name)} is asked for`;
  return number === undefined ? 'no port is asked for' : `port ${number}${isOpen ? '' : `/${protocol}`} is asked for`;
}

function wayWords(
  port: ServicePort,
  { isDirect, isFromOutside, service }: Dialled,
  numbers: readonly number[],
): string {
  const target = port.target.kind === 'name' ? code(port.target.name) : String(port.target.number);
  const shown = numbers.length === 0 ? '' : ` ${numbers.join(' and ')}`;
  const pods = port.target.kind === 'name' && numbers.length > 0 ? `${target}, which is${shown}` : target;
  const entry = isFromOutside && allocatesNodePorts(service) ? entryWords(service, port) : String(port.port);
  return isDirect
    ? `the client connects to${shown === '' ? ` ${target}` : shown} of the Pods`
    : `${entry} leads to ${pods} of the Pods`;
}

function entryWords({ type }: Service, { port, nodePort }: ServicePort): string {
  if (type === 'LoadBalancer') return `${port} of the load balancer`;
  return nodePort === undefined ? 'a port of every node, which the cluster picks,' : `${nodePort} of every node`;
}

function noPort(asked: AskedPort, { service, backing }: Dialled): Stop {
  const { ports, resource, name } = service;
  const offered = ports.length === 0 ? 'none' : list(ports.map(offeredWords), 'and', 5);
  const place = resource.at('spec', 'ports');
  const other = ports.find(
    (port) => port.port === asked.number || (asked.name !== undefined && port.name === asked.name),
  );
  if (other !== undefined) {
    const note = `Service ${code(name)} has ${portWords(other)} for ${other.protocol}, not for ${asked.protocol}`;
    return stopAt('other-protocol', note, other.at('protocol'));
  }
  const target = ports.find(
    (port) =>
      (port.target.kind !== 'name' && port.target.number === asked.number) ||
      (port.target.kind === 'name' && port.target.name === asked.name) ||
      backing.pods.some((pods) => pods.ports.some((each) => each.port === port && each.number === asked.number)),
  );
  const wanted = asked.name === undefined ? String(asked.number) : code(asked.name);
  const lacks = `Service ${code(name)} has no port ${wanted}; it has ${offered}`;
  if (target !== undefined && asked.number !== undefined)
    return stopAt(
      'unknown-port',
      `${lacks}: ${wanted} is the port of the Pods`,
      target.at('targetPort'),
      `call port ${target.port}`,
    );
  const node = ports.find((port) => port.nodePort === asked.number);
  if (node !== undefined && asked.number !== undefined)
    return stopAt(
      'unknown-port',
      `${lacks}: ${wanted} is open on the nodes only`,
      node.at('nodePort'),
      `call port ${node.port}`,
    );
  const [only] = ports;
  return stopAt(
    'unknown-port',
    lacks,
    place,
    ports.length === 1 && only !== undefined ? `call port ${only.port}` : undefined,
  );
}

function offeredWords({ port, name, protocol }: ServicePort): string {
  return `${port}${name === '' ? '' : ` (${code(name)})`}${protocol === 'TCP' ? '' : `/${protocol}`}`;
}

/** The client of a headless Service dials the Pods: the port of the Service is a number on paper. */
function untranslated(
  asked: AskedPort,
  port: ServicePort,
  numbers: readonly number[],
  { service }: Dialled,
): Stop | undefined {
  const { number } = asked;
  if (number === undefined || numbers.length === 0 || numbers.includes(number)) return undefined;
  const note = `the client connects to ${number} of the Pods, and they listen on ${numbers.join(' and ')}`;
  const reason = service.headless ? note : `${note}: one Pod is called by its own name`;
  return stopAt('untranslated-port', reason, port.at('port'), `call port ${numbers[0] ?? ''}`);
}

function unresolved(
  port: ServicePort,
  { service }: Dialled,
  resolved: readonly Resolved[],
  findings: ReturnType<typeof saidOf>,
): Stop | undefined {
  if (port.target.kind !== 'name' || resolved.length === 0 || resolved.some(({ number }) => number !== undefined))
    return undefined;
  const [finding] = findings.filter(({ rule }) =>
    ['unknown-target-port-name', 'target-port-protocol-mismatch', 'shadowed-port-name'].includes(rule),
  );
  if (finding !== undefined) return stopBy('unknown-target-port', finding);
  const owners = list(
    resolved.map(({ template }) => describe(template.workload.resource)),
    'or',
    3,
  );
  const wants = `${portWords(port)} of Service ${code(service.name)} wants ${code(port.target.name)}`;
  const note = `${wants}, which no container of ${owners} has for ${port.protocol}`;
  return stopAt('unknown-target-port', note, port.at('targetPort'));
}

/** The port leads to Pods, and a rule is sure that nothing of them answers there. */
function misled(findings: readonly Diagnostic[]): Stop | undefined {
  const sure = findings.find(({ severity }) => severity === 'error');
  return sure && stopBy(sure.rule === 'target-port-protocol-mismatch' ? 'other-protocol' : 'wrong-target-port', sure);
}

/** Who writes the address speaks another protocol than the port has. */
function otherwise(addressed: readonly Diagnostic[]): Stop | undefined {
  const sure = addressed.find(({ severity }) => severity === 'error');
  return sure && stopBy('other-protocol', sure);
}

/** Some Pods lack a named port: they are left out, and the others answer. */
function lacking(port: ServicePort, resolved: readonly Resolved[]): readonly Remark[] {
  if (!resolved.some(({ number }) => number !== undefined)) return [];
  return resolved
    .filter(({ number }) => number === undefined)
    .map(({ template }) => {
      const { resource } = template.workload;
      const target = port.target.kind === 'name' ? port.target.name : '';
      return remark(
        `${describe(resource)} has no port ${code(target)} and gets no requests`,
        resource.at('metadata', 'name'),
      );
    });
}

function declarations(resolved: readonly Resolved[]): readonly Remark[] {
  return resolved.flatMap(({ template, declared }) =>
    declared === undefined
      ? []
      : [
          remark(
            `container ${code(declared.container.name)} of ${describe(template.workload.resource)} declares it`,
            declared.at('containerPort'),
          ),
        ],
  );
}
