import { append, groupBy } from '../data/group.js';
import { once, remember } from '../data/once.js';
import type { Resource } from '../k8s/object/resource.js';
import { type BackendPort, backendPorts, servedName } from '../k8s/services/endpoints.js';
import type { Service } from '../k8s/services/service.js';
import { isSimilar } from '../text/spelling/similar.js';
import type { Elsewhere } from './elsewhere.js';
import type { Namespaces } from './unit/namespaces.js';
import type { UnitIndex } from './unit/unit-index.js';

/** Endpoints that people write by hand, and the Services that wait for them (semantics 5.10). */
export interface WrittenEndpoints {
  /** Endpoints of the Service's name, and EndpointSlices labelled with it, in its namespace. */
  of(service: Service): readonly Resource[];
  /** Their ports, those that name a number. */
  portsOf(service: Service): readonly BackendPort[];
  /** True where any unit of the tree has some that may be the Service's. */
  exist(service: Service): boolean;
  /** The only Service without endpoints that offers one of these ports, or has a similar name. */
  waitingFor(endpoints: Resource): Service | undefined;
  /** The Service of that name which has no endpoints of its own, in another namespace for sure. */
  waitingAway(endpoints: Resource, name: string): Service | undefined;
}

export function writtenEndpointsOf(
  index: Pick<UnitIndex, 'objectsNamed' | 'slicesOf' | 'selectorless'>,
  namespaces: Namespaces,
  elsewhere: Pick<Elsewhere, 'endpoints'>,
): WrittenEndpoints {
  const of = ({ name, resource }: Service): readonly Resource[] =>
    [...index.objectsNamed('', 'Endpoints', name), ...index.slicesOf(name)].filter(
      (endpoints) => namespaces.same(resource, endpoints) !== 'no',
    );
  const exist = (service: Service): boolean => of(service).length > 0 || elsewhere.endpoints(service).length > 0;
  const waiting = once(() => index.selectorless.filter((service) => !exist(service)));
  const byPort = once(() => servicesByPort(waiting()));
  const byName = once(() => groupBy(waiting(), ({ name }) => name));
  return {
    of,
    portsOf: remember((service: Service) =>
      of(service)
        .flatMap(backendPorts)
        .filter(({ number }) => number !== undefined),
    ),
    exist,
    waitingFor(endpoints) {
      const name = servedName(endpoints) ?? endpoints.name ?? '';
      const offering = backendPorts(endpoints).flatMap(({ number }) =>
        number === undefined ? [] : (byPort().get(number) ?? []),
      );
      const alike = waiting().filter((service) => isAlike(name, service.name));
      const found = new Set(
        [...offering, ...alike].filter(({ resource }) => namespaces.same(endpoints, resource) !== 'no'),
      );
      return found.size === 1 ? [...found][0] : undefined;
    },
    waitingAway: (endpoints, name) =>
      byName()
        .get(name)
        ?.find(({ resource }) => namespaces.same(endpoints, resource) === 'no'),
  };
}

/** By every number that a port of theirs has or sends to. */
function servicesByPort(services: readonly Service[]): ReadonlyMap<number, readonly Service[]> {
  const found = new Map<number, Service[]>();
  for (const service of services) {
    for (const { port, target } of service.ports) {
      append(found, port, service);
      if (target.kind === 'number' && target.number !== port) append(found, target.number, service);
    }
  }
  return found;
}

function isAlike(name: string, service: string): boolean {
  return isSimilar(name, service) || name.startsWith(`${service}-`);
}
