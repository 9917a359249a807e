import {
  EVERY_PORT,
  intersection,
  NO_PORT,
  union,
  without,
  type PortRange,
  type PortSet,
} from '../../k8s/policies/port-set.js';
import type { NamedObject, Peer, PodGroup, Side, UnitConnections } from './connections.js';
import { keyOfObject } from './places.js';

/** The ports on which one workload may reach another: for sure, and further ones perhaps. */
export interface PortsBetween {
  readonly ports: readonly PortRange[];
  readonly perhaps: readonly PortRange[];
}

/**
 * The ports on which the Pods of one workload may reach those of another, which both are in the unit: what the one side
 * lets out and the other lets in. Throws a `RangeError` for a workload that is not there.
 */
export function portsBetween(unit: UnitConnections, from: NamedObject, to: NamedObject): PortsBetween {
  const [sources, targets] = [groupOf(unit, from), groupOf(unit, to)];
  const out = passing(unit, sources.egress, targets, to);
  const into = passing(unit, targets.ingress, sources, from);
  const ports = intersection(out.sure, into.sure);
  return { ports, perhaps: without(intersection(out.perhaps, into.perhaps), ports) };
}

function groupOf({ unit, groups }: UnitConnections, pods: NamedObject): PodGroup {
  const key = keyOfObject(pods);
  const found = groups.find((group) => group.pods.some((each) => keyOfObject(each) === key));
  if (found === undefined) throw new RangeError(`there is no ${pods.kind} ${pods.name} in the unit ${unit}`);
  return found;
}

interface Passing {
  readonly sure: PortSet;
  readonly perhaps: PortSet;
}

function passing(unit: UnitConnections, side: Side, { onHostNetwork }: PodGroup, other: NamedObject): Passing {
  if (side.isolation === 'none') return { sure: EVERY_PORT, perhaps: EVERY_PORT };
  const lines = side.connections.map((line) => ({ line, means: meaning(unit, line.peer, other) }));
  const certain = lines.filter(({ means }) => means === 'sure').map(({ line }) => line.ports);
  const sure = side.others.length > 0 ? NO_PORT : union(...certain);
  // What stands behind the address of a node, selectors may mean or not.
  if (side.isolation === 'perhaps' || onHostNetwork) return { sure, perhaps: EVERY_PORT };
  const possible = lines.filter(({ means }) => means !== 'no').flatMap(({ line }) => [line.ports, line.perhaps]);
  return { sure, perhaps: union(...possible) };
}

function meaning({ labelled }: UnitConnections, peer: Peer, other: NamedObject): 'sure' | 'perhaps' | 'no' {
  const has = (all: readonly NamedObject[]): boolean => all.some((pods) => keyOfObject(pods) === keyOfObject(other));
  const among = (certain: boolean, possible: boolean): 'sure' | 'perhaps' | 'no' => {
    if (certain) return 'sure';
    return possible ? 'perhaps' : 'no';
  };
  switch (peer.kind) {
    case 'anyone':
      return 'sure';
    case 'namespaces':
      return among(peer.namespaces.includes(other.namespace), peer.perhaps.includes(other.namespace));
    case 'pods':
      return among(has(peer.pods), false);
    case 'labelled': {
      const set = labelled.find(
        (each) =>
          each.selector === peer.selector && each.namespace === peer.namespace && each.namespaces === peer.namespaces,
      );
      return among(has(set?.pods ?? []), has(set?.perhaps ?? []));
    }
    default:
      return 'no';
  }
}
