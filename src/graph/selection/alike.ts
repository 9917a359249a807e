import { append } from '../../data/group.js';
import { remember } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Selections } from './selection.js';

/** Pods that a Service cannot tell apart. */
export interface Alike {
  /**
   * The templates behind the Service that carry exactly these labels in the same namespace, in their order; itself
   * among them.
   */
  alike(template: PodTemplate, service: Service): readonly PodTemplate[];
}

export function alikeOf(selections: Pick<Selections, 'of'>, namespaces: Namespaces): Alike {
  const keyOf = ({ labels, workload }: PodTemplate): string =>
    JSON.stringify([
      namespaces.of(workload.resource),
      ...[...labels.values()].map(({ key, value }) => [key, value]).sort(),
    ]);
  const groups = remember((service: Service) => {
    const found = new Map<string, PodTemplate[]>();
    for (const template of selections.of(service).templates) append(found, keyOf(template), template);
    return found;
  });
  return {
    alike: (template, service) =>
      selections.of(service).templates.length < 2 ? [template] : (groups(service).get(keyOf(template)) ?? []),
  };
}
