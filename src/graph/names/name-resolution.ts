import { looksPublic } from '../../k8s/dns/cluster-name.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Resolver } from '../../k8s/dns/other-resolvers.js';
import type { MadeService } from '../../k8s/operators/made-services.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getList } from '../../tree/tree.js';
import type { BehindLoopback } from './loopback.js';
import { type MisshapenName, misshapenName, turnedName } from '../near-names/misshapen-name.js';
import type { ServiceLookup } from '../references/service-lookup.js';
import { type WantedService, wantedOf } from '../near-names/wanted-service.js';
import { apiServer, type LikelyName, likelyName, withDashes, withinPods } from './likely-name.js';
import type { Whence } from './whence.js';

/** What a name in a text stands for. */
export type NameResolution =
  /** Perhaps a host of the outside world: nothing is to be said. */
  | { readonly kind: 'outside' }
  | {
      readonly kind: 'found';
      readonly wanted: WantedService;
      readonly services: readonly Service[];
      /** False where a namespace is left open. */ readonly certain: boolean;
      /** A value of the chart, which the Service is called like because nobody has named the release. */
      readonly byGuess: boolean;
    }
  /** The very name of a Service that an operator makes for an object on disk. */
  | { readonly kind: 'made'; readonly wanted: WantedService; readonly service: MadeService }
  /** A name of the cluster that lacks a part, or has it in the wrong place, beside Services that it can only mean. */
  | MisshapenName
  /** The Pod itself, on a port where nothing of it listens. */
  | BehindLoopback
  | {
      readonly kind: 'missing';
      readonly wanted: WantedService;
      /** The namespace of the Pods that use the name, if it is decided. */
      readonly home: string | undefined;
      /** False where nothing on disk lives in the namespace that the name writes. */
      readonly namespaceKnown: boolean;
      /** Something of the unit stands nowhere to be read, or operators may make Services. */
      readonly open: boolean;
      readonly likely: LikelyName;
    };

export const OUTSIDE: NameResolution = { kind: 'outside' };

/** What a name stands for where it is read. */
export function resolve(reference: NameReference, whence: Whence): NameResolution {
  const { name, resolver } = reference;
  const { find, index, isKnown, home, makers, pods } = whence;
  if (name.form === 'loopback') return whence.behindLoopback(reference, pods) ?? OUTSIDE;
  if (name.form === 'misshapen') return misshapenName(name, find, index) ?? OUTSIDE;
  const exists = (service: string, namespace?: string): boolean => find(service, namespace).kind === 'found';
  const wanted = wantedOf(name, { isKnown, isLivedIn: whence.isLivedIn, exists });
  const found = wanted && find(wanted.service, wanted.namespace);
  if (wanted === undefined || found === undefined) return OUTSIDE;
  if (found.kind === 'external') return madeName(reference, wanted, found.begun, whence) ?? OUTSIDE;
  const turned = turnedName(wanted, whence);
  if (turned !== undefined) return turned;
  if (resolver !== undefined && resolver.onNode !== true && resolver.atHome !== true && wanted.namespace === undefined)
    return fromElsewhere(found, wanted, home, resolver);
  const byGuess = reference.host === whence.release && reference.from.file.isValue?.(reference.host) === true;
  if (found.kind === 'found')
    return { kind: 'found', wanted, services: found.services, certain: found.certain, byGuess };
  if (!wanted.sure && (wanted.before.length > 0 || pods.some(hasSearchDomains))) return OUTSIDE;
  if (isThereAsSaid(wanted, whence)) return OUTSIDE;
  const server = apiServer(reference, wanted, whence);
  if (server !== undefined) {
    const known = { namespaceKnown: true, home, open: false };
    return { kind: 'missing', wanted, ...known, likely: server };
  }
  if (isProvided(wanted) && !isOfTree(found, reference)) return OUTSIDE;
  if (!wanted.sure && wanted.namespace !== undefined && looksPublic(wanted.namespace)) return OUTSIDE;
  // A workload of that name is there by the same guess.
  if (byGuess && found.workload !== undefined) return OUTSIDE;
  const made = madeName(reference, wanted, true, whence);
  if (made !== undefined) return made;
  const likely = wanted.service.includes('_')
    ? withDashes(reference, wanted, whence)
    : (withinPods(reference, wanted, whence) ?? likelyName(found, wanted, dialledPort(reference), whence));
  if (likely === undefined) return OUTSIDE;
  const namespaceKnown = wanted.namespace === undefined || isKnown(wanted.namespace);
  const open = index.open || makers.service(wanted.service, wanted.namespace ?? home ?? null) !== 'no';
  return { kind: 'missing', wanted, namespaceKnown, home, open, likely };
}

