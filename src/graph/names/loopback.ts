import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import { isNotInPod } from '../../k8s/dns/local-servers.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Selections } from '../selection/selection.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/**
 * The Services that a name for the Pod itself was probably meant for: nothing of the Pod has the port, and they have
 * (semantics 8.7).
 */
export type FindBehindLoopback = (reference: NameReference, pods: readonly PodTemplate[]) => readonly Service[];

export function behindLoopback(
  index: UnitIndex,
  namespaces: Namespaces,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
): FindBehindLoopback {
  const byPort = once(() => {
    const found = new Map<number, Service[]>();
    for (const service of index.services)
      for (const number of new Set(service.ports.map(({ port }) => port))) append(found, number, service);
    return found;
  });
  return (reference, pods) => {
    const number = dialledPort(reference);
    if (number === undefined || pods.length === 0) return [];
    if (!pods.every((template) => isNotInPod(template, number, reference.container))) return [];
    return (byPort().get(number) ?? []).filter(
      (service) =>
        service.selector !== undefined &&
        pods.every(
          (template) =>
            namespaces.same(service.resource, template.workload.resource) === 'yes' &&
            !servicesOf(template).includes(service),
        ),
    );
  };
}
