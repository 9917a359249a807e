import { append } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { looksPublic } from '../../k8s/dns/cluster-name.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import { isReadByLabel } from '../../k8s/dns/label-readers.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Resolver } from '../../k8s/dns/other-resolvers.js';
import { sourcesOf } from '../../k8s/listening/config-sources.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { ownHostname } from '../../k8s/workloads/pod-naming.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { getList, getString } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Makers } from '../closure/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { BehindLoopback, FindBehindLoopback } from './loopback.js';
import { type MisshapenName, misshapenName, turnedName } from '../near-names/misshapen-name.js';
import type { ServiceLookup } from '../references/service-lookup.js';
import { type FindSameWords, onlyOne, sameWordsAmong } from '../near-names/same-words.js';
import { type FindSlip, slipsAmong } from '../near-names/similar-service.js';
import { type WantedService, wantedOf } from '../near-names/wanted-service.js';
import {
  type BarePod,
  type FindForeignContainer,
  type ForeignContainer,
  type OwnContainer,
  ownContainer,
  type PodBelow,
  podBelow,
  podNamed,
} from './within-pods.js';

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

export interface Hosts {
  /** The Pod templates whose containers read a ConfigMap or Secret. */
  readersOf(resource: Resource): readonly PodTemplate[];
  /** The DNS-like names in a template's own texts, and in the ConfigMaps and Secrets that its containers read. */
  readBy(template: PodTemplate): readonly NameReference[];
  /** What a DNS-like name stands for in the Pods that read it (semantics 8.2, 8.5). */
  host(reference: NameReference): NameResolution;
}

interface Ground {
  readonly unit: Unit;
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly makers: Makers;
  /** The namespace of objects that name none, where it is known. */
  readonly target: string | undefined;
  readonly surroundings: Pick<Surroundings, 'voices'>;
}

interface Tools {
  readonly lookup: Lookup;
  readonly foreignContainer: FindForeignContainer;
  readonly behindLoopback: FindBehindLoopback;
}

type Lookup = (name: string, namespace: string | undefined, from: Resource) => ServiceLookup;

/** Who reads which text, and what the names in it stand for (semantics 8.2, 8.5). */
export function hostsOf(
  { unit, index, namespaces, makers, target, surroundings }: Ground,
  { lookup, foreignContainer, behindLoopback }: Tools,
): Hosts {
  const readers = once(() => readersByName(index.templates));
  const readersOf = remember((resource: Resource): readonly PodTemplate[] =>
    (readers().get(`${resource.kind}/${resource.name ?? ''}`) ?? []).filter(
      ({ workload }) => namespaces.same(workload.resource, resource) !== 'no',
    ),
  );
  const namesIn = once(() => new Map(unit.objects.map((object) => [object.resource, object])));
  const namespaceOf = ({ resource }: Service): string | undefined => namespaces.of(resource) ?? undefined;
  const slips = once(() => slipsAmong(index.services, namespaceOf));
  const sameWords = sameWordsAmong(index.services, namespaceOf);
  const known = once(() => knownNamespaces(index, target));

  return {
    readersOf,
    readBy: (template) => {
      const { resource } = template.workload;
      const objects = sourcesOf(template, template.containers).flatMap(({ kind, name }) =>
        index.objectsNamed('', kind, name),
      );
      const near = [...new Set(objects)].filter((object) => namespaces.same(object, resource) !== 'no');
      const own = (namesIn().get(resource)?.names ?? []).filter((name) => name.template === template);
      return [...own, ...near.flatMap((object) => namesIn().get(object)?.names ?? [])];
    },
    host: remember((reference: NameReference): NameResolution => {
      const { from, host } = reference;
      const pods = reference.template === undefined ? readersOf(from) : [reference.template];
      const isRead = pods.length > 0 || reference.resolver !== undefined || isReadByLabel(from);
      if (reference.name.form !== 'full' && (!isRead || pods.some((template) => isInHostsFile(template, host))))
        return OUTSIDE;
      const home =
        namespaces.of(from) ??
        pods.map(({ workload }) => namespaces.of(workload.resource)).find((namespace) => namespace !== null) ??
        undefined;
      return resolve(reference, {
        pods,
        home,
        find: (service, namespace) => lookup(service, namespace ?? home, from),
        isKnown: (namespace) => known().has(namespace),
        isLivedIn: surroundings.voices.isLivedIn,
        slips,
        sameWords,
        release: unit.guessedRelease,
        guess: unit.namespace?.isGuess === true ? unit.namespace.name : undefined,
        index,
        makers,
        namespaces,
        foreignContainer,
        behindLoopback,
      });
    }),
  };
}

/** What is known where a name is read. */
interface Whence {
  /** The Pods that read it. */
  readonly pods: readonly PodTemplate[];
  readonly home: string | undefined;
  /** A Service of that namespace, or of the Pods' own. */
  readonly find: (service: string, namespace: string | undefined) => ServiceLookup;
  readonly isKnown: (namespace: string) => boolean;
  /** True where something of the tree lives in the namespace. */
  readonly isLivedIn: (namespace: string) => boolean;
  readonly slips: () => FindSlip;
  readonly sameWords: FindSameWords;
  /** The namespace that somebody may choose for a chart. */
  readonly guess: string | undefined;
  /** The name that somebody may choose for its release. */
  readonly release: string | undefined;
  readonly index: UnitIndex;
  readonly makers: Makers;
  readonly namespaces: Namespaces;
  readonly foreignContainer: FindForeignContainer;
  readonly behindLoopback: FindBehindLoopback;
}

