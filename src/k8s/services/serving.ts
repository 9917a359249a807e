import { getNumber } from '../../tree/tree.js';
import { runningContainers } from '../listening/running.js';
import { portNamed, type Container, type ContainerPort } from '../pods/container.js';
import type { Service, ServicePort } from './service.js';
import type { PodTemplate } from '../workloads/workload.js';

/**
 * The container that answers for a resolved port: the one that declares it, else the only regular one. Undefined where
 * several could, or where the container is a helper that others keep ready.
 */
export function servingContainer(
  template: PodTemplate,
  number: number,
  declared: ContainerPort | undefined,
): Container | undefined {
  const regular = template.containers.filter((container) => container.role === 'regular' && !isHelper(container));
  const owner =
    declared?.container ??
    runningContainers(template).find((container) => container.ports.some((port) => port.number === number)) ??
    (regular.length === 1 ? regular[0] : undefined);
  return owner === undefined || isHelper(owner) ? undefined : owner;
}

/**
 * Authentication and mesh proxies, and exporters, that stand beside the container that does the work (semantics 14.6).
 */
const HELPERS =
  /(^|\/)(kube-rbac-proxy|oauth2?-proxy|origin-oauth-proxy|oauth-proxy|ose-oauth-proxy|cloud-sql-proxy|gce-proxy|proxyv2|linkerd-proxy|envoy-sidecar|config-reloader|prometheus-config-reloader|[\w.-]*[-_]exporter)([:@]|$)/;

function isHelper(container: Container): boolean {
  return container.name === 'kube-rbac-proxy' || HELPERS.test(container.image);
}

/** A port that is there only because the API wants one: `unused`, `dummy` (semantics 14.6). */
export function isDummyPort(port: ServicePort): boolean {
  return /^(unused|dummy|placeholder|headless)\b/.test(port.name);
}

/** A port for a scraper, which takes what it gets: by its name, or because the Pods announce it as theirs. */
export function isScrapePort(service: Service, port: ServicePort, number: number, template: PodTemplate): boolean {
  const holder = template.runningPorts.find((declared) => declared.number === number);
  if ([port.name, holder?.name ?? ''].some((name) => /(^|-)(metrics|exporter)$/.test(name))) return true;
  // A Service of its own for them, as charts have it; an application may be called so as well.
  if (port.name === '' && /.-metrics(-service|-svc)?$/.test(service.name)) return true;
  const isPrometheus = /prometheus/.test(template.workload.name);
  if (!isPrometheus && /(^|-)prometheus(-|$)|^(prom|monitoring|telemetry)$/.test(port.name)) return true;
  const announced = template.workload.resource.get(...template.path, 'metadata', 'annotations', 'prometheus.io/port');
  return (
    service.headless &&
    service.ports.length === 1 &&
    announced?.type === 'scalar' &&
    String(announced.value) === String(number)
  );
}

/** A port over which the members of a cluster find each other, before they are ready. */
export function isPeerPort(port: ServicePort): boolean {
  return /^(transport|peer|peers|gossip|raft|cluster|server-to-server|inter-node|intra-node)$/.test(port.name);
}

/**
 * The containers of a Pod share one network, so a readiness probe of any of them may ask the served port (semantics
 * 6.5, 6.6).
 */
export function isAskedByAnyProbe(template: PodTemplate, number: number): boolean {
  return runningContainers(template).some((container) => {
    const grpc = getNumber(container.get('readinessProbe'), 'grpc', 'port');
    const asked = container.checkedPorts.filter(({ check }) => check === 'readinessProbe');
    return (
      grpc === number ||
      asked.some(({ port }) => (typeof port === 'number' ? port : portNamed(container, port)?.number) === number)
    );
  });
}
