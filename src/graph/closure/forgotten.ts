import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { endsByDesign, runningPorts } from '../../k8s/listening/running.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { ContainerPort } from '../../k8s/pods/container.js';
import type { ServiceReference } from '../../k8s/references/references.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Workloads that serve something and have no Service. */
export interface Forgotten {
  /** The only one in the folder of an object, and in its namespace. */
  forgottenBeside(resource: Resource): Workload | undefined;
  /**
   * The only one that has the name of a Service which is not there, in the namespace of who asks, among files that have
   * Services and are all there is: `closed`, or tied to it by the port and a namespace that both write.
   */
  forgottenFor(reference: ServiceReference, closed: boolean): Workload | undefined;
}

export function forgottenOf(
  { templates, workloadsNamed, services, open }: Pick<UnitIndex, 'templates' | 'workloadsNamed' | 'services' | 'open'>,
  namespaces: Namespaces,
  isUnreached: (template: PodTemplate) => boolean,
): Forgotten {
  const keyOf = (resource: Resource): string => JSON.stringify([resource.file.folder, namespaces.of(resource)]);
  const isForgotten = (template: PodTemplate): boolean =>
    isUnreached(template) && runningPorts(template).length > 0 && !endsByDesign(template);
  const workloads = once(() =>
    groupBy(new Set([...templates].filter(isForgotten).map(({ workload }) => workload)), ({ resource }) =>
      keyOf(resource),
    ),
  );
  return {
    forgottenBeside(resource) {
      const [only, ...others] = workloads().get(keyOf(resource)) ?? [];
      return others.length === 0 ? only : undefined;
    },
    forgottenFor(reference, closed) {
      const { name, namespace, from } = reference;
      if (open || services.length === 0) return undefined;
      if (namespace !== undefined && namespaces.meant(namespace) !== namespaces.of(from)) return undefined;
      const named = workloadsNamed(name).filter(({ resource }) => namespaces.same(from, resource) === 'yes');
      const [workload, ...others] = named;
      if (workload === undefined || others.length > 0 || !(closed || isTied(reference, workload))) return undefined;
      return workload.templates.length > 0 && workload.templates.every(isForgotten) ? workload : undefined;
    },
  };
}

function isTied({ from, port }: ServiceReference, { resource, templates }: Workload): boolean {
  const declares = ({ name, number }: ContainerPort): boolean =>
    port.kind === 'name' ? port.name === name : port.number === number;
  return (
    from.namespace !== undefined &&
    from.namespace === resource.namespace &&
    templates.some((template) => runningPorts(template).some(declares))
  );
}
