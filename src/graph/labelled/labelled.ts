import { readLabels, type Labels, type Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { folderOf } from '../../text/paths.js';
import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { indexRequirements } from '../unit/label-index.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What LabelSelectors find, whatever the namespace. */
export interface Labelled {
  /** Services whose own labels, not their selector, meet a LabelSelector. */
  services(requirements: readonly Requirement[]): readonly Service[];
  /** Services that such a selector may have meant: near the object, named like it, or with a wanted pair in labels or selector. */
  servicesAlike(requirements: readonly Requirement[], near: Resource): readonly Service[];
  /** Pod templates whose labels meet a LabelSelector for sure, or may. */
  podsAnywhere(requirements: readonly Requirement[]): readonly PodTemplate[];
}

const NO_LABELS: Labels = new Map();

/** Each index is made when it is first asked for. */
export function labelledOf(index: UnitIndex): Labelled {
  const ownLabels = remember((service: Service) => readLabels(service.resource.tree, ['metadata', 'labels']));
  const services = once(() => indexRequirements(index.services, ownLabels));
  const selectors = once(() => indexRequirements(index.services, ({ selector }) => selector ?? NO_LABELS));
  const pods = once(() =>
    indexRequirements(
      [...index.templates],
      ({ labels }) => labels,
      ({ added }) => added,
    ),
  );
  const byFolder = once(() => groupBy(index.services, ({ resource }) => folderOf(resource.file.path)));
  return {
    services: (requirements) => services().meeting(requirements),
    servicesAlike: (requirements, near) => [
      ...new Set([
        ...(byFolder().get(folderOf(near.file.path)) ?? []),
        ...index.servicesNamed(near.name ?? ''),
        ...services().sharing(requirements),
        ...selectors().sharing(requirements),
      ]),
    ],
    podsAnywhere: (requirements) => pods().meeting(requirements),
  };
}
