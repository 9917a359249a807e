import type { Graph } from '../../src/graph/graph.js';
import type { Resolution } from '../../src/graph/ports/find-port.js';
import { judgedTemplates, portsAreKnown, runningContainers, runningPorts } from '../../src/k8s/listening/running.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import { dnsOverTcp, isDns } from '../../src/k8s/slips/dns.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { usualProtocol } from '../../src/k8s/programs/usual-port.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Change, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import type { Place } from '../../src/tree/tree.js';
import { code } from '../../src/text/words.js';

/**
 * FindPort compares name *and* protocol; a number is used as it is, whatever protocol is declared (semantics 5.3, E09,
 * E10).
 */
export default defineRule({
  id: 'target-port-protocol-mismatch',
  severity: 'error',
  summary: 'A target port that the container declares with another protocol only',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, graph) {
    const selection = graph.selection.of(service);
    yield* dnsOverTcpOnly(service, selection.templates, graph);
    for (const port of service.ports) {
      if (port.target.kind !== 'name') {
        const found = otherProtocol(judgedTemplates(selection.templates), port.target.number, port.protocol);
        if (found !== undefined && !isTwin(service, port, found.port.protocol))
          yield numberMismatch(service, port, found);
        if (found === undefined) yield* datagramsOnly(service, port, selection.templates, graph);
        continue;
      }
      const missing = selection.workloads
        .map((versions) => versions.map((template) => graph.ports.resolve(port, template)))
        .filter((versions) =>
          versions.every((resolution) => resolution.miss !== undefined && portsAreKnown(resolution.template)),
        );
      const resolution = missing.flat().find((candidate) => candidate.miss?.kind === 'protocol');
      if (resolution === undefined) {
        yield* datagramsOnly(service, port, selection.templates, graph);
        continue;
      }
      const weak = service.headless || selection.uncertain || missing.length < selection.workloads.length;
      yield nameMismatch(service, port, resolution, weak);
    }
  },
});

/**
 * True for one number that the Service offers over both protocols, of which the container declares one: BitTorrent,
 * WebRTC, games and HTTP/3 take it by both. Of DNS everybody declares both.
 */
function isTwin({ ports }: Service, port: ServicePort, declared: string): boolean {
  return port.port !== 53 && ports.some((other) => other.port === port.port && other.protocol === declared);
}

interface Declared {
  readonly port: ContainerPort;
  readonly template: PodTemplate;
  /** False where the declaration leaves the protocol out, which is often an omission rather than a statement. */
  readonly stated: boolean;
}

/** A port of that number which every template declares with other protocols only. */
function otherProtocol(templates: readonly PodTemplate[], number: number, protocol: string): Declared | undefined {
  const declared = templates.map((template) => runningPorts(template).filter((port) => port.number === number));
  const [template, port] = [templates[0], declared[0]?.[0]];
  if (
    template === undefined ||
    port === undefined ||
    declared.some((ports) => ports.length === 0 || ports.some((other) => other.protocol === protocol))
  )
    return undefined;
  return { port, template, stated: declared.flat().every(isStated) };
}

const isStated = (port: ContainerPort): boolean => port.container.get('ports', port.index, 'protocol') !== undefined;

/** A file says that the program takes datagrams, and the Service sends it connections. */
function* datagramsOnly(
  service: Service,
  port: ServicePort,
  templates: readonly PodTemplate[],
  { ports }: Graph,
): Iterable<Finding> {
  if (port.protocol !== 'TCP' || isTwin(service, port, 'UDP')) return;
  const numbers = templates.map((template) => ports.resolve(port, template).number);
  const said = templates.map((template, at) =>
    runningContainers(template)
      .flatMap((container) => ports.configured(template, container).datagrams)
      .find((each) => each.port === numbers[at]),
  );
  const [number] = numbers;
  const [first] = said;
  if (number === undefined || first === undefined || said.includes(undefined)) return;
  const declared = templates.flatMap(runningPorts).filter((each) => each.number === number && each.protocol === 'TCP');
  const fix = changeProtocol(service, port, 'UDP');
  yield {
    message: `${serviceWords(service)} sends TCP to ${number}, where the program listens for UDP`,
    at: { place: protocolAt(service, port), text: 'the Service port is TCP' },
    related: [{ place: first.place, text: `${describe(first.resource)} makes it listen on ${number} over UDP` }],
    notes: ['a Service forwards a port for its own protocol only: packets of another one are dropped'],
    fix: {
      ...fix,
      changes: [fix, ...declared.map((each) => declareProtocol(each, 'UDP'))].flatMap((each) => each.changes),
    },
  };
}

/**
 * Whoever looks up a name asks over UDP first, and over TCP only where the answer is too long (semantics 4.3); clients
 * of TURN ask over TCP only where they must.
 */
