import { isScraped, scrapePort } from '../../k8s/monitors/scrape-port.js';
import type { LoopbackListener } from '../../k8s/listening/loopback.js';
import { runningContainers } from '../../k8s/listening/running.js';
import type { CheckedPort } from '../../k8s/pods/checks.js';
import { portNamed, type Container, type ContainerPort } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { isHostNetwork } from '../../k8s/workloads/host-ports.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { scalarsIn, type Place } from '../../tree/tree.js';
import type { Ports } from './ports.js';
import type { Selections } from '../selection/selection.js';

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

interface ScraperRoute {
  readonly scraped: Place;
  readonly number: number;
}

/** Who sends to the address of the Pod. */
export type LoopbackRoute = ServiceRoute | ProbeRoute | NodeRoute | ScraperRoute;

export interface LoopbackRoutes {
  /** Who sends to the port of a listener that only the Pod itself reaches; undefined where nobody does. */
  loopbackRoute(container: Container, listener: LoopbackListener, template: PodTemplate): LoopbackRoute | undefined;
}

type Asked = Pick<Selections, 'servicesOf'> & Pick<Ports, 'resolve'>;

/** Services, probes, ports of the node and scrapers find a Pod at its address, not at its loopback (semantics 6.8). */
export function loopbackRoutesOf(
  selections: Pick<Selections, 'servicesOf'>,
  ports: Pick<Ports, 'resolve'>,
): LoopbackRoutes {
  const asked = { servicesOf: selections.servicesOf, resolve: ports.resolve };
  return {
    loopbackRoute: (container, listener, template) =>
      routeTo(container, listener, template, asked) ??
      probeOf(container, listener, template) ??
      nodeOf(container, listener, template) ??
      scraperOf(container, listener, template),
  };
}

/** The Service that sends traffic to the listener: never one whose port another container of the Pod answers for. */
function routeTo(
  container: Container,
  listener: LoopbackListener,
  template: PodTemplate,
  { servicesOf, resolve }: Asked,
): ServiceRoute | undefined {
  const regular = runningContainers(template);
  for (const service of servicesOf(template)) {
    for (const port of service.ports) {
      const { number } = resolve(port, template);
      if (number === undefined || port.protocol !== (listener.datagrams === true ? 'UDP' : 'TCP')) continue;
      const owners = regular.filter((other) => other.ports.some((declared) => declared.number === number));
      const own = owners.includes(container);
      if (owners.length > (own ? 1 : 0) || alsoElsewhere(container, number)) continue;
      const agrees = listener.port === number && (own || (!listener.weak && regular.length === 1));
      const isOnlyPort = listener.port === undefined && own && container.ports.length === 1;
      const only = isOnlyPort && (!listener.weak || (regular.length === 1 && isNobodyElse(listener, template)));
      if (agrees || only) return { service, port, number };
    }
  }
  return undefined;
}

/** `--host 127.0.0.1` alone, where no other process can be meant: neither of the Pod nor of its node. */
function isNobodyElse({ said, address }: LoopbackListener, template: PodTemplate): boolean {
  return (
    !/^localhost$/i.test(address) && /^(?:-{1,2}(?:host|address|addr|ip)|HOST)[ =]/.test(said) && isAlone(template)
  );
}

const isAlone = (template: PodTemplate): boolean => !template.injected && !isHostNetwork(template);

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

/** A Pod that wants to be scraped there; within a mesh, a sidecar may do that over the loopback. */
function scraperOf(
  container: Container,
  { port: number, weak }: LoopbackListener,
  template: PodTemplate,
): ScraperRoute | undefined {
  if (number === undefined || weak || template.injected || alsoElsewhere(container, number)) return undefined;
  const { resource } = template.workload;
  const scraped = isScraped(resource, ...template.path) ? scrapePort(resource, ...template.path) : undefined;
  if (scraped?.kind !== 'number' || scraped.number !== number) return undefined;
  const others = runningContainers(template).filter((other) => other !== container);
  const isOwn = container.ports.some((declared) => declared.number === number);
  const isOthers = others.some(({ ports }) => ports.some((declared) => declared.number === number));
  return isOthers || !(isOwn || others.length === 0) ? undefined : { scraped: scraped.at, number };
}

/** The container is told to listen on every address too: on this port, or on one that is not given. */
function alsoElsewhere(container: Container, number: number): boolean {
  const words = ['command', 'args', 'env'].flatMap((field) => [...scalarsIn(container.get(field))]);
  return words.some((text) =>
    new RegExp(`(0\\.0\\.0\\.0|\\[::\\])(?!:\\d)|(0\\.0\\.0\\.0|\\[::\\]|[\\s"=]):${number}\\b`).test(text),
  );
}
