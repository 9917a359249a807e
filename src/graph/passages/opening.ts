import { portsAreKnown, runningPorts } from '../../k8s/listening/running.js';
import type { Match } from '../../k8s/labels/labels.js';
import type { PolicyPort } from '../../k8s/policies/network-policy.js';
import { EVERY_PORT, intersection, NO_PORT, openedBy, union, type PortSet } from '../../k8s/policies/port-set.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';

/** Which ports are open: for sure, and perhaps, which holds those that are open for sure. */
export interface Opening {
  readonly sure: PortSet;
  readonly perhaps: PortSet;
}

export const OPEN: Opening = { sure: EVERY_PORT, perhaps: EVERY_PORT };
const SHUT: Opening = { sure: NO_PORT, perhaps: NO_PORT };

/** What is said of a port: `unknown` where it is open perhaps. */
export function isOpen({ sure, perhaps }: Opening, includes: (set: PortSet) => boolean): Match {
  if (includes(sure)) return 'yes';
  return includes(perhaps) ? 'unknown' : 'no';
}

/** What one policy opens of the Pods that it isolates, or may isolate. */
export interface Opened extends Opening {
  /** It selects these Pods for sure, so that all is shut but what is opened. */
  readonly isSure: boolean;
  /** It may have more rules than are on disk. */
  readonly isPartial: boolean;
}

/**
 * Pods are shut once a policy selects them for sure, and what any policy opens is open (semantics 7.10). A policy that
 * may select them shuts nothing for sure, and opens only what it would itself have shut.
 */
export function openedTogether(policies: readonly Opened[]): Opening {
  if (policies.length === 0) return OPEN;
  const certain = policies.filter(({ isSure }) => isSure);
  if (certain.length === 0) return { sure: policies.map(({ sure }) => sure).reduce(intersection), perhaps: EVERY_PORT };
  return {
    sure: union(...certain.map(({ sure }) => sure)),
    perhaps: certain.some(({ isPartial }) => isPartial) ? EVERY_PORT : union(...policies.map(({ perhaps }) => perhaps)),
  };
}

export const openOf = (openings: readonly Opening[]): Opening => ({
  sure: union(...openings.map(({ sure }) => sure)),
  perhaps: union(...openings.map(({ perhaps }) => perhaps)),
});

/** What a rule for these ports opens of a receiver, given that it means the other end for sure, or may. */
export function openedFor(ports: readonly PolicyPort[], receiver: NamedPorts, means: Match): Opening {
  if (means === 'no') return SHUT;
  const sure = ports.length === 0 ? EVERY_PORT : union(...ports.map((item) => openedBy(item, receiver.named(item))));
  // A name that nobody declares may be that of a port which stands nowhere on disk, of whatever number.
  const isOpenEnded = ports.some((item) => isMissing(item, receiver));
  const perhaps = isOpenEnded ? union(sure, ...ports.filter((item) => isMissing(item, receiver)).map(anyOf)) : sure;
  return { sure: means === 'yes' ? sure : NO_PORT, perhaps };
}

/** What names of ports mean to whoever receives a connection. */
export interface NamedPorts {
  readonly named: (item: Pick<PolicyPort, 'protocol'>) => (name: string) => number | undefined;
  /** False where there may be ports that stand nowhere on disk. */
  readonly areAll: boolean;
}

/** Addresses outside of the cluster have no names of ports. */
export const NO_NAMES: NamedPorts = { named: () => () => undefined, areAll: true };

/** Pods of which nothing is known. */
export const UNKNOWN_NAMES: NamedPorts = { ...NO_NAMES, areAll: false };

export function namedPortsOf(template: PodTemplate): NamedPorts {
  return {
    named:
      ({ protocol }) =>
      (name) =>
        runningPorts(template).find((port) => port.name === name && port.protocol === protocol)?.number,
    areAll: portsAreKnown(template),
  };
}

function isMissing(item: PolicyPort, { named, areAll }: NamedPorts): boolean {
  return !areAll && item.port.kind === 'name' && named(item)(item.port.name) === undefined;
}

function anyOf({ protocol }: PolicyPort): PortSet {
  return EVERY_PORT.filter((range) => range.protocol === protocol);
}
