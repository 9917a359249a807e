import { getString } from '../../tree/tree.js';
import { usesHostNetwork, type Container, type ContainerPort } from '../pods/container.js';
import type { PodTemplate } from './workload.js';

/** Two entries of which the later one repeats the earlier. */
export interface Clash<T> {
  readonly first: T;
  readonly second: T;
}

/** Every item whose key an earlier item has, with that earlier item. An undefined key clashes with nothing. */
export function clashes<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): readonly Clash<T>[] {
  const seen = new Map<string, T>();
  const found: Clash<T>[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else found.push({ first, second: item });
  }
  return found;
}

/** `8080/TCP`. */
export function numberAndProtocol(port: ContainerPort): string {
  return `${port.number}/${port.protocol}`;
}

export function isHostNetwork(template: PodTemplate): boolean {
  return usesHostNetwork(template.workload.resource.get(...template.path, 'spec'));
}

/**
 * Entries that ask for one host port twice (validation.go, checkHostPortConflicts): the regular containers together,
 * each init container by itself. `portOf` says which host port an entry takes.
 */
export function hostPortClashes(
  template: PodTemplate,
  portOf: (port: ContainerPort) => number | undefined,
): readonly Clash<ContainerPort>[] {
  const regular = template.containers
    .filter((container) => container.role === 'regular')
    .flatMap((container) => container.ports);
  const groups = [
    regular,
    ...template.containers.filter((container) => container.role !== 'regular').map((container) => container.ports),
  ];
  return groups.flatMap((ports) =>
    clashes(ports, (port) => {
      const hostPort = portOf(port);
      return hostPort === undefined ? undefined : `${port.protocol}/${hostIp(port)}/${hostPort}`;
    }),
  );
}

/**
 * The host port that an entry has once the API server has filled in what is missing: with `hostNetwork` the
 * `containerPort`, in Pods always, in Pod templates only before Kubernetes 1.28 (semantics 6.3, 11.1).
 */
export function storedHostPort(template: PodTemplate, minor: number): (port: ContainerPort) => number | undefined {
  const filled = isHostNetwork(template) && (template.workload.kind === 'Pod' || minor < 28);
  return (port) => port.hostPort ?? (filled ? port.number : undefined);
}

/** Empty for every address of the node. */
export function hostIp(port: ContainerPort): string {
  return fieldOf(port.container, port.index, 'hostIP') ?? '';
}

function fieldOf(container: Container, index: number, field: string): string | undefined {
  return getString(container.get('ports', index), field);
}
