import { append } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { isIngressNginx } from '../../k8s/entries/proxies.js';
import { isReadByLabel } from '../../k8s/dns/label-readers.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import { INGRESS_NGINX } from '../../k8s/dns/other-resolvers.js';
import { overriddenEntries, sourcesOf } from '../../k8s/listening/config-sources.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { ownHostname } from '../../k8s/workloads/pod-naming.js';
import { browserVariable } from '../../k8s/variables/browser-variables.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getList } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Makers } from '../closure/makers.js';
import { matchOf } from '../unit/label-index.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { FindBehindLoopback } from './loopback.js';
import type { ServiceLookup } from '../references/service-lookup.js';
import { madeNamesOf } from '../near-names/made-names.js';
import { sameWordsAmong } from '../near-names/same-words.js';
import { slipsAmong } from '../near-names/similar-service.js';
import { areBaseAddresses } from './base-addresses.js';
import type { FindForeignContainer } from './within-pods.js';
import { type NameResolution, OUTSIDE, resolve } from './name-resolution.js';

export interface Hosts {
  /** The Pod templates whose containers read a ConfigMap or Secret. */
  readersOf(resource: Resource): readonly PodTemplate[];
  /**
   * The DNS-like names in a template's own texts, in the ConfigMaps and Secrets that its containers read, and in the
   * `auth-url` of Ingresses where they are an ingress-nginx.
   */
  readBy(template: PodTemplate): readonly NameReference[];
  /** The names of Services on disk in variables of an object that a tool writes into pages (semantics 8.2). */
  handedToBrowsers(from: Resource): readonly NameReference[];
  /** True where the URLs of an object leave out ports for its program to add. */
  writesBaseAddresses(from: Resource): boolean;
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
  const isOverridden = overriddenBy();
  const objects = once(() => new Map(unit.objects.map((object) => [object.resource, object])));
  const namesIn = (resource: Resource): readonly NameReference[] => objects().get(resource)?.names ?? [];
  const namesOfIngresses = once(() =>
    unit.objects.flatMap(({ names }) => names.filter(({ resolver }) => resolver === INGRESS_NGINX)),
  );
  const namespaceOf = ({ resource }: Service): string | undefined => namespaces.of(resource) ?? undefined;
  const slips = once(() => slipsAmong(index.services, namespaceOf));
  const sameWords = sameWordsAmong(index.services, namespaceOf);
  const made = madeNamesOf(index, namespaces);
  const known = once(() => knownNamespaces(index, target));
  const releases = once(() =>
    unit.guessedRelease === undefined
      ? []
      : unit.instructions.releasesOf({ folder: unit.folder, name: unit.guessedRelease }),
  );

  const host = remember((reference: NameReference): NameResolution => {
    const { from, host } = reference;
    const pods = reference.template === undefined ? readersOf(from) : [reference.template];
    const isRead = pods.length > 0 || reference.resolver !== undefined || isReadByLabel(from);
    if (reference.name.form !== 'full' && (!isRead || pods.some((template) => isInHostsFile(template, host))))
      return OUTSIDE;
    if (pods.length > 0 && pods.every((template) => isOverridden(template, reference))) return OUTSIDE;
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
      // Who calls by another name does not mean what stands before its own Pods.
      sameWords: (asked) => sameWords(asked).filter((service) => !standsBefore(service, pods)),
      release: unit.guessedRelease,
      releases,
      guess: unit.namespace?.isGuess === true ? unit.namespace.name : undefined,
      index,
      makers,
      namespaces,
      made,
      foreignContainer,
      behindLoopback,
    });
  });

  return {
    readersOf,
    readBy: (template) => [
      ...namesReadBy(template, { index, namespaces, namesIn }),
      ...(isIngressNginx(template) ? namesOfIngresses() : []),
    ],
    handedToBrowsers: remember((from: Resource) => handedIn(namesIn(from), host)),
    writesBaseAddresses: remember((from: Resource) => areBaseAddresses(namesIn(from), host)),
    host,
  };
}

/** The template's own names, and those of what its containers read. */
function namesReadBy(
  template: PodTemplate,
  { index, namespaces, namesIn }: Pick<Ground, 'index' | 'namespaces'> & { readonly namesIn: NamesIn },
): readonly NameReference[] {
  const { resource } = template.workload;
  const read = sourcesOf(template, template.containers).flatMap(({ kind, name }) => index.objectsNamed('', kind, name));
  const near = [...new Set(read)].filter((object) => namespaces.same(object, resource) !== 'no');
  return [...namesIn(resource).filter((name) => name.template === template), ...near.flatMap(namesIn)];
}

type NamesIn = (resource: Resource) => readonly NameReference[];

function handedIn(names: readonly NameReference[], host: Hosts['host']): readonly NameReference[] {
  return names.filter(
    (name) =>
      (name.field === 'env' || name.field === 'data') &&
      browserVariable(name.key) !== undefined &&
      host(name).kind === 'found',
  );
}

/** Whether a variable of the Pods themselves stands in for the entry with a name. */
function overriddenBy(): (template: PodTemplate, reference: NameReference) => boolean {
  const entries = remember(overriddenEntries);
  return (template, { from, field, key }) =>
    field === 'data' &&
    entries(template)
      .get(`${from.kind}/${from.name ?? ''}`)
      ?.has(key) === true;
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

function standsBefore({ selector }: Service, pods: readonly PodTemplate[]): boolean {
  if (selector === undefined || selector.size === 0 || pods.length === 0) return false;
  return pods.every((template) => matchOf(selector, template) === 'yes');
}
