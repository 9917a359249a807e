import { once } from '../../data/once.js';
import { entryHostsOf, ISTIO_GROUP } from '../../k8s/routes/istio.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What Istio is told of hosts beside the Services of the cluster. */
export interface ServiceEntries {
  /** True where a ServiceEntry of the unit declares the very host. */
  isServiceEntryHost(host: string): boolean;
}

export function serviceEntriesOf(index: UnitIndex): ServiceEntries {
  const hosts = once(() => new Set(index.ofKind(ISTIO_GROUP, 'ServiceEntry').flatMap(entryHostsOf)));
  return { isServiceEntryHost: (host) => hosts().has(host) };
}
