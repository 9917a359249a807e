import { getString } from '../tree/tree.js';
import { runningContainers } from './listening.js';
import type { Container, ContainerPort } from './pod.js';
import type { ServicePort } from './service.js';
import type { PodTemplate } from './workload.js';

/**
 * The container that answers for a resolved port: the one that declares it, else the only regular one. Undefined where
 * several could, or where the container is a helper that others keep ready.
 */
export function servingContainer(template: PodTemplate, number: number, declared: ContainerPort | undefined): Container | undefined {
  const regular = template.containers.filter((container) => container.role === 'regular' && !isHelper(container));
  const owner =
    declared?.container ??
    runningContainers(template).find((container) => container.ports.some((port) => port.number === number)) ??
    (regular.length === 1 ? regular[0] : undefined);
  return owner === undefined || isHelper(owner) ? undefined : owner;
}

/** Authentication and mesh proxies, and exporters, that stand beside the container that does the work. */
const HELPERS = /(^|\/)(kube-rbac-proxy|oauth2?-proxy|origin-oauth-proxy|oauth-proxy|ose-oauth-proxy|cloud-sql-proxy|gce-proxy|proxyv2|linkerd-proxy|envoy-sidecar|config-reloader|prometheus-config-reloader|[\w.-]*[-_]exporter)([:@]|$)/;

function isHelper(container: Container): boolean {
  return container.name === 'kube-rbac-proxy' || HELPERS.test(getString(container.get(), 'image') ?? '');
}

/** A port that is there only because the API wants one: `unused`, `dummy`. */
export function isDummyPort(port: ServicePort): boolean {
  return /^(unused|dummy|placeholder|headless)\b/.test(port.name);
}
