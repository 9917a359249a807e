import { once, remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { selectsStaticPods } from '../unit/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
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
  elsewhere: Surroundings['elsewhere'],
): Closure {
  const near = (resource: Resource) => (other: Resource) => namespaces.same(resource, other) !== 'no';
  const isUnreached = (template: PodTemplate): boolean => selections.servicesOf(template).length === 0;

  const matchElsewhere = remember((service: Service): PodTemplate | undefined => {
    const shares = near(service.resource);
    return elsewhere(service, namespaces.of(service.resource)).find(
      (template) => !index.holds(template.workload.resource) && shares(template.workload.resource),
    );
  });

  const operatedIn = once(() => new Set(index.operated.map(namespaces.of)));
  const isOperatedIn = (namespace: string | null): boolean =>
    namespace === null ? operatedIn().size > 0 : operatedIn().has(namespace) || operatedIn().has(null);

  const isClosedFor = (service: Service): boolean => {
    if (index.open || selectsStaticPods(service)) return false;
    const shares = near(service.resource);
    const beside = index.isOneApply
      ? index.templatesInFolderOf(service.resource)
      : index.templatesIn(service.resource.file);
    const witness = beside.some((template) => shares(template.workload.resource) && isUnreached(template));
    return witness && !isOperatedIn(namespaces.of(service.resource)) && matchElsewhere(service) === undefined;
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
