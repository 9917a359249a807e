import { once, remember } from '../data/once.js';
import type { Match, Requirement } from '../k8s/labels/labels.js';
import { type LabelMiss, missesOf } from '../k8s/monitors/label-misses.js';
import type { Monitor } from '../k8s/monitors/monitor.js';
import {
  type ContainerPorts,
  containerPortsOf,
  type ServicePorts,
  servicePortsOf,
} from '../k8s/monitors/monitor-ports.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Service } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Labelled } from './labelled/labelled.js';
import type { Selections } from './selection/selection.js';
import type { Namespaces } from './unit/namespaces.js';
import { scopeOf } from './unit/scope.js';

/** What the labels of a monitor select, by whether it looks into that namespace. */
export interface Watched<T> {
  readonly inside: readonly T[];
  /** A namespace is left open. */
  readonly maybe: readonly T[];
  readonly outside: readonly T[];
}

/** A Service that a monitor misses by labels which the Service has elsewhere, or similar ones. */
export interface WatchMiss {
  readonly service: Service;
  readonly misses: readonly LabelMiss[];
  /** The Service stands beside the monitor, or has its name, in a namespace that the monitor surely looks into. */
  readonly close: boolean;
}

/** What a monitor scrapes; `templates` is empty where some of the Pods stand nowhere on disk. */
export interface Scraped {
  readonly services: readonly Service[];
  readonly templates: readonly PodTemplate[];
  /** False where a namespace is left open, or where all of them stand far from the monitor: others may be meant. */
  readonly certain: boolean;
  /** False where a patch may still change one of the Services. */
  readonly settled: boolean;
  readonly servicePorts: ServicePorts;
  readonly containerPorts: ContainerPorts;
}

export interface Monitors {
  services(monitor: Monitor): Watched<Service>;
  pods(monitor: Monitor): Watched<PodTemplate>;
  scraped(monitor: Monitor): Scraped;
  /** The Service that a ServiceMonitor which selects nothing was probably meant for. */
  nearest(monitor: Monitor): WatchMiss | undefined;
}

/** What monitors select, by whether they look into its namespace (semantics 7.5). */
export function monitorsOf(
  namespaces: Namespaces,
  labelled: Labelled,
  selection: Pick<Selections, 'of'>,
  isRefused: (resource: Resource) => boolean,
): Monitors {
  const watching = watchingOf(namespaces, labelled);
  return {
    services: watching.services,
    pods: watching.pods,
    scraped: scrapedBy(watching, selection, isRefused),
    nearest: (monitor) => nearestTo(monitor, watching, labelled, selection),
  };
}

interface Watching extends Pick<Monitors, 'services' | 'pods'> {
  /** Whether a monitor looks into the namespace of an object. */
  watches(monitor: Monitor, resource: Resource): Match;
}

/** Monitors of the same selector and namespaces share one answer: many monitors may select the same many objects. */
function watchingOf(namespaces: Namespaces, labelled: Labelled): Watching {
  const watches = (monitor: Monitor, resource: Resource): Match => {
    if (monitor.namespaces === 'any') return 'yes';
    if (monitor.namespaces === 'own') return namespaces.same(monitor.resource, resource);
    const namespace = namespaces.of(resource);
    if (namespace === null) return 'unknown';
    return monitor.namespaces.includes(namespace) ? 'yes' : 'no';
  };
  /** Whose namespace is the only one that the monitor looks into; null where it looks into several. */
  const only = ({ resource, namespaces: wanted }: Monitor): string | null => {
    if (wanted === 'own') return namespaces.of(resource);
    return wanted !== 'any' && wanted.length === 1 ? (wanted[0] ?? null) : null;
  };
  const split = <T>(
    find: (selector: readonly Requirement[], namespace: string | null) => readonly T[],
    resourceOf: (item: T) => Resource,
  ): ((monitor: Monitor) => Watched<T>) => {
    const known = new Map<string, Watched<T>>();
    return (monitor) => {
      const { selector, resource, namespaces: wanted } = monitor;
      const asked = selector.map(({ key, operator, values }) => [key, operator, ...values]);
      const key = JSON.stringify([asked, wanted, wanted === 'own' ? namespaces.of(resource) : null]);
      const answer = known.get(key) ?? watched(monitor);
      known.set(key, answer);
      return answer;
    };
    function watched(monitor: Monitor): Watched<T> {
      const those = (items: readonly T[], answer: Match): readonly T[] =>
        items.filter((item) => watches(monitor, resourceOf(item)) === answer);
      const within = find(monitor.selector, only(monitor));
      // Of all other namespaces, and so only looked for where there is nothing else.
      const outside = once(() => those(find(monitor.selector, null), 'no'));
      return {
        inside: those(within, 'yes'),
        maybe: those(within, 'unknown'),
        get outside() {
          return outside();
        },
      };
    }
  };
  return {
    watches,
    services: split(labelled.services, ({ resource }) => resource),
    pods: split(labelled.podsAnywhere, ({ workload }) => workload.resource),
  };
}

