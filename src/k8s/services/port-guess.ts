import { groupBy } from '../../data/group.js';
import { remember } from '../../data/once.js';
import { closest } from '../../text/spelling/similar.js';
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
export function isPublic(number: number): boolean {
  return number === 80 || number === 443;
}

/** The most telling sign first; `alone` where the Service has no other port that the container port could belong to. */
export type GuessPort = (
  name: string,
  wanted: ServicePort,
  templates: readonly PodTemplate[],
  alone: boolean,
) => PortGuess | undefined;

/** Guesses for many ports of the same Pods, whose own ports are read once. */
export function portGuesser(): GuessPort {
  const tablesOf = remember((template: PodTemplate) => {
    const byProtocol = groupBy(runningPorts(template), ({ protocol }) => protocol);
    return new Map([...byProtocol].map(([protocol, ports]) => [protocol, tableOf(ports)]));
  });
  return (name, wanted, templates, alone) => {
    const tables = templates.flatMap((template) => tablesOf(template).get(wanted.protocol) ?? []);
    const similarName = closest(name, namesIn(tables));
    const similar = similarName === undefined ? undefined : first(tables, ({ byName }) => byName.get(similarName));
    if (similar !== undefined) return { why: 'similar name', port: similar };
    const numbered = isPublic(wanted.port) ? undefined : first(tables, ({ byNumber }) => byNumber.get(wanted.port));
    if (numbered !== undefined) return { why: 'same number', port: numbered };
    const [table, ...more] = tables;
    const only = table?.ports[0];
    if (table === undefined || only === undefined || table.ports.length + more.length > 1 || !alone) return undefined;
    if (only.name !== undefined) return { why: 'only named', port: only };
    return isPublic(wanted.port) || only.number === wanted.port ? { why: 'only unnamed', port: only } : undefined;
  };
}

/** Ports of one template and protocol; those with a name by name and by number, the first of each. */
interface PortTable {
  readonly ports: readonly ContainerPort[];
  readonly byName: ReadonlyMap<string, ContainerPort>;
  readonly byNumber: ReadonlyMap<number, ContainerPort>;
}

function tableOf(ports: readonly ContainerPort[]): PortTable {
  const byName = new Map<string, ContainerPort>();
  const byNumber = new Map<number, ContainerPort>();
  for (const port of ports) {
    if (port.name === undefined) continue;
    if (!byName.has(port.name)) byName.set(port.name, port);
    if (!byNumber.has(port.number)) byNumber.set(port.number, port);
  }
  return { ports, byName, byNumber };
}

function first(
  tables: readonly PortTable[],
  find: (table: PortTable) => ContainerPort | undefined,
): ContainerPort | undefined {
  for (const table of tables) {
    const port = find(table);
    if (port !== undefined) return port;
  }
  return undefined;
}

function* namesIn(tables: readonly PortTable[]): Iterable<string> {
  for (const { byName } of tables) yield* byName.keys();
}

/** Where a container says the name of a port: at the port itself, and in the probes and hooks that call it. */
export function usesOfName(port: ContainerPort): readonly Place[] {
  const checks = port.container.checkedPorts.filter((check) => check.port === port.name);
  return [port.at('name'), ...checks.map((check) => port.container.at(...check.path))];
}
