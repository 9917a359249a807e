import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import { isSlip, MOST_EDITS } from '../../text/spelling/slip.js';
import { wordsNear } from '../../text/spelling/words-near.js';

/** The Service of a namespace of which a name is probably a slip: the nearest one, ties in alphabetical order. */
export type FindSlip = (name: string, namespace: string | undefined) => Service | undefined;

/** A configuration may name thousands of hosts beside thousands of Services, so what is near is looked up. */
export function slipsAmong(
  services: readonly Service[],
  namespaceOf: (service: Service) => string | undefined,
): FindSlip {
  const groups = [...groupBy(services, namespaceOf)];
  const within = new Map(groups.map(([namespace, own]) => [namespace, once(() => slipsWithin(own))]));
  return (name, namespace) => within.get(namespace)?.()(name);
}

function slipsWithin(services: readonly Service[]): (name: string) => Service | undefined {
  const named = new Map([...services].reverse().map((service) => [service.name, service]));
  const near = wordsNear(named.keys());
  return (name) => {
    for (let most = 1; most <= MOST_EDITS; most++) {
      const slip = near(name, most).find((candidate) => isSlip(name, candidate));
      if (slip !== undefined) return named.get(slip);
    }
    return undefined;
  };
}
