import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import type { NearMiss } from '../selection/near-miss.js';
import type { Selections } from '../selection/selection.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Of so many Services that differ in a label and have no Pods, none has lost them by a slip. */
const SET = 3;

/**
 * True for a Service of a set beside Pods that have none of its keys: others of its file ask for the same keys, with a
 * value in common and others not, and have no Pods either. Those of all of them come from elsewhere, as from a release
 * beside which they are written.
 */
export function setsElsewhere(
  { services }: Pick<UnitIndex, 'services'>,
  selections: Pick<Selections, 'of'>,
): (service: Service, miss: Pick<NearMiss, 'differences'>) => boolean {
  const byKeys = once(() => groupBy(services, keysOf));
  const sizeOf = remember((keys: string): number => {
    const all = (byKeys().get(keys) ?? []).filter((service) => selections.of(service).scope === 'nowhere');
    const asked = all.map(pairsOf);
    const isShared = (pair: string): boolean => asked.every((pairs) => pairs.includes(pair));
    return asked[0]?.some(isShared) === true ? new Set(asked.map((pairs) => pairs.join())).size : 0;
  });
  return (service, { differences }) =>
    differences.every(({ kind }) => kind === 'absent') &&
    (service.selector?.size ?? 0) > 1 &&
    sizeOf(keysOf(service)) >= SET;
}

function keysOf({ resource, selector }: Service): string {
  return JSON.stringify([resource.file.path, ...[...(selector?.keys() ?? [])].sort()]);
}

function pairsOf({ selector }: Service): readonly string[] {
  return [...(selector?.values() ?? [])].map(({ key, value }) => `${key}=${value}`).sort();
}
