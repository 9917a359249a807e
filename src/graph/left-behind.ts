import { once } from '../data/once.js';
import { dialledPort, impliedPort } from '../k8s/dns/dialled-port.js';
import type { NameReference } from '../k8s/dns/name-reference.js';
import { runningPorts } from '../k8s/listening/running.js';
import { namesakesOf, type Monitor } from '../k8s/monitors/monitor.js';
import type { Resource } from '../k8s/object/resource.js';
import { isCall, type ServiceReference } from '../k8s/references/references.js';
import { isAddOn, isNamedByOperator } from '../k8s/services/service-makers.js';
import { isPublic } from '../k8s/services/port-guess.js';
import { servesMetricsOnly } from '../k8s/services/metrics-service.js';
import type { Service } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import { folderOf } from '../text/paths.js';
import { isSimilar } from '../text/spelling/similar.js';
import { areNumbered } from '../text/spelling/slip.js';
import type { Unit } from '../units/unit/unit.js';
import type { Monitors } from './monitors.js';
import { movedNamespaces } from './names/moved-namespaces.js';
import type { Names } from './names/names.js';
import type { Selections } from './selection/selection.js';
import { lastPairs } from './unit/last-pairs.js';
import type { Namespaces } from './unit/namespaces.js';
import type { UnitIndex } from './unit/unit-index.js';

/** What a name leaves behind that was changed on one side: a Service that nobody asks for (semantics 0.3). */
export interface LeftBehind {
  /** The last Service with the port that is asked for, beside the only backend that names one in vain. */
  service(reference: ServiceReference): Service | undefined;
  /**
   * The same beside a DNS name that no Service has, full or of one label: in the namespace that it asks for, with the
   * port that is dialled, unless that is one which half of all Services have.
   */
  called(name: NameReference): Service | undefined;
  /**
   * True where every Service that the unit looks for in one namespace, of which it has nothing, is in one other, and
   * there are several of them: it has moved, and its texts have not.
   */
  hasMoved(asked: string, written: string): boolean;
  /** The Pods that read a name are those behind the Service: no program means itself by another name. */
  isOwn(name: NameReference, service: Service): boolean;
  /** The only Service that selects the Pods of a Rollout, which names another one that is not there. */
  ownService(reference: ServiceReference): Service | undefined;
  /** The Service by which Pods of a workload are named, which asks for another one that is not there. */
  governing(template: PodTemplate, name: string): Service | undefined;
  /** A Service, or Pods, that no monitor selects, with the name of this one and a port that it scrapes. */
  watched(monitor: Monitor): Service | PodTemplate | undefined;
}

interface Ground {
  readonly unit: Unit;
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly names: Pick<Names, 'service' | 'host' | 'clientsOf' | 'readersOf'>;
  readonly monitors: Pick<Monitors, 'services' | 'pods'>;
  readonly selections: Pick<Selections, 'servicesOf'>;
}

export function leftBehindOf(ground: Ground): LeftBehind {
  const { unit, index, namespaces, names, selections } = ground;
  const uncalled = once(() => uncalledServices(ground));
  const watched = once(() => watchedThings(ground));
  const isOwn = ({ from, template }: NameReference, service: Service): boolean =>
    (template === undefined ? names.readersOf(from) : [template]).some((reader) =>
      selections.servicesOf(reader).includes(service),
    );
  return {
    isOwn,
    service: (reference) => {
      const left = uncalled()(askerOf(reference));
      return left === undefined || isAddOn(reference.name) || isAddOn(left.name) ? undefined : left;
    },
    called: (name) => {
      const caller = callerOf(name, names);
      const left = caller && !isNamedByOperator(caller.name) ? uncalled()(caller) : undefined;
      if (left === undefined || areNumbered(caller?.name ?? '', left.name)) return undefined;
      if (isAddOn(caller?.name ?? '') || isAddOn(left.name)) return undefined;
      return isOwn(name, left) ? undefined : left;
    },
    hasMoved: movedNamespaces(unit, names),
    ownService({ from, all }) {
      const owner = index.workloadsNamed(from.name ?? '').find(({ resource }) => resource === from);
      const [only, ...others] = owner?.templates.flatMap((template) => selections.servicesOf(template)) ?? [];
      const isNamed = all.some(({ name }) => name === only?.name);
      return others.length === 0 && !isNamed ? only : undefined;
    },
    governing(template, name) {
      const { resource, name: owner } = template.workload;
      const isBeside = (service: Service): boolean => service.resource.file.folder === resource.file.folder;
      const beside = selections
        .servicesOf(template)
        .filter((service) => isBeside(service) && !servesMetricsOnly(service));
      // Who asks for `db-headless` means a Service of its own, not the `db` with an address beside it.
      const own = HEADLESS_NAME.test(name) ? undefined : beside.find((service) => belongs(service, [name, owner]));
      const namesake = index
        .servicesNamed(owner)
        .find((each) => isBeside(each) && each.selector === undefined && each.headless && isSimilar(name, owner));
      return beside.find(({ headless }) => headless) ?? own ?? namesake;
    },
    watched(monitor) {
      const { resource, selects, ports } = monitor;
      const isFree = (thing: Service | PodTemplate, of: Resource): boolean =>
        namespaces.same(resource, of) === 'yes' && !watched().has(thing);
      const asked = askedOf(ports);
      if (selects === 'services')
        return namesakesOf(resource)
          .flatMap((name) => index.servicesNamed(name))
          .find(
            (each) =>
              isFree(each, each.resource) && each.ports.some(({ name, port }) => asked.has(name) || asked.has(port)),
          );
      return namesakesOf(resource)
        .flatMap((name) => index.workloadsNamed(name))
        .flatMap(({ templates }) => templates)
        .find(
          (each) =>
            isFree(each, each.workload.resource) &&
            runningPorts(each).some(({ name, number }) => (name !== undefined && asked.has(name)) || asked.has(number)),
        );
    },
  };
}

