import { groupBy } from '../../data/group.js';
import { closest } from '../../text/spelling/similar.js';
import { portsAreKnown } from '../listening/running.js';
import { isSidecarPort } from '../pods/sidecar-ports.js';
import type { ScrapedPort } from './monitor.js';
import type { ContainerPort } from '../pods/container.js';
import type { Service, ServicePort } from '../services/service.js';
import type { PodTemplate } from '../workloads/workload.js';

/** What a name that no Service port has was probably meant for. */
export interface ServicePortGuess {
  readonly why: 'number' | 'unnamed' | 'target' | 'similar';
  readonly service: Service;
  readonly port: ServicePort;
}

/** The ports of the Services that a monitor selects. Many monitors may select the same Services. */
export interface ServicePorts {
  readonly names: ReadonlySet<string>;
  /** The first port of that name, number or target; the first of all where nothing is asked for. */
  readonly first: (field?: 'name' | 'port' | 'target', wanted?: string | number) => FoundPort | undefined;
}

type FoundPort = Pick<ServicePortGuess, 'service' | 'port'>;

export function servicePortsOf(services: readonly Service[]): ServicePorts {
  const all = services.flatMap((service) => service.ports.map((port) => ({ service, port })));
  const by = (keyOf: (port: ServicePort) => string | number): ReadonlyMap<string | number, readonly FoundPort[]> =>
    groupBy(all, ({ port }) => keyOf(port));
  const tables = {
    name: by(({ name }) => name),
    port: by(({ port }) => port),
    target: by(({ target }) => (target.kind === 'name' ? target.name : target.number)),
  };
  return {
    names: new Set(all.map(({ port }) => port.name)),
    first: (field, wanted) => (field === undefined || wanted === undefined ? all[0] : tables[field].get(wanted)?.[0]),
  };
}

/**
 * The known confusions first: a number in quotes, a name on the container's side, a port without any name; then a slip.
 */
export function guessServicePort(wanted: string, { first, names }: ServicePorts): ServicePortGuess | undefined {
  const guess = (why: ServicePortGuess['why'], found: FoundPort | undefined): ServicePortGuess | undefined =>
    found && { why, ...found };
  if (/^\d+$/.test(wanted)) {
    const number = Number(wanted);
    return guess('number', first('port', number) ?? first('target', number) ?? first());
  }
  const similarName = closest(wanted, namesIn(names));
  return (
    guess('target', first('target', wanted)) ??
    guess('similar', similarName === undefined ? undefined : first('name', similarName)) ??
    guess('unnamed', first('name', ''))
  );
}

function* namesIn(names: ReadonlySet<string>): Iterable<string> {
  for (const name of names) if (name !== '') yield name;
}

/**
 * The container ports of the Pods that a monitor selects; those of init containers too, since service discovery lists
 * them all.
 */
export interface ContainerPorts {
  /** False where a Pod may have ports that stand nowhere on disk, and where there is no Pod. */
  readonly isKnown: boolean;
  readonly names: ReadonlySet<string>;
  readonly first: (field: 'name' | 'number', wanted: string | number) => ContainerPort | undefined;
}

export function containerPortsOf(templates: readonly PodTemplate[]): ContainerPorts {
  const all = templates.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports));
  const tables = { name: groupBy(all, ({ name }) => name), number: groupBy(all, ({ number }) => number) };
  return {
    isKnown: templates.length > 0 && templates.every((template) => portsAreKnown(template) && !template.injected),
    names: new Set(all.flatMap(({ name }) => name ?? [])),
    first: (field, wanted) => (tables[field] as ReadonlyMap<unknown, readonly ContainerPort[]>).get(wanted)?.[0],
  };
}

/** True where no Pod declares the wanted container port, which is how Prometheus finds it (semantics 7.5). */
export function isUndeclared({ wanted }: ScrapedPort, ports: ContainerPorts): boolean {
  if (!ports.isKnown) return false;
  return wanted.kind === 'number'
    ? ports.first('number', wanted.number) === undefined
    : !wanted.names.some((name) => ports.names.has(name) || isSidecarPort(name));
}

/** The declared port that a wanted one was probably meant for: one whose name is the number in quotes, or similar. */
export function guessContainerPort({ wanted }: ScrapedPort, ports: ContainerPorts): ContainerPort | undefined {
  if (wanted.kind === 'number') return undefined;
  const [name = ''] = wanted.names;
  const similar = closest(name, ports.names);
  const numbered = String(Number(name)) === name ? ports.first('number', Number(name)) : undefined;
  return numbered ?? (similar === undefined ? undefined : ports.first('name', similar));
}
