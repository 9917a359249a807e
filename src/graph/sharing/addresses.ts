import type { Path } from '../../tree/tree.js';
import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import { askedAddresses, clashOf, isForMetalLb, sharingKey, type AskedAddress, type Clash } from './shared-address.js';
import { Sharers } from './sharers.js';
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
  const taken = once(() => {
    const found = new Map<Service, TakenAddress>();
    const asking = groupBy(
      index.services.flatMap((service) => askedAddresses(service).map((asked) => ({ service, asked }))),
      ({ service, asked }) => `${asked.address} ${index.isOneApply ? '' : service.resource.file.folder}`,
    );
    for (const each of asking.values()) takeInTurn(each, found);
    return found;
  });
  return { takenAddress: (service) => taken().get(service) };
}

interface Asking {
  readonly service: Service;
  readonly asked: AskedAddress;
}

/** The first one gets the address; each later one is told of the first that it clashes with. */
function takeInTurn(asking: readonly Asking[], found: Map<Service, TakenAddress>): void {
  const earlier = new Sharers();
  for (const { service, asked } of asking) {
    const taken = found.has(service) ? undefined : firstClash(service, asked, earlier);
    if (taken !== undefined) found.set(service, taken);
    earlier.add(service);
  }
}

function firstClash(service: Service, asked: AskedAddress, earlier: Sharers): TakenAddress | undefined {
  for (const other of earlier.candidates(service)) {
    const clash = isForMetalLb(service) || isForMetalLb(other) ? clashOf(service, other) : undefined;
    if (clash === undefined) continue;
    return { asked, other, clash, ownKey: sharingKey(service)?.path, otherKey: sharingKey(other)?.path };
  }
  return undefined;
}
