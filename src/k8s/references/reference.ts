import type { Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** The port that a referrer wants of a Service. */
export type WantedPort =
  | { readonly kind: 'number'; readonly number: number; readonly at: Place }
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly at: Place;
      /** The key that makes it a name, where numbers have a key of their own (`name` beside `number` in an Ingress). */
      readonly keyAt?: Place;
    }
  /** None is written; the API server's callers take 443 then (semantics 7.6), others take the only port. */
  | { readonly kind: 'unwritten'; readonly number: number | undefined };

/** Who resolves the reference, since they differ in what they accept (semantics 7). */
export type Referrer =
  | 'ingress'
  | 'gateway'
  | 'istio'
  | 'traefik'
  | 'openshift'
  /** Any other controller that makes a proxy of objects of its own kinds. */
  | 'router'
  /** ingress-nginx with a port of its own for TCP or UDP. */
  | 'stream'
  /** ingress-nginx itself, by its flags. */
  | 'controller'
  | 'eventing'
  | 'keda'
  | 'smi'
  | 'rollout'
  | 'api-server';

/** True for what a VirtualService is about: it may be a name that clients of a mesh use and no Service has. */
export function isVirtualHost({ from, role }: ReadReference): boolean {
  return role === 'host' && from.kind === 'VirtualService';
}

const NO_CALLS: ReadonlySet<string> = new Set(['host', 'parent', 'target', 'own']);

/**
 * True where requests are sent; rules of a mesh that are about a Service, and the controller of its Pods, send none.
 */
export function isCall({ role }: Pick<ReadReference, 'role'>): boolean {
  return !NO_CALLS.has(role);
}

const STAYING: ReadonlySet<Referrer> = new Set(['ingress', 'traefik', 'router', 'openshift']);

/** True for who takes Services of the own namespace only, where no field says another one. */
export function staysInNamespace({ referrer }: Pick<ReadReference, 'referrer'>): boolean {
  return STAYING.has(referrer);
}

/** One place where an object names a core Service that requests should go to. */
export interface ReadReference {
  readonly from: Resource;
  readonly referrer: Referrer;
  /**
   * What the reference is to its reader: "backend", "mirror", "webhook", "destination"; `host`, `parent` and `target`
   * send nothing, they are what rules are about; `own` is a Service of its own Pods.
   */
  readonly role: string;
  readonly name: string;
  readonly nameAt: Place;
  /** The namespace that the reference writes; undefined where it means the referrer's own. */
  readonly namespace: string | undefined;
  readonly namespaceAt: Place | undefined;
  readonly port: WantedPort;
  /** It stands inside a text of another format, where no fix is offered. */
  readonly embedded?: true;
  /** Protocols that the referrer can speak to the Service; empty where nothing is known. */
  readonly protocols: readonly string[];
}

/** A reference among the others of its object. */
export interface ServiceReference extends ReadReference {
  /** Every reference of the object, in document order. */
  readonly all: readonly ServiceReference[];
  /** Every reference of the same object to the same Service, in document order. */
  readonly siblings: readonly ServiceReference[];
  /** Those of them that want the same port too. */
  readonly twins: readonly ServiceReference[];
}
