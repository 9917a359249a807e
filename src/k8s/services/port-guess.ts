import { closest } from '../../text/similar.js';
import type { Place } from '../../tree/tree.js';
import { runningPorts } from '../listening/running.js';
import type { ContainerPort } from '../pods/container.js';
import type { ServicePort } from './service.js';
import type { PodTemplate } from '../workloads/workload.js';

/** The container port that a name which no container has was probably meant for, and why. */
export interface PortGuess {
  readonly why: 'similar name' | 'same number' | 'only named' | 'only unnamed';
  readonly port: ContainerPort;
}

/** Ports that say nothing of the container behind them: they are what the world calls. */
const isPublic = (number: number): boolean => number === 80 || number === 443;

/** The most telling sign first; `alone` where the Service has no other port that the container port could belong to. */
export function guessPort(
  name: string,
  wanted: ServicePort,
  templates: readonly PodTemplate[],
  alone: boolean,
): PortGuess | undefined {
  const ports = templates.flatMap(runningPorts).filter((port) => port.protocol === wanted.protocol);
  const similarName = closest(
    name,
    ports.flatMap((port) => port.name ?? []),
  );
  const similar = ports.find((port) => port.name !== undefined && port.name === similarName);
  if (similar !== undefined) return { why: 'similar name', port: similar };
  const numbered = isPublic(wanted.port)
    ? undefined
    : ports.find((port) => port.name !== undefined && port.number === wanted.port);
  if (numbered !== undefined) return { why: 'same number', port: numbered };
  const [only] = ports;
  if (only === undefined || ports.length > 1 || !alone) return undefined;
  if (only.name !== undefined) return { why: 'only named', port: only };
  return isPublic(wanted.port) || only.number === wanted.port ? { why: 'only unnamed', port: only } : undefined;
}

/** Where a container says the name of a port: at the port itself, and in the probes and hooks that call it. */
export function usesOfName(port: ContainerPort): readonly Place[] {
  const checks = port.container.checkedPorts.filter((check) => check.port === port.name);
  return [port.at('name'), ...checks.map((check) => port.container.at(...check.path))];
}