/** Whether a chart has the Service under what a command calls its release, and not under the name that was made up. */
function isThereAsSaid({ service, namespace }: WantedService, { release, releases, find }: Whence): boolean {
  if (release === undefined || !service.startsWith(release)) return false;
  const rest = service.slice(release.length);
  return releases().some((said) => said !== release && find(`${said}${rest}`, namespace).kind === 'found');
}

/** What a name stands for that an operator gives, or that begins like those that it gives (semantics 3.8). */
function madeName(
  reference: NameReference,
  wanted: WantedService,
  isAbsent: boolean,
  { home, namespaces, made, pods, index, isKnown }: Whence,
): NameResolution | undefined {
  const { resolver, key } = reference;
  const isForeign = resolver !== undefined && resolver.atHome !== true && wanted.namespace === undefined;
  if (index.operated.length === 0 || wanted.before.length > 0 || isForeign) return undefined;
  if (!wanted.sure && pods.some(hasSearchDomains)) return undefined;
  const namespace = wanted.namespace === undefined ? home : (namespaces.meant(wanted.namespace) ?? undefined);
  const called = { name: wanted.service, namespace, port: dialledPort(reference), key };
  const service = made.made(called);
  if (service !== undefined) return { kind: 'made', wanted, service };
  const near = isAbsent ? made.begun(called) : undefined;
  if (near === undefined) return undefined;
  const namespaceKnown = wanted.namespace === undefined || isKnown(wanted.namespace);
  return { kind: 'missing', wanted, namespaceKnown, home, open: true, likely: { kind: 'operator', made: near } };
}

/**
 * A single label that a program resolves in its own Pods: it means their namespace, which is seldom that of the object.
 */
function fromElsewhere(
  found: ServiceLookup,
  wanted: WantedService,
  home: string | undefined,
  resolver: Resolver,
): NameResolution {
  const service = found.kind === 'found' && found.certain ? found.services[0] : undefined;
  if (service === undefined || home === undefined || wanted.before.length > 0 || resolver.home.test(home))
    return OUTSIDE;
  const likely: LikelyName = { kind: 'other-namespace', service, namespace: home };
  return { kind: 'missing', wanted, home: undefined, namespaceKnown: true, open: true, likely };
}

/** The resolver of these Pods completes names with domains of its own. */
function hasSearchDomains({ workload, path }: PodTemplate): boolean {
  return getList(workload.resource.get(...path, 'spec', 'dnsConfig', 'searches')).length > 0;
}

/** Not what comes with every cluster: it is here, with the port that is called, in a namespace that is written. */
function isOfTree(found: Extract<ServiceLookup, { readonly kind: 'missing' }>, reference: NameReference): boolean {
  const service = found.elsewhere;
  const port = dialledPort(reference);
  return (
    service?.resource.namespace !== undefined &&
    service.name !== 'kubernetes' &&
    service.ports.some((each) => each.port === port)
  );
}

/** The API server's own Service, and those that come with a cluster or an add-on. */
function isProvided({ service, namespace }: WantedService): boolean {
  return (
    (service === 'kubernetes' && (namespace === undefined || namespace === 'default')) || namespace === 'kube-system'
  );
}
