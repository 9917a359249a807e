import type { ClusterName } from '../../k8s/dns/cluster-name.js';

/** The Service that a DNS-like name asks for. */
export interface WantedService {
  readonly service: string;
  /** As the name writes it; undefined where it means the namespace of the Pods. */
  readonly namespace: string | undefined;
  /** Labels before the Service: a Pod, or a port and its protocol. */
  readonly before: readonly string[];
  /** True for `S.M.svc`, which can be nothing else (semantics 8.5 a). */
  readonly sure: boolean;
}

/** What is there of the names that may be meant. */
interface Present {
  /** True for a namespace that the unit names. */
  readonly isKnown: (namespace: string) => boolean;
  /** True for a namespace in which something of the tree lives. */
  readonly isLivedIn: (namespace: string) => boolean;
  /** True for a Service of the namespace, or of the Pods' own. */
  readonly exists: (service: string, namespace?: string) => boolean;
}

/** `redis-0`: how the Pods of a StatefulSet are called. */
const NUMBERED = /-\d+$/;

/**
 * Which Service a name asks for: two labels are a Service and a namespace that is known, or a Pod and its Service;
 * nobody can tell where the second one is called like a Service here and a namespace elsewhere. The resolver tries the
 * Pod first (semantics 8.2): `redis-0.redis` in a namespace that is called like its Service.
 */
export function wantedOf(name: ClusterName, { isKnown, isLivedIn, exists }: Present): WantedService | undefined {
  if (name.form === 'full')
    return { service: name.service, namespace: name.namespace, before: name.before, sure: true };
  if (name.form !== 'short') return undefined;
  const [first = '', second, third] = name.labels;
  if (second === undefined) return { service: first, namespace: undefined, before: [], sure: false };
  if (third !== undefined)
    return isKnown(third) ? { service: second, namespace: third, before: [first], sure: false } : undefined;
  const isPod = NUMBERED.test(first) && exists(second) && !exists(first, second);
  if (isKnown(second) && !isPod) return { service: first, namespace: second, before: [], sure: false };
  return isPod || (exists(second) && !isLivedIn(second))
    ? { service: second, namespace: undefined, before: [first], sure: false }
    : undefined;
}
