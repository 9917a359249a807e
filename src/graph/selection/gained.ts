import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import { gainedSelector } from '../../k8s/services/gained-selector.js';
import type { Service } from '../../k8s/services/service.js';
import type { Place } from '../../tree/tree.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Services to which labels of a kustomization give a selector (semantics 9.6). */
export interface GainedSelectors {
  /** All Services that gain theirs by the same text; an ExternalName Service ignores its selector. */
  gainedAt(place: Place): readonly Service[];
}

export function gainedSelectorsOf({ services }: Pick<UnitIndex, 'services'>): GainedSelectors {
  const byPlace = once(() => {
    const found = new Map<string, Service[]>();
    for (const service of services) {
      const gained = service.type === 'ExternalName' ? undefined : gainedSelector(service);
      if (gained !== undefined) append(found, keyOf(gained), service);
    }
    return found;
  });
  return { gainedAt: (place) => byPlace().get(keyOf(place)) ?? [] };
}

/** The text of a kustomization that sets a label, as the key of all that it is set in. */
export function keyOf({ span }: Place): string {
  return `${span.file.path}#${span.start}`;
}
