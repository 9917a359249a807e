import { once } from '../../data/once.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Names } from './names.js';

/** The Services that names look for in a namespace, and the namespaces in which they are; undefined for none. */
interface Missed {
  readonly services: Set<string>;
  readonly homes: Set<string | undefined>;
}

/**
 * Whether every Service that the unit looks for in one namespace, of which it has nothing, is in one other, and there
 * are several of them (semantics 8.5).
 */
export function movedNamespaces(
  unit: Pick<Unit, 'objects'>,
  names: Pick<Names, 'host'>,
): (asked: string, written: string) => boolean {
  const missed = once(() => missedNamespaces(unit, names));
  return (asked, written) => {
    const found = missed().get(asked);
    return found !== undefined && found.services.size > 1 && found.homes.size === 1 && found.homes.has(written);
  };
}

function missedNamespaces(
  { objects }: Pick<Unit, 'objects'>,
  { host }: Pick<Names, 'host'>,
): ReadonlyMap<string, Missed> {
  const all = new Map<string, Missed>();
  for (const name of objects.flatMap((object) => object.names)) {
    const found = host(name);
    if (found.kind !== 'missing' || found.wanted.namespace === undefined) continue;
    const { namespace, service } = found.wanted;
    const missed = all.get(namespace) ?? { services: new Set(), homes: new Set() };
    missed.services.add(service);
    missed.homes.add(found.likely.kind === 'other-namespace' ? found.likely.namespace : undefined);
    all.set(namespace, missed);
  }
  return all;
}
