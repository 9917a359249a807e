import type { Path } from '../../tree/tree.js';
import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import { askedAddresses, clashOf, isForMetalLb, sharingKey, type AskedAddress, type Clash } from './shared-address.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** An earlier Service with the same address, and why MetalLB does not let them share it. */
export interface TakenAddress {
  readonly asked: AskedAddress;
  readonly other: Service;
  readonly clash: Clash;
  /** Where the keys by which they share stand, of those that have one. */
  readonly ownKey: Path | undefined;
  readonly otherKey: Path | undefined;
}

export interface SharedAddresses {
  takenAddress(service: Service): TakenAddress | undefined;
}

/** Only of Services of one folder or build: others may be for other clusters (semantics 7.20). */
export function sharedAddressesOf(index: Pick<UnitIndex, 'services' | 'isOneApply'>): SharedAddresses {
  const byAddress = once(() =>
    groupBy(
      index.services.flatMap((service) => askedAddresses(service).map(({ address }) => ({ service, address }))),
      ({ address }) => address,
    ),
  );
  return {
    takenAddress(service) {
      for (const asked of askedAddresses(service)) {
        const sharers = (byAddress().get(asked.address) ?? []).map((each) => each.service);
        // The first one gets it; each later one is told of the first that it clashes with.
        for (const other of sharers.slice(0, sharers.indexOf(service))) {
          const isPair = other.name !== service.name && (isForMetalLb(service) || isForMetalLb(other));
          const isTogether = index.isOneApply || other.resource.file.folder === service.resource.file.folder;
          if (!isPair || !isTogether) continue;
          const clash = clashOf(service, other);
          if (clash !== undefined) {
            const [ownKey, otherKey] = [sharingKey(service)?.path, sharingKey(other)?.path];
            return { asked, other, clash, ownKey, otherKey };
          }
        }
      }
      return undefined;
    },
  };
}
