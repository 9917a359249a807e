import { readLabels, type Labels } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { folderOf } from '../../text/paths.js';
import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import type { Graph } from '../graph.js';
import type { Namespaces } from '../unit/namespaces.js';
import { indexRequirements } from '../unit/label-index.js';
import type { UnitIndex } from '../unit/unit-index.js';

export type Labelled = Pick<Graph, 'servicesLabelled' | 'servicesAlike' | 'podsLabelled' | 'named' | 'inNamespace'>;

const NO_LABELS: Labels = new Map();

/** What LabelSelectors find, and objects by name or namespace; each index is made when it is first asked for. */
export function labelledOf(index: UnitIndex, namespaces: Namespaces): Labelled {
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
  const kinds = new Map<string, ReadonlyMap<string | null, readonly Resource[]>>();
  return {
    servicesLabelled: (requirements) => services().meeting(requirements),
    servicesAlike: (requirements, near) => [
      ...new Set([
        ...(byFolder().get(folderOf(near.file.path)) ?? []),
        ...index.servicesNamed(near.name ?? ''),
        ...services().sharing(requirements),
        ...selectors().sharing(requirements),
      ]),
    ],
    podsLabelled: (requirements) => pods().meeting(requirements),
    named: index.objectsNamed,
    inNamespace(group, kind, namespace) {
      const id = `${group}/${kind}`;
      const known = kinds.get(id) ?? groupBy(index.ofKind(group, kind), namespaces.of);
      kinds.set(id, known);
      return known.get(namespace) ?? [];
    },
  };
}