function resolve(reference: NameReference, whence: Whence): NameResolution {
  const { name, resolver } = reference;
  const { find, index, isKnown, home, makers, pods } = whence;
  if (name.form === 'loopback') return whence.behindLoopback(reference, pods) ?? OUTSIDE;
  if (name.form === 'misshapen') return misshapenName(name, find, index) ?? OUTSIDE;
  const exists = (service: string, namespace?: string): boolean => find(service, namespace).kind === 'found';
  const wanted = wantedOf(name, { isKnown, isLivedIn: whence.isLivedIn, exists });
  const found = wanted && find(wanted.service, wanted.namespace);
  if (wanted === undefined || found === undefined || found.kind === 'external') return OUTSIDE;
  const turned = turnedName(wanted, whence);
  if (turned !== undefined) return turned;
  if (resolver !== undefined && resolver.onNode !== true && wanted.namespace === undefined)
    return fromElsewhere(found, wanted, home, resolver);
  const byGuess = reference.host === whence.release && reference.from.file.isValue?.(reference.host) === true;
  if (found.kind === 'found')
    return { kind: 'found', wanted, services: found.services, certain: found.certain, byGuess };
  if (!wanted.sure && (wanted.before.length > 0 || pods.some(hasSearchDomains))) return OUTSIDE;
  const server = apiServer(reference, wanted, whence);
  if (server !== undefined) {
    const known = { namespaceKnown: true, home, open: false };
    return { kind: 'missing', wanted, ...known, likely: server };
  }
  if (isProvided(wanted)) return OUTSIDE;
  if (!wanted.sure && wanted.namespace !== undefined && looksPublic(wanted.namespace)) return OUTSIDE;
  // A workload of that name is there by the same guess.
  if (byGuess && found.workload !== undefined) return OUTSIDE;
  const likely = wanted.service.includes('_')
    ? withDashes(reference, wanted, whence)
    : (withinPods(reference, wanted, whence) ?? likelyName(found, wanted, dialledPort(reference), whence));
  if (likely === undefined) return OUTSIDE;
  const namespaceKnown = wanted.namespace === undefined || isKnown(wanted.namespace);
  const open = index.open || makers.service(wanted.service, wanted.namespace ?? home ?? null) !== 'no';
  return { kind: 'missing', wanted, namespaceKnown, home, open, likely };
}

/** The Service of the API server is in `default`, and only there is one label enough (semantics 8.2, 8.4). */
function apiServer(
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
function withDashes(
  reference: NameReference,
  { service, namespace }: WantedService,
  { find, home, sameWords }: Whence,
): LikelyName | undefined {
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

function withinPods(
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

const OUTSIDE: NameResolution = { kind: 'outside' };

function likelyName(
  found: Extract<ServiceLookup, { readonly kind: 'missing' }>,
  wanted: WantedService,
  port: number | undefined,
  { home, namespaces, slips, sameWords, guess, index, foreignContainer }: Whence,
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
  if (elsewhere !== undefined && isAliasInto(elsewhere, asked)) return { kind: 'elsewhere' };
  if (elsewhere !== undefined && away !== undefined)
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
  return (wanted.sure ? undefined : foreignContainer(wanted.service, port, asked)) ?? { kind: 'nothing' };
}

/** An ExternalName whose target is a Service of the namespace. */
function isAliasInto({ type, resource }: Service, namespace: string | undefined): boolean {
  const [, , there] =
    /^(.+)\.([a-z0-9-]+)\.svc(?:\.|$)/.exec(getString(resource.tree, 'spec', 'externalName') ?? '') ?? [];
  return type === 'ExternalName' && there !== undefined && there === namespace;
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

function readersByName(templates: Iterable<PodTemplate>): ReadonlyMap<string, readonly PodTemplate[]> {
  const readers = new Map<string, PodTemplate[]>();
  for (const template of templates) {
    for (const id of new Set(sourcesOf(template, template.containers).map(({ kind, name }) => `${kind}/${name}`)))
      append(readers, id, template);
  }
  return readers;
}

/** Namespaces that the unit names, as an object or for one. */
function knownNamespaces(index: UnitIndex, target: string | undefined): ReadonlySet<string> {
  const made = index.ofKind('', 'Namespace').flatMap(({ name }) => name ?? []);
  return new Set([
    ...index.resources.flatMap(({ namespace }) => namespace ?? []),
    ...made,
    ...(target === undefined ? [] : [target]),
  ]);
}

/** What the file of hosts in the Pod has is asked of no DNS. */
function isInHostsFile(template: PodTemplate, host: string): boolean {
  return host === ownHostname(template) || hostAliases(template).has(host);
}

function hostAliases(template: PodTemplate): ReadonlySet<string> {
  const aliases = getList(template.workload.resource.get(...template.path, 'spec', 'hostAliases'));
  return new Set(
    aliases.flatMap((alias) =>
      getList(alias, 'hostnames').flatMap((name) => (name.type === 'scalar' ? [String(name.value)] : [])),
    ),
  );
}

/** The API server's own Service, and those that come with a cluster or an add-on. */
function isProvided({ service, namespace }: WantedService): boolean {
  return (
    (service === 'kubernetes' && (namespace === undefined || namespace === 'default')) || namespace === 'kube-system'
  );
}
