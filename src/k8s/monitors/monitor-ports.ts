import { closest } from '../../text/similar.js';
import { portsAreKnown } from '../listening/running.js';
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

/** The known confusions first: a number in quotes, a name on the container's side, a port without any name; then a slip. */
export function guessServicePort(wanted: string, services: readonly Service[]): ServicePortGuess | undefined {
  const all = services.flatMap((service) => service.ports.map((port) => ({ service, port })));
  const guess = (
    why: ServicePortGuess['why'],
    found: { service: Service; port: ServicePort } | undefined,
  ): ServicePortGuess | undefined => found && { why, ...found };
  const isTarget = ({ target }: ServicePort): boolean => target.kind === 'name' && target.name === wanted;
  const number = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  const numbered =
    number === undefined
      ? undefined
      : (all.find(({ port }) => port.port === number) ??
        all.find(({ port }) => port.target.kind !== 'name' && port.target.number === number));
  if (number !== undefined) return guess('number', numbered ?? all[0]);
  const target = guess(
    'target',
    all.find(({ port }) => isTarget(port)),
  );
  const similarName = closest(
    wanted,
    all.map(({ port }) => port.name).filter((name) => name !== ''),
  );
  return (
    target ??
    guess(
      'similar',
      all.find(({ port }) => port.name === similarName),
    ) ??
    guess(
      'unnamed',
      all.find(({ port }) => port.name === ''),
    )
  );
}

/** Every port that a container declares, those of init containers too: service discovery lists them all. */
function declaredPorts(template: PodTemplate): readonly ContainerPort[] {
  return template.containers.flatMap(({ ports }) => ports);
}

/**
 * True where no Pod declares the wanted container port, which is how Prometheus finds it (semantics 7.5). Unknown, so false,
 * where a Pod may have ports that stand nowhere on disk.
 */
export function isUndeclared({ wanted }: ScrapedPort, templates: readonly PodTemplate[]): boolean {
  if (templates.length === 0 || !templates.every((template) => portsAreKnown(template) && !template.injected))
    return false;
  const isWanted = ({ name, number }: ContainerPort): boolean =>
    wanted.kind === 'number' ? number === wanted.number : name !== undefined && wanted.names.includes(name);
  return !templates.some((template) => declaredPorts(template).some(isWanted));
}

/** The declared port that a wanted one was probably meant for: one whose name is the number in quotes, or similar. */
export function guessContainerPort(
  { wanted }: ScrapedPort,
  templates: readonly PodTemplate[],
): ContainerPort | undefined {
  const ports = templates.flatMap(declaredPorts);
  if (wanted.kind === 'number') return undefined;
  const [name = ''] = wanted.names;
  const similar = closest(
    name,
    ports.flatMap((port) => port.name ?? []),
  );
  return (
    ports.find((port) => String(port.number) === name) ??
    ports.find((port) => port.name !== undefined && port.name === similar)
  );
}