const HEADLESS_NAME = /-(headless|hl)$/;

/** Its name is one of these, or nearly, or has one of them in it, or stands in one. */
function belongs({ name }: Service, owners: readonly string[]): boolean {
  return owners.some((own) => isSimilar(own, name) || name.includes(own) || own.includes(name));
}

function askedOf(ports: Monitor['ports']): ReadonlySet<string | number> {
  return new Set(
    ports.flatMap(({ wanted }): readonly (string | number)[] =>
      wanted.kind === 'names' ? wanted.names : [wanted.number],
    ),
  );
}

/** A text that asks for a Service which is not there. */
interface Asker {
  readonly from: Resource;
  readonly name: string;
  /** As it is written; undefined where that of `from` is meant. */
  readonly namespace: string | undefined;
  readonly port: number | string | undefined;
  /** True for an address in a text, where a namespace is written only by who means that one. */
  readonly isText: boolean;
}

function askerOf({ from, name, namespace, port }: ServiceReference): Asker {
  return { from, name, namespace, port: port.kind === 'name' ? port.name : port.number, isText: false };
}

/** Undefined where the name may be one of the outside world, is found, or has a likely meaning of its own. */
function callerOf(reference: NameReference, { host }: Pick<Names, 'host'>): Asker | undefined {
  const found = host(reference);
  if (found.kind !== 'missing' || found.likely.kind !== 'nothing') return undefined;
  const { service, namespace, sure } = found.wanted;
  // A short name may be a host of the outside world wherever its namespace is written, or something is not on disk.
  if (!sure && (namespace !== undefined || found.open)) return undefined;
  const port = dialledPort(reference) ?? impliedPort(reference);
  return port === undefined || isPublic(port)
    ? undefined
    : { from: reference.from, name: service, namespace, port, isText: true };
}

/** The Service that a name which leads nowhere probably means. */
function meantBy(reference: NameReference, { host }: Pick<Names, 'host'>): Service | undefined {
  const found = host(reference);
  return found.kind === 'missing' && 'service' in found.likely && typeof found.likely.service === 'object'
    ? found.likely.service
    : undefined;
}

function uncalledServices({ unit, index, namespaces, names }: Ground): (asker: Asker) => Service | undefined {
  /** What belongs together for sure is one apply, or else one folder. */
  const keysOf = (
    { file }: Resource,
    spaces: readonly (string | null)[],
    ports: Iterable<string | number>,
    isForMetrics: boolean,
  ): readonly string[] => {
    const folder = index.isOneApply ? '' : folderOf(file.path);
    return [...ports].flatMap((port) => spaces.map((space) => JSON.stringify([space, folder, port, isForMetrics])));
  };
  const known = once(() => new Set(index.resources.flatMap(namespacesSaidBy)));
  /**
   * A Service that writes no namespace may be in any that is asked for; a text that names one of which nothing on disk
   * speaks means what is elsewhere, while a webhook cannot do without one.
   */
  const spacesOf = ({ from, namespace, isText }: Asker): readonly (string | null)[] => {
    if (namespace === undefined) return [namespaces.of(from)];
    return isText && namespace !== 'default' && !known().has(namespace) ? [namespace] : [namespace, null];
  };
  const isDangling = (reference: ServiceReference): boolean =>
    isCall(reference) && names.service(reference).kind === 'missing';
  const hosts = unit.objects.flatMap((object) => object.names);
  const meant = new Set(hosts.flatMap((name) => meantBy(name, names) ?? []));
  return lastPairs<Asker, Service>({
    askers: [
      ...unit.objects.flatMap(({ references }) => references.filter(isDangling).map(askerOf)),
      ...hosts.flatMap((name) => callerOf(name, names) ?? []),
    ],
    // What has an address of its own outside, or lists its Pods only, is there without anybody who names it.
    things: index.services.filter(
      (each) =>
        each.type !== 'LoadBalancer' && !each.headless && !meant.has(each) && names.clientsOf(each).length === 0,
    ),
    // What is there for a scraper is meant by nobody else.
    keysOfAsker: (asker) =>
      asker.port === undefined
        ? []
        : keysOf(asker.from, spacesOf(asker), [asker.port], /metrics|monitoring|exporter/.test(asker.name)),
    keysOfThing: (service) =>
      keysOf(
        service.resource,
        [namespaces.of(service.resource)],
        new Set(service.ports.flatMap(({ port, name }) => [port, name])),
        servesMetricsOnly(service),
      ),
    wishOf: ({ name }) => name,
    ownerOf: (each) => each,
  });
}

function namespacesSaidBy({ group, kind, name, namespace }: Resource): readonly string[] {
  const said = group === '' && kind === 'Namespace' ? name : namespace;
  return said === undefined ? [] : [said];
}

function watchedThings({ unit, monitors }: Ground): ReadonlySet<Service | PodTemplate> {
  const answers = unit.objects.flatMap(({ monitor }) => {
    if (monitor === undefined) return [];
    return [monitor.selects === 'services' ? monitors.services(monitor) : monitors.pods(monitor)];
  });
  // Monitors of one selector share one answer, which is read once.
  return new Set([...new Set(answers.flatMap(({ inside, maybe }) => [inside, maybe]))].flat());
}
