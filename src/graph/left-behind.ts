import { once } from '../data/once.js';
import type { Monitor } from '../k8s/monitors/monitor.js';
import type { Resource } from '../k8s/object/resource.js';
import { isCall, type ServiceReference } from '../k8s/references/references.js';
import type { Service } from '../k8s/services/service.js';
import { folderOf } from '../text/paths.js';
import type { Unit } from '../units/unit/unit.js';
import type { Monitors } from './monitors.js';
import type { Names } from './names/names.js';
import type { Selections } from './selection/selection.js';
import { lastPairs } from './unit/last-pairs.js';
import type { Namespaces } from './unit/namespaces.js';
import type { UnitIndex } from './unit/unit-index.js';

/** What a name leaves behind that was changed on one side: a Service that nobody asks for (semantics 0.3). */
export interface LeftBehind {
  /** The last Service with the port that is asked for, beside the only backend that names one in vain. */
  service(reference: ServiceReference): Service | undefined;
  /** The only Service that selects the Pods of a Rollout, which names another one that is not there. */
  ownService(reference: ServiceReference): Service | undefined;
  /** A Service that no monitor selects, with the name of this one and a port that it scrapes. */
  watched(monitor: Monitor): Service | undefined;
}

interface Ground {
  readonly unit: Unit;
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly names: Pick<Names, 'service' | 'clientsOf'>;
  readonly monitors: Pick<Monitors, 'services'>;
  readonly selections: Pick<Selections, 'servicesOf'>;
}

export function leftBehindOf(ground: Ground): LeftBehind {
  const { index, namespaces, selections } = ground;
  const service = once(() => uncalled(ground));
  const watched = once(() => watchedServices(ground));
  return {
    service: (reference) => service()(reference),
    ownService({ from, all }) {
      const owner = index.workloadsNamed(from.name ?? '').find(({ resource }) => resource === from);
      const [only, ...others] = owner?.templates.flatMap((template) => selections.servicesOf(template)) ?? [];
      const isNamed = all.some(({ name }) => name === only?.name);
      return others.length === 0 && !isNamed ? only : undefined;
    },
    watched({ resource, selects, ports: scraped }) {
      if (selects === 'pods') return undefined;
      const asked = new Set<string | number>(
        scraped.flatMap(({ wanted }): readonly (string | number)[] =>
          wanted.kind === 'names' ? wanted.names : [wanted.number],
        ),
      );
      return namesOf(resource)
        .flatMap((name) => index.servicesNamed(name))
        .find(
          (each) =>
            namespaces.same(resource, each.resource) === 'yes' &&
            each.ports.some(({ name, port }) => asked.has(name) || asked.has(port)) &&
            !watched().has(each),
        );
    },
  };
}

function uncalled({ unit, index, namespaces, names }: Ground): LeftBehind['service'] {
  /** What belongs together for sure is one apply, or else one folder. */
  const keysOf = (resource: Resource, ports: Iterable<string | number>): readonly string[] => {
    const folder = index.isOneApply ? '' : folderOf(resource.file.path);
    return [...ports].map((port) => JSON.stringify([namespaces.of(resource), folder, port]));
  };
  const isDangling = (reference: ServiceReference): boolean =>
    isCall(reference) && reference.namespace === undefined && names.service(reference).kind === 'missing';
  return lastPairs<ServiceReference, Service>({
    askers: unit.objects.flatMap(({ references }) => references.filter(isDangling)),
    // What has an address of its own outside, or lists its Pods only, is there without anybody who names it.
    things: index.services.filter(
      (each) => each.type !== 'LoadBalancer' && !each.headless && names.clientsOf(each).length === 0,
    ),
    keysOfAsker: ({ from, port }) => {
      const asked = port.kind === 'name' ? port.name : port.number;
      return asked === undefined ? [] : keysOf(from, [asked]);
    },
    keysOfThing: ({ resource, ports }) => keysOf(resource, new Set(ports.flatMap(({ port, name }) => [port, name]))),
    wishOf: ({ name }) => name,
    ownerOf: (each) => each,
  });
}

function watchedServices({ unit, monitors }: Ground): ReadonlySet<Service> {
  const answers = unit.objects.flatMap(({ monitor }) =>
    monitor?.selects === 'services' ? [monitors.services(monitor)] : [],
  );
  // Monitors of one selector share one answer, which is read once.
  return new Set([...new Set(answers.flatMap(({ inside, maybe }) => [inside, maybe]))].flat());
}

/** The names that a monitor speaks of by its own: `web` and `web-metrics` for `web-monitor`. */
function namesOf({ name = '' }: Resource): readonly string[] {
  const bare = name.replace(/-(?:metrics|(?:service-?)?monitor)$/, '');
  return [...new Set([name, bare, `${bare}-metrics`])];
}
