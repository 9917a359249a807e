import { append } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { type ClusterName, looksPublic } from '../../k8s/dns/cluster-name.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import { sourcesOf } from '../../k8s/listening/config-sources.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { getList } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { ServiceLookup } from './service-lookup.js';
import { type FindSlip, slipsAmong } from './similar-service.js';

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

/** What a name in a text stands for. */
export type NameResolution =
  /** Perhaps a host of the outside world: nothing is to be said. */
  | { readonly kind: 'outside' }
  | {
      readonly kind: 'found';
      readonly wanted: WantedService;
      readonly services: readonly Service[];
      /** False where a namespace is left open. */ readonly certain: boolean;
    }
  /** `S.svc.cluster.local`, with Services of that name. */
  | { readonly kind: 'no-namespace'; readonly service: string; readonly services: readonly Service[] }
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
  /** The Service is there, in a namespace that is written and is another one. */
  | { readonly kind: 'other-namespace'; readonly service: Service; readonly namespace: string }
  /** A workload of the Pods' namespace, which has no name in DNS. */
  | { readonly kind: 'workload'; readonly workload: Workload }
  /** The Service exists in another unit, where the namespace may be the right one. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'nothing' };

export interface Hosts {
  /** The Pod templates whose containers read a ConfigMap or Secret. */
  readersOf(resource: Resource): readonly PodTemplate[];
  /** The DNS-like names in a template's own texts, and in the ConfigMaps and Secrets that its containers read. */
  readBy(template: PodTemplate): readonly NameReference[];
  /** What a DNS-like name stands for in the Pods that read it (semantics 8.2, 8.5). */
  host(reference: NameReference): NameResolution;
}

type Lookup = (name: string, namespace: string | undefined, from: Resource) => ServiceLookup;

/** Who reads which text, and what the names in it stand for (semantics 8.2, 8.5). */
export function hostsOf(
  unit: Unit,
  index: UnitIndex,
  namespaces: Namespaces,
  target: string | undefined,
  lookup: Lookup,
): Hosts {
  const readers = once(() => readersByName(index.templates));
  const readersOf = remember((resource: Resource): readonly PodTemplate[] =>
    (readers().get(`${resource.kind}/${resource.name ?? ''}`) ?? []).filter(
      ({ workload }) => namespaces.same(workload.resource, resource) !== 'no',
    ),
  );
  const namesIn = once(() => new Map(unit.objects.map((object) => [object.resource, object])));
  const slips = once(() => slipsAmong(index.services, ({ resource }) => namespaces.of(resource) ?? undefined));
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
      const { from, name, host } = reference;
      const pods = reference.template === undefined ? readersOf(from) : [reference.template];
      if (name.form !== 'full' && (pods.length === 0 || pods.some((template) => hostAliases(template).has(host))))
        return OUTSIDE;
      const home =
        namespaces.of(from) ??
        pods.map(({ workload }) => namespaces.of(workload.resource)).find((namespace) => namespace !== null);
      const find = (service: string, namespace: string | undefined): ServiceLookup =>
        lookup(service, namespace ?? home ?? undefined, from);
      if (name.form === 'no-namespace') return withoutNamespace(name.service, find, index);
      const wanted = wantedOf(name, known(), (service) => find(service, undefined).kind === 'found');
      const found = wanted && find(wanted.service, wanted.namespace);
      if (wanted === undefined || found === undefined || found.kind === 'external') return OUTSIDE;
      if (found.kind === 'found') return { kind: 'found', wanted, services: found.services, certain: found.certain };
      if (wanted.before.length > 0 && !wanted.sure) return OUTSIDE;
      if (isProvided(wanted)) return OUTSIDE;
      const namespaceKnown = wanted.namespace === undefined || known().has(wanted.namespace);
      if (!wanted.sure && wanted.namespace !== undefined && looksPublic(wanted.namespace)) return OUTSIDE;
      const open = index.open || index.operated.length > 0;
      return {
        kind: 'missing',
        wanted,
        namespaceKnown,
        home: home ?? undefined,
        open,
        likely: likelyName(
          found,
          wanted,
          home ?? undefined,
          namespaces,
          slips(),
          unit.namespace?.isGuess === true ? unit.namespace.name : undefined,
        ),
      };
    }),
  };
}

const OUTSIDE: NameResolution = { kind: 'outside' };

type Wanted = Extract<NameResolution, { readonly kind: 'found' }>['wanted'];

/** Which Service a name asks for: two labels are a Service and a namespace that is known, or a Pod and its Service. */
function wantedOf(
  name: ClusterName,
  known: ReadonlySet<string>,
  exists: (service: string) => boolean,
): Wanted | undefined {
  if (name.form === 'full')
    return { service: name.service, namespace: name.namespace, before: name.before, sure: true };
  if (name.form === 'no-namespace') return undefined;
  const [first = '', second, third] = name.labels;
  if (second === undefined) return { service: first, namespace: undefined, before: [], sure: false };
  if (third !== undefined)
    return known.has(third) ? { service: second, namespace: third, before: [first], sure: false } : undefined;
  if (known.has(second)) return { service: first, namespace: second, before: [], sure: false };
  return exists(second) ? { service: second, namespace: undefined, before: [first], sure: false } : undefined;
}

function likelyName(
  found: Extract<ServiceLookup, { readonly kind: 'missing' }>,
  wanted: Wanted,
  home: string | undefined,
  namespaces: Namespaces,
  slip: FindSlip,
  guess: string | undefined,
): LikelyName {
  const { elsewhere, renamed, workload } = found;
  if (renamed !== undefined) return { kind: 'renamed', service: renamed, elsewhere: elsewhere !== undefined };
  const asked = wanted.namespace ?? home;
  // Where a chart is installed, nobody may have said: it may well be where the name leads.
  const away = elsewhere?.resource.namespace === guess ? undefined : elsewhere?.resource.namespace;
  // The very name in another unit weighs more than a similar one in this.
  if (elsewhere !== undefined && (asked === undefined || away === undefined || away === asked))
    return { kind: 'elsewhere' };
  const similar = slip(wanted.service, asked);
  if (similar !== undefined) return { kind: 'similar', service: similar };
  if (elsewhere !== undefined && away !== undefined)
    return { kind: 'other-namespace', service: elsewhere, namespace: away };
  const inReach = workload !== undefined && (namespaces.of(workload.resource) ?? undefined) === asked;
  return inReach ? { kind: 'workload', workload } : { kind: 'nothing' };
}

function withoutNamespace(
  service: string,
  find: (service: string, namespace: string | undefined) => ServiceLookup,
  index: UnitIndex,
): NameResolution {
  const own = find(service, undefined);
  const services: readonly Service[] = own.kind === 'found' ? own.services : index.servicesNamed(service);
  return services.length === 0 ? OUTSIDE : { kind: 'no-namespace', service, services };
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

function hostAliases(template: PodTemplate): ReadonlySet<string> {
  const aliases = getList(template.workload.resource.get(...template.path, 'spec', 'hostAliases'));
  return new Set(
    aliases.flatMap((alias) =>
      getList(alias, 'hostnames').flatMap((name) => (name.type === 'scalar' ? [String(name.value)] : [])),
    ),
  );
}

/** The API server's own Service, and those that come with a cluster or an add-on. */
function isProvided({ service, namespace }: Wanted): boolean {
  return (
    (service === 'kubernetes' && (namespace === undefined || namespace === 'default')) || namespace === 'kube-system'
  );
}
