import { remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { Graph } from '../graph.js';
import { selectsStaticPods } from '../unit/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What must be known to call an absence a mistake: whether the unit is all there is (semantics 0.3). */
export function closureOf(
  index: UnitIndex,
  namespaces: Namespaces,
  selections: Pick<Graph, 'servicesOf'>,
  elsewhere: (service: Service) => readonly PodTemplate[],
): Pick<Graph, 'matchElsewhere' | 'isClosedFor' | 'unreachedBeside'> {
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
