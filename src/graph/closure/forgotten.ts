import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { endsByDesign, runningPorts } from '../../k8s/listening/running.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Workloads that serve something and have no Service. */
export interface Forgotten {
  /** The only one in the folder of an object, and in its namespace. */
  forgottenBeside(resource: Resource): Workload | undefined;
}

export function forgottenOf(
  { templates }: Pick<UnitIndex, 'templates'>,
  namespaces: Namespaces,
  isUnreached: (template: PodTemplate) => boolean,
): Forgotten {
  const keyOf = (resource: Resource): string => JSON.stringify([resource.file.folder, namespaces.of(resource)]);
  const workloads = once(() => {
    const serving = [...templates].filter(
      (template) => isUnreached(template) && runningPorts(template).length > 0 && !endsByDesign(template),
    );
    return groupBy(new Set(serving.map(({ workload }) => workload)), ({ resource }) => keyOf(resource));
  });
  return {
    forgottenBeside(resource) {
      const [only, ...others] = workloads().get(keyOf(resource)) ?? [];
      return others.length === 0 ? only : undefined;
    },
  };
}
