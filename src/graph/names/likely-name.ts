import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { MadeService } from '../../k8s/operators/made-services.js';
import { namespaceOfAlias, type Service } from '../../k8s/services/service.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import { textOf } from '../../text/source-file.js';
import type { ServiceLookup } from '../references/service-lookup.js';
import { onlyOne } from '../near-names/same-words.js';
import type { WantedService } from '../near-names/wanted-service.js';
import {
  type BarePod,
  type ForeignContainer,
  type OwnContainer,
  ownContainer,
  type PodBelow,
  podBelow,
  podNamed,
} from './within-pods.js';
import type { Whence } from './whence.js';

/** What a name that no Service has was probably meant to be; one of these, so that one mistake has one explanation. */
export type LikelyName =
  /** A kustomization gives the Service of that name another one, which texts do not follow. */
  | {
      readonly kind: 'renamed';
      readonly service: Service;
      /** Another unit has a Service of the old name. */ readonly elsewhere: boolean;
    }
  | { readonly kind: 'similar'; readonly service: Service }
  /** Several Services with the port that is called, whose names begin with the one that is. */
  | { readonly kind: 'stem'; readonly services: readonly Service[] }
  /** The only Service with the port that is called whose name has more or fewer words. */
  | { readonly kind: 'same-words'; readonly service: Service }
  /** One that the operator of an object on disk makes, which nobody writes. */
  | { readonly kind: 'operator'; readonly made: MadeService }
  /** The Service is there, in a namespace that is written and is another one. */
  | { readonly kind: 'other-namespace'; readonly service: Service; readonly namespace: string }
  /** A workload of the Pods' namespace, which has no name in DNS. */
  | { readonly kind: 'workload'; readonly workload: Workload }
  /** `kubernetes`, which the Pods of other namespaces than its own cannot call by one label. */
  | { readonly kind: 'api-server'; readonly home: string }
  | OwnContainer
  | ForeignContainer
  | BarePod
  | PodBelow
  /** The Service exists in another unit, where the namespace may be the right one. */
  | { readonly kind: 'elsewhere' }
  /** No Service can have the name, and the text says that it is a host. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'nothing' };

export function likelyName(
  found: Extract<ServiceLookup, { readonly kind: 'missing' }>,
  wanted: WantedService,
  port: number | undefined,
  { home, namespaces, slips, sameWords, guess, index, made, foreignContainer }: Whence,
): LikelyName {
  const { elsewhere, renamed, workload } = found;
  if (renamed !== undefined) return { kind: 'renamed', service: renamed, elsewhere: elsewhere !== undefined };
  const asked = wanted.namespace === undefined ? home : (namespaces.meant(wanted.namespace) ?? undefined);
  // Where a chart is installed, nobody may have said: it may well be where the name leads.
  const away = elsewhere?.resource.namespace === guess ? undefined : elsewhere?.resource.namespace;
  // The very name in another unit weighs more than a similar one in this.
  if (elsewhere !== undefined && (asked === undefined || away === undefined || away === asked))
    return { kind: 'elsewhere' };
  const isAsked = (service: Service): boolean => (namespaces.of(service.resource) ?? undefined) === asked;
  const similar = slips()(wanted.service, asked);
  if (similar !== undefined) return { kind: 'similar', service: similar };
  const butForService = index.servicesLike(wanted.service).find(isAsked);
  if (workload === undefined && butForService !== undefined) return { kind: 'similar', service: butForService };
  // An alias of the very Service that is asked for: it lives there, outside of the tree.
  const aliased = elsewhere === undefined ? undefined : namespaceOfAlias(elsewhere);
  if (aliased !== undefined && aliased === asked) return { kind: 'elsewhere' };
  // An alias of a Service of yet another namespace does not say where the Service is.
  if (elsewhere !== undefined && away !== undefined && (aliased === undefined || aliased === away))
    return { kind: 'other-namespace', service: elsewhere, namespace: away };
  const inReach = workload !== undefined && (namespaces.of(workload.resource) ?? undefined) === asked;
  if (inReach) return { kind: 'workload', workload };
  const called = (namespace: string | undefined): readonly Service[] =>
    port === undefined || !found.closed ? [] : sameWords({ name: wanted.service, namespace, port });
  const there = called(asked);
  // What names no namespace goes to `default` unless somebody says otherwise.
  const kin = there.length === 0 && asked === 'default' && home === undefined ? called(undefined) : there;
  const [first, ...more] = kin;
  if (first !== undefined && more.length === 0) return { kind: 'same-words', service: first };
  // `redis` beside `redis-master` and `redis-replicas`: a chart of another kind, or of another time, was meant.
  if (first !== undefined && kin.every(({ name }) => name.startsWith(`${wanted.service}-`)))
    return { kind: 'stem', services: kin };
  const foreign = wanted.sure ? undefined : foreignContainer(wanted.service, port, asked);
  const other = index.open ? undefined : made.kindred({ name: wanted.service, namespace: asked, port, key: '' });
  return foreign ?? (other === undefined ? { kind: 'nothing' } : { kind: 'operator', made: other });
}

/** The Service of the API server is in `default`, and only there is one label enough (semantics 8.2, 8.4). */
export function apiServer(
  { form, from, host }: NameReference,
  { service, namespace, before }: WantedService,
  { home, guess }: Whence,
): LikelyName | undefined {
  const isShort = service === 'kubernetes' && namespace === undefined && before.length === 0 && host === service;
  const isWritten = home !== undefined && home !== 'default' && home !== guess && from.namespace === home;
  return isShort && isWritten && (form === 'url' || form === 'pair') ? { kind: 'api-server', home } : undefined;
}

/**
 * No Service can be called `web_app`, and in a URL it is no word of another kind (semantics 4.2); `web-app` is meant
 * where it is there.
 */
export function withDashes(
  reference: NameReference,
  { service, namespace }: WantedService,
  { find, home, sameWords }: Whence,
): LikelyName | undefined {
  // All in capitals, it is a word that somebody fills in.
  if (/^[A-Z][A-Z0-9_]*$/.test(textOf(reference.hostAt.span))) return undefined;
  const name = service.replaceAll('_', '-');
  const dashed = find(name, namespace);
  const meant = dashed.kind === 'found' ? dashed.services[0] : undefined;
  if (meant !== undefined) return { kind: 'similar', service: meant };
  // A configuration file may define the word itself, as an `upstream`; a URL without a port may be an identifier.
  if (reference.form !== 'url' || reference.field === 'data' || reference.port.kind !== 'number') return undefined;
  const port = dialledPort(reference);
  const kin = port === undefined ? undefined : onlyOne(sameWords({ name, namespace: namespace ?? home, port }));
  return kin === undefined ? { kind: 'impossible' } : { kind: 'same-words', service: kin };
}

export function withinPods(
  reference: NameReference,
  { service, namespace, sure, before }: WantedService,
  { pods, home, index, namespaces }: Whence,
): LikelyName | undefined {
  const [pod, ...more] = before;
  const asked = namespace === undefined ? home : (namespaces.meant(namespace) ?? undefined);
  if (sure && pod !== undefined && more.length === 0) return podBelow(pod, asked, index, namespaces);
  if (sure || namespace !== undefined) return undefined;
  return ownContainer(reference, service, pods) ?? podNamed(reference, service, home ?? null, index, namespaces);
}
