import { remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { selectsStaticPods } from '../unit/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Selections } from './selection.js';

/** Whether the unit can be taken for all there is. */
export interface Closure {
  /** A Pod template outside the unit that the Service would select. */
  matchElsewhere(service: Service): PodTemplate | undefined;
  /**
   * True if the unit can be taken for all there is in the Service's namespace (semantics 0.3): its own file makes Pods
   * that no Service reaches, nothing in the unit is unknown, a template, or a base, and nothing elsewhere in the tree would match.
   */
  isClosedFor(service: Service): boolean;
  /** Workloads in the folder of an object, and in its namespace, whose Pods no Service selects. */
  unreachedBeside(resource: Resource): readonly Workload[];
}

/** What must be known to call an absence a mistake: whether the unit is all there is (semantics 0.3). */
export function closureOf(
  index: UnitIndex,
  namespaces: Namespaces,
  selections: Pick<Selections, 'servicesOf'>,
  elsewhere: (service: Service) => readonly PodTemplate[],
): Closure {
  const near = (resource: Resource) => (other: Resource) => namespaces.same(resource, other) !== 'no';
  const isUnreached = (template: PodTemplate): boolean => selections.servicesOf(template).length === 0;

  const matchElsewhere = remember((service: Service): PodTemplate | undefined => {
    const shares = near(service.resource);
    return elsewhere(service).find(
      (template) => !index.holds(template.workload.resource) && shares(template.workload.resource),
    );
  });

  const isClosedFor = (service: Service): boolean => {
    if (index.open || selectsStaticPods(service)) return false;
    const shares = near(service.resource);
    const witness = index.templatesInFolderOf(service.resource).some((template) => {
      const { resource } = template.workload;
      return (index.isOneApply || resource.file === service.resource.file) && shares(resource) && isUnreached(template);
    });
    return witness && !index.operated.some(shares) && matchElsewhere(service) === undefined;
  };

  const unreachedBeside = (resource: Resource): readonly Workload[] => {
    const workloads = index
      .templatesInFolderOf(resource)
      .filter(isUnreached)
      .map(({ workload }) => workload);
    return [...new Set(workloads)].filter((workload) => namespaces.same(resource, workload.resource) === 'yes');
  };

  return { matchElsewhere, isClosedFor, unreachedBeside };
}