function* dnsOverTcpOnly(
  service: Service,
  templates: readonly PodTemplate[],
  { selection, ports }: Graph,
): Iterable<Finding> {
  const [template] = templates;
  if (template === undefined) return;
  const found = dnsOverTcp(service, templates.flatMap(runningPorts), (port) => ports.resolve(port, template).number);
  const offered = selection.servicesOf(template).flatMap((each) => each.ports);
  if (found === undefined || offered.some(({ protocol }) => protocol === 'UDP')) return;
  const { port, udp, speaks, why } = found;
  yield {
    message: `${serviceWords(service)} offers ${speaks} on ${port.port} over TCP only`,
    at: { place: protocolAt(service, port), text: 'no Service offers this port over UDP' },
    related: udp === undefined ? [] : [{ place: udp.at('protocol'), text: 'the container has it for UDP, too' }],
    notes: [why],
    help: `add a second port ${port.port} with ${code('protocol: UDP')}${udp ? '' : ', and the same to the container'}`,
    severity: 'warning',
  };
}

function nameMismatch(service: Service, port: ServicePort, { template, miss }: Resolution, weak: boolean): Finding {
  const found = miss?.kind === 'protocol' ? miss.found : undefined;
  const name = port.target.kind === 'name' ? port.target.name : '';
  const other = found?.protocol ?? '';
  const targets = `${serviceWords(service)} targets ${code(name)} over ${port.protocol}`;
  return {
    message: `${targets}, which is declared for ${other} only`,
    at: { place: protocolAt(service, port), text: `the Service port is ${port.protocol}` },
    related:
      found === undefined
        ? []
        : [
            {
              place: found.at(isStated(found) ? 'protocol' : 'name'),
              text: `${describe(template.workload.resource)} declares ${code(name)} for ${other}`,
            },
          ],
    notes: ['a named target port is found by name and protocol together, so these Pods get no endpoint for it'],
    help: 'give both sides the protocol that the process speaks',
    fix:
      found !== undefined && isDns(port) && port.protocol === 'UDP'
        ? declareProtocol(found, port.protocol)
        : changeProtocol(service, port, other),
    severity: weak ? 'warning' : 'error',
  };
}

function numberMismatch(service: Service, port: ServicePort, { port: found, template, stated }: Declared): Finding {
  const isDeclaredWrong = !stated && !speaksTcp(found, port) && isUsual(found, port);
  return {
    message:
      `${serviceWords(service)} sends ${port.protocol} to ${found.number}, ` +
      `which is declared for ${found.protocol}${stated ? ' only' : ' by default'}`,
    at: { place: protocolAt(service, port), text: `the Service port is ${port.protocol}` },
    related: [
      {
        place: found.at(stated ? 'protocol' : 'containerPort'),
        text:
          `${describe(template.workload.resource)} declares it ` +
          (stated ? `for ${found.protocol}` : 'without a protocol'),
      },
    ],
    notes: [
      `\`containerPort\` is only a declaration: ` +
        `if the process does listen on ${found.number} over ${port.protocol}, traffic still arrives`,
    ],
    help:
      stated || isDeclaredWrong || speaksTcp(found, port)
        ? undefined
        : `add \`protocol: ${port.protocol}\` to the container port, if that is what the process speaks`,
    fix: isDeclaredWrong ? declareProtocol(found, port.protocol) : changeProtocol(service, port, found.protocol),
    // Who leaves the protocol out, and sends what everybody sends to such a port, has declared too little.
    severity: isDeclaredWrong ? 'info' : 'warning',
  };
}

/** True where other words say that the port is TCP: a probe connects to it, or a name is that of such a protocol. */
function speaksTcp({ container, name, number, protocol }: ContainerPort, { name: own }: ServicePort): boolean {
  const isProbed = container.checkedPorts.some((check) => check.port === number || check.port === name);
  return (
    protocol === 'TCP' && (isProbed || [name ?? '', own].some((text) => /^(?:https?|grpc|tcp|web)(?:-|$)/.test(text)))
  );
}

/** What is mostly spoken on such a port goes over the protocol of the Service port. */
function isUsual(found: ContainerPort, port: ServicePort): boolean {
  return usualProtocol([found.number, port.port], [found.name ?? '', port.name]) === port.protocol;
}

function declareProtocol(port: ContainerPort, protocol: string): FixRecipe {
  const after = { key: port.container.keyAt('ports', port.index, 'containerPort'), value: port.at('containerPort') };
  return {
    title: `declare the container port for ${protocol}`,
    applicability: 'unsafe',
    changes: [
      isStated(port) ? { replace: port.at('protocol'), with: protocol } : { after, entry: ['protocol', protocol] },
    ],
  };
}

/** Where the Service says its protocol; where it says none, the number or name that it sends to. */
function protocolAt({ resource }: Service, port: ServicePort): Place {
  if (resource.get(...port.path, 'protocol') !== undefined) return port.at('protocol');
  return port.target.kind === 'default' ? port.at('port') : port.at('targetPort');
}

function changeProtocol(service: Service, port: ServicePort, protocol: string): FixRecipe {
  const title = `let the Service port speak ${protocol}`;
  const written = service.resource.get(...port.path, 'protocol') !== undefined;
  const key = service.resource.keyAt(...port.path, 'port');
  const change: Change = written
    ? { replace: port.at('protocol'), with: protocol }
    : { after: { key, value: port.at('port') }, entry: ['protocol', protocol] };
  return { title, applicability: 'unsafe', changes: [change] };
}
