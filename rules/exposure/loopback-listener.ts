import type { Graph } from '../../src/graph/graph.js';
import { runningContainers } from '../../src/k8s/listening/running.js';
import { isServedOnLoopback, loopbackListeners, type LoopbackListener } from '../../src/k8s/listening/loopback.js';
import { loopbackOnly } from '../../src/k8s/listening/configured.js';
import type { Resource } from '../../src/k8s/object/resource.js';
import type { CheckedPort } from '../../src/k8s/pods/checks.js';
import { portNamed, type Container, type ContainerPort } from '../../src/k8s/pods/container.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isHostNetwork } from '../../src/k8s/workloads/host-ports.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe, type PlacedLabel } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { scalarsIn } from '../../src/tree/tree.js';

/**
 * Traffic of a Service arrives at the address of the Pod, where a process that is bound to 127.0.0.1 does not listen
 * (semantics 6.8).
 */
export default defineRule({
  id: 'loopback-listener',
  severity: 'error',
  summary: 'A process that listens on 127.0.0.1, behind a Service or a port of the node, or asked by a probe',
  kinds: ['Workload', '/ConfigMap', '/Secret'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(subject, graph) {
    const isWorkload = 'templates' in subject;
    const said = new Set<string>(); // several workloads may read one file
    for (const template of isWorkload ? subject.templates : graph.names.readersOf(subject)) {
      for (const container of runningContainers(template)) {
        const listeners = isWorkload ? loopbackListeners(container) : inFilesOf(subject, container, template, graph);
        for (const listener of listeners) {
          const route =
            routeTo(container, listener, template, graph) ??
            probeOf(container, listener, template) ??
            nodeOf(container, listener, template);
          if (route === undefined || isServedOnLoopback(template) || (!isWorkload && said.has(listener.said))) continue;
          said.add(listener.said);
          yield unreachable(container, listener, route, template.injected);
        }
      }
    }
  },
});

/** What the entries of a ConfigMap or Secret say that the container mounts. */
function inFilesOf(
  resource: Resource,
  container: Container,
  template: PodTemplate,
  { ports }: Graph,
): readonly LoopbackListener[] {
  return loopbackOnly(ports.configured(template, container))
    .filter(({ file }) => file.resource === resource)
    .map(({ place, said, address, port, sure, exact, omitted, remedy }) => ({
      place,
      said,
      address: omitted ? '' : address,
      text: exact && !omitted ? said : undefined,
      port,
      weak: false,
      usual: !sure || omitted,
      flag: undefined,
      inFile: true,
      remedy,
    }));
}

interface ServiceRoute {
  readonly service: Service;
  readonly port: ServicePort;
  readonly number: number;
}

interface ProbeRoute {
  readonly probe: CheckedPort;
  readonly number: number;
}

interface NodeRoute {
  readonly opened: ContainerPort;
  readonly number: number;
}

/** Who sends to the address of the Pod. */
type Route = ServiceRoute | ProbeRoute | NodeRoute;

/** The Service that sends traffic to the listener: never one whose port another container of the Pod answers for. */
function routeTo(
  container: Container,
  listener: LoopbackListener,
  template: PodTemplate,
  { selection, ports }: Graph,
): ServiceRoute | undefined {
  const regular = runningContainers(template);
  for (const service of selection.servicesOf(template)) {
    for (const port of service.ports) {
      const { number } = ports.resolve(port, template);
      if (number === undefined || port.protocol !== 'TCP') continue;
      const owners = regular.filter((other) => other.ports.some((declared) => declared.number === number));
      const own = owners.includes(container);
      if (owners.length > (own ? 1 : 0) || alsoElsewhere(container, number)) continue;
      const agrees = listener.port === number && (own || (!listener.weak && regular.length === 1));
      const only = listener.port === undefined && own && !listener.weak && container.ports.length === 1;
      if (agrees || only) return { service, port, number };
    }
  }
  return undefined;
}

/** A probe of the container that the kubelet sends to the port, at the address of the Pod. */
function probeOf(
  container: Container,
  { port: number, weak }: LoopbackListener,
  { injected }: PodTemplate,
): ProbeRoute | undefined {
  if (number === undefined || injected || alsoElsewhere(container, number)) return undefined;
  if (weak && !container.ports.some((declared) => declared.number === number)) return undefined;
  const probe = container.checkedPorts.find(
    ({ check, port, path }) =>
      check.endsWith('Probe') &&
      container.get(...path.slice(0, -1), 'host') === undefined &&
      (typeof port === 'number' ? port : portNamed(container, port)?.number) === number,
  );
  return probe && { probe, number };
}

/** A port that the node opens: what arrives there is sent to the address of the Pod, if that is not the node's own. */
function nodeOf(
  container: Container,
  { port: number, weak }: LoopbackListener,
  template: PodTemplate,
): NodeRoute | undefined {
  if (number === undefined || weak || template.injected || alsoElsewhere(container, number)) return undefined;
  if (isHostNetwork(template)) return undefined;
  const opened = container.ports.find((port) => port.number === number && port.hostPort !== undefined);
  return opened && { opened, number };
}

/** The container is told to listen on every address too: on this port, or on one that is not given. */
function alsoElsewhere(container: Container, number: number): boolean {
  const words = ['command', 'args', 'env'].flatMap((field) => [...scalarsIn(container.get(field))]);
  return words.some((text) =>
    new RegExp(`(0\\.0\\.0\\.0|\\[::\\])(?!:\\d)|(0\\.0\\.0\\.0|\\[::\\]|[\\s"=]):${number}\\b`).test(text),
  );
}

function unreachable(container: Container, listener: LoopbackListener, route: Route, injected: boolean): Finding {
  const byDefault = listener.address === '';
  const address = byDefault ? '127.0.0.1' : listener.address;
  const where = listener.port === undefined ? address : `${address}:${listener.port}`;
  return {
    message:
      `container ${code(container.name)} listens on ${code(where)} only, ` +
      `where ${senderWords(route)} does not reach it`,
    at: {
      place: listener.place,
      text: byDefault
        ? `${code(listener.said)} listens on 127.0.0.1 unless it is told otherwise`
        : `${code(listener.said)} accepts connections from inside the Pod only`,
    },
    related: [sender(route, container)],
    notes: ['traffic of a Service, and that of HTTP probes, arrives at the address of the Pod, not at its loopback'],
    help: byDefault ? everywhere(listener) : undefined,
    fix: repair(listener),
    // A mesh may hand traffic to the loopback; without a port nothing proves that it is this one.
    severity: listener.port === undefined || listener.weak || listener.usual || injected ? 'warning' : 'error',
  };
}

function senderWords(route: Route): string {
  if ('opened' in route) return 'the port of its node';
  return 'probe' in route ? `its ${route.probe.check}` : serviceWords(route.service);
}

function sender(route: Route, container: Container): PlacedLabel {
  if ('opened' in route)
    return {
      place: route.opened.at('hostPort'),
      text: `the node sends what arrives here to ${route.number} of the Pod`,
    };
  if ('probe' in route)
    return {
      place: container.at(...route.probe.path),
      text: `the kubelet sends the ${route.probe.check} to ${route.number} of the Pod`,
    };
  const { service, port, number } = route;
  return {
    place: port.at('targetPort'),
    text: `${serviceWords(service)} sends ${portWords(port)} to ${number} of the Pod`,
  };
}

/** `--host 0.0.0.0`, or the address in front of the port for those that take both in one word. */
function everywhere({ flag, port, remedy }: LoopbackListener): string {
  if (remedy !== undefined) return `write ${code(remedy)}`;
  return flag === undefined
    ? `write ${code(`0.0.0.0:${port ?? 'PORT'}`)}`
    : `add ${code(`${flag}${flag.startsWith('--') ? '=' : ' '}0.0.0.0`)}`;
}

function repair({ text, address, place, inFile }: LoopbackListener): FixRecipe | undefined {
  if (address === '' || text === undefined || text.split(address).length !== 2) return undefined;
  const all = everyAddressLike(address);
  return {
    title: 'listen on every address of the Pod',
    applicability: 'unsafe',
    changes: [
      inFile
        ? { replace: place, with: text.replace(address, all), inside: true }
        : { replace: place, with: text.replace(address, all) },
    ],
  };
}

/** All addresses of the same family, written in the same way. */
function everyAddressLike(address: string): string {
  if (!address.includes('::')) return '0.0.0.0';
  return address.startsWith('[') ? '[::]' : '::';
}