function scrapedBy(
  { services, pods }: Watching,
  selection: Pick<Selections, 'of'>,
  isRefused: (resource: Resource) => boolean,
): Monitors['scraped'] {
  const behindServices = remember(({ inside, maybe }: Watched<Service>) => {
    const meant = (inside.length > 0 ? inside : maybe).filter(({ resource }) => !isRefused(resource));
    const selected = meant.map(selection.of);
    // Pods that stand nowhere on disk may be behind the others.
    const known = selected.every(({ scope, uncertain }) => scope !== 'nowhere' && !uncertain);
    const templates = known ? selected.flatMap((each) => each.templates) : [];
    return scrapedOf(
      meant,
      templates,
      inside.map(({ resource }) => resource),
    );
  });
  const selectedPods = remember(({ inside, maybe }: Watched<PodTemplate>) =>
    scrapedOf(
      [],
      inside.length > 0 ? inside : maybe,
      inside.map(({ workload }) => workload.resource),
    ),
  );
  return (monitor) => {
    const { isNear, ...scraped } =
      monitor.selects === 'pods' ? selectedPods(pods(monitor)) : behindServices(services(monitor));
    return { ...scraped, certain: isNear(monitor.resource) };
  };
}

/** All but whether one of those that are surely meant stands in the folder of the monitor, or has its name. */
function scrapedOf(
  services: readonly Service[],
  templates: readonly PodTemplate[],
  sure: readonly Resource[],
): Omit<Scraped, 'certain'> & { isNear(monitor: Resource): boolean } {
  const folders = new Set(sure.map(({ file }) => file.folder));
  const names = new Set(sure.map(({ name }) => name));
  return {
    services,
    templates,
    settled: services.every(({ resource }) => !resource.patched),
    servicePorts: servicePortsOf(services),
    containerPorts: containerPortsOf(templates),
    isNear: ({ file, name }) => folders.has(file.folder) || names.has(name),
  };
}

function nearestTo(
  monitor: Monitor,
  { watches }: Watching,
  labelled: Labelled,
  selection: Pick<Selections, 'of'>,
): WatchMiss | undefined {
  if (monitor.selects === 'pods') return undefined;
  const candidates = labelled
    .servicesAlike(monitor.selector, monitor.resource)
    .flatMap((service): readonly WatchMiss[] => {
      const watched = watches(monitor, service.resource);
      const misses =
        watched === 'no'
          ? undefined
          : missesOf(monitor, {
              service,
              labels: labelled.labelsOf(service),
              templates: selection.of(service).templates,
            });
      if (misses === undefined) return [];
      const close =
        watched === 'yes' &&
        (scopeOf(monitor.resource, service.resource) !== 'unit' || service.name === monitor.resource.name);
      // Far away, a similar value is another application's.
      return close || misses.every(({ kind }) => kind === 'selector' || kind === 'pods')
        ? [{ service, misses, close }]
        : [];
    });
  return candidates.sort((a, b) => a.misses.length - b.misses.length || Number(b.close) - Number(a.close))[0];
}
