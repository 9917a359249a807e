import { readLabels, type Labels, type Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { firstOf, groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { MOST_CANDIDATES } from '../selection/near-miss.js';
import { indexRequirements } from '../unit/label-index.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What LabelSelectors find in a namespace, whatever namespace the selector stands in; null means all of them. */
export interface Labelled {
  /** Services whose own labels, not their selector, meet a LabelSelector. */
  services(requirements: readonly Requirement[], namespace: string | null): readonly Service[];
  /**
   * Services that such a selector may have meant: near the object, named like it, or with a wanted pair in labels or
   * selector.
   */
  servicesAlike(requirements: readonly Requirement[], near: Resource): readonly Service[];
  /** Pod templates whose labels meet a LabelSelector for sure, or may. */
  podsAnywhere(requirements: readonly Requirement[], namespace: string | null): readonly PodTemplate[];
  /** Whether there are any; most selectors find one at once. */
  findsAny(requirements: readonly Requirement[], namespace: string | null): boolean;
  /** The labels of a Service, read once. */
  labelsOf(service: Service): Labels;
}

const NO_LABELS: Labels = new Map();

const namespaceOf = ({ resource }: Service): string | undefined => resource.namespace;

/** Each index is made when it is first asked for. */
export function labelledOf(index: UnitIndex): Labelled {
  const ownLabels = remember((service: Service) => readLabels(service.resource.tree, ['metadata', 'labels']));
  const services = once(() => indexRequirements(index.services, { labelsOf: ownLabels, namespaceOf }));
  const selectors = once(() =>
    indexRequirements(index.services, { labelsOf: ({ selector }) => selector ?? NO_LABELS, namespaceOf }),
  );
  const pods = once(() =>
    indexRequirements([...index.templates], {
      labelsOf: ({ labels }) => labels,
      addedOf: ({ added }) => added,
      namespaceOf: ({ workload }) => workload.resource.namespace,
    }),
  );
  const byFolder = once(() => groupBy(index.services, ({ resource }) => resource.file.folder));
  return {
    services: (requirements, namespace) => services().meeting(requirements, namespace),
    servicesAlike: (requirements, near) =>
      firstOf(
        [
          byFolder().get(near.file.folder) ?? [],
          index.servicesNamed(near.name ?? ''),
          services().sharing(requirements, MOST_CANDIDATES),
          selectors().sharing(requirements, MOST_CANDIDATES),
        ],
        MOST_CANDIDATES,
      ),
    podsAnywhere: (requirements, namespace) => pods().meeting(requirements, namespace),
    findsAny: (requirements, namespace) => pods().meetsAny(requirements, namespace),
    labelsOf: ownLabels,
  };
}
