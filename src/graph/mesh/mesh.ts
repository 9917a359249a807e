import type { Resource } from '../../k8s/object/resource.js';
import type { Labelled } from '../labelled/labelled.js';
import type { Ports } from '../ports/ports.js';
import type { Selections } from '../selection/selection.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { gatewayPortsOf, type GatewayPorts } from './gateway-ports.js';
import { serviceEntriesOf, type ServiceEntries } from './service-entries.js';
import { sidecarsOf, type Sidecars } from './sidecars.js';
import { virtualServicesOf, type VirtualServices } from './virtual-services.js';

/** What Istio is told, and what its proxies offer. */
export type Mesh = ServiceEntries & VirtualServices & GatewayPorts & Sidecars;

interface Ground {
  readonly labelled: Pick<Labelled, 'podsAnywhere'>;
  readonly selections: Pick<Selections, 'servicesOf'>;
  readonly ports: Pick<Ports, 'resolve'>;
  readonly isRefused: (resource: Resource) => boolean;
  readonly surroundings: Pick<Surroundings, 'named'>;
}

export function meshOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { labelled, selections, ports, isRefused, surroundings }: Ground,
): Mesh {
  return {
    ...serviceEntriesOf(index),
    ...sidecarsOf(index, namespaces, surroundings),
    ...virtualServicesOf(index, namespaces, isRefused),
    ...gatewayPortsOf(labelled, selections, ports),
  };
}
