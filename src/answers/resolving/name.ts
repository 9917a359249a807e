import type { Graph } from '../../graph/graph.js';
import type { NameResolution } from '../../graph/names/name-resolution.js';
import { readClusterName, type ClusterName } from '../../k8s/dns/cluster-name.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Service } from '../../k8s/services/service.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { code, codes } from '../../text/words.js';
import { getList, getString } from '../../tree/tree.js';
import type { World } from '../evidence/evidence.js';
import type { PodCaller } from '../walk/caller.js';
import { hop, type Hop, inWordsOf, remark, remarkBy, type Remark, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { type Ground, saidAround } from '../walk/said.js';
import { STOPS } from '../walk/stops.js';
import type { Host } from './host.js';
import { absolute, openNamespace, podMiss, slipOf, stopOf } from './name-stops.js';

/** What a name leads to: a Service, perhaps by way of one Pod of it. */
export interface Named {
  readonly hop: Hop;
  readonly service?: { readonly service: Service; readonly world: World } | undefined;
  /** The name of one Pod behind the Service. */
  readonly pod?: string | undefined;
  /** True for a host that no Service of the cluster can have. */
  readonly isOutside?: true;
}

/** What a host resolves to in the Pods of the caller, their own namespace first (semantics 8.2, 8.3). */
export function nameHop(caller: PodCaller, host: Host, worlds: readonly World[], ground: Ground): Named {
  const name = readClusterName(host.text);
  return name === undefined
    ? unreadable(host)
    : withFindings(resolved(caller, host, name, worlds), nameFindings(caller, host, ground), host);
}

function resolved(caller: PodCaller, host: Host, name: ClusterName, worlds: readonly World[]): Named {
  const resolution = caller.world.graph.names.host(referenceOf(caller, host, name));
  if (resolution.kind === 'found') return found({ caller, host, name }, resolution);
  const completed = host.isAbsolute ? undefined : inSearchDomains(caller, host, name);
  const beyond = completed ?? elsewhere(caller, name, resolution, worlds);
  if (beyond !== undefined) return beyond;
  if (resolution.kind === 'outside' || resolution.kind === 'made') return outside(host, name, caller);
  const stop = stopOf(resolution, caller, host);
  return {
    hop: hop('name', `${code(host.text)} resolves to nothing`, undefined, {
      stop,
      command: askFor(resolution, caller),
    }),
  };
}

/** Where a rule says why the name breaks the request, it is said in its words; else beside what was found. */
function withFindings(named: Named, findings: readonly Diagnostic[], host: Host): Named {
  const { stop, remarks } = named.hop;
  const finding = stop === null ? undefined : findings.find((each) => isWhy(each, stop, host));
  if (stop === null || finding === undefined)
    return { ...named, hop: { ...named.hop, remarks: [...findings.map(remarkBy), ...remarks] } };
  const isSurer = finding.severity === 'error' && stop.ends !== 'broken';
  return {
    ...named,
    hop: {
      ...named.hop,
      remarks: [...findings.filter((each) => each !== finding).map(remarkBy), ...remarks],
      stop: isSurer ? stopBy('unknown-service', finding) : inWordsOf(finding, ownPod(stop)),
    },
  };
}

const ABOUT_LOOPBACK: ReadonlySet<string> = new Set(['localhost-for-other-pod', 'service-port-on-localhost']);

/** A rule may know that nothing of the Pod listens there, where the walk has seen a loopback address only. */
function ownPod(stop: Stop): Stop {
  return stop.kind === 'loopback' ? { ...stop, kind: 'own-pod', ...STOPS['own-pod'] } : stop;
}

function isWhy({ rule, severity, call }: Diagnostic, { kind }: Stop, { port }: Host): boolean {
  if (severity === 'info') return false;
  if (kind === 'loopback' || kind === 'own-pod')
    return ABOUT_LOOPBACK.has(rule) && port !== undefined && call?.port === port;
  return !ABOUT_LOOPBACK.has(rule) && (severity === 'error' || kind !== 'open-namespace');
}

/** Whether only the DNS of the cluster can know the host: asked before it is known what the name leads to. */
export function isInnerName(caller: PodCaller, host: Host): boolean {
  const name = readClusterName(host.text);
  if (name === undefined || name.form === 'loopback') return false;
  if (name.form !== 'short') return true;
  return name.labels.length === 1 || caller.world.graph.names.host(referenceOf(caller, host, name)).kind !== 'outside';
}

/** The host as if a variable of the caller named it. */
function referenceOf(
  { template }: PodCaller,
  { text, scheme, port, isAbsolute }: Host,
  name: ClusterName,
): NameReference {
  const { resource } = template.workload;
  const place = template.at();
  return {
    from: resource,
    template,
    container: undefined,
    resolver: undefined,
    field: 'env',
    key: '',
    form: scheme === undefined ? 'pair' : 'url',
    scheme,
    toldScheme: undefined,
    toldOtlp: undefined,
    calledByServer: false,
    calledAs: undefined,
    name,
    host: text,
    absolute: isAbsolute,
    ownResolver: undefined,
    oddSlash: undefined,
    port: port === undefined ? { kind: 'unwritten' } : { kind: 'number', number: port, at: place },
    hostAt: place,
    piece: () => place,
  };
}

const NAME_RULES = [
  'unknown-service-name',
  'short-name-across-namespaces',
  'workload-name-as-host',
  'malformed-cluster-name',
  'absolute-short-name',
  'unknown-pod-name',
  ...ABOUT_LOOPBACK,
];

/** What the rules say of this host where the caller itself names it, or a file that it reads. */
function nameFindings({ template }: PodCaller, { text, isAbsolute }: Host, ground: Ground) {
  const asked = `${text}${isAbsolute ? '.' : ''}`;
  return saidAround(template, NAME_RULES, ground).filter(({ call }) => call?.host === asked);
}

function unreadable({ text }: Host): Named {
  const isAddress = /^[\d.]+$|:/.test(text);
  const kind = isAddress ? 'address' : 'outside-host';
  const says = isAddress ? `${code(text)} is an address` : `${code(text)} is no name of the cluster`;
  const note = isAddress ? 'which Pod has it stands in no file' : 'its DNS is not among the files';
  return {
    hop: hop('name', says, undefined, { stop: stopAt(kind, note, undefined) }),
    ...(isAddress ? {} : { isOutside: true }),
  };
}

/** A name of one label that `dnsConfig.searches` completes with another namespace. */
function inSearchDomains({ template, world }: PodCaller, { text }: Host, name: ClusterName): Named | undefined {
  const [label, ...more] = name.form === 'short' ? name.labels : [];
  if (label === undefined || more.length > 0) return undefined;
  const { resource } = template.workload;
  const searches = [...template.path, 'spec', 'dnsConfig', 'searches'];
  for (const [index, item] of getList(resource.get(...searches)).entries()) {
    const [, namespace] = /^([^.]+)\.svc\.cluster\.local\.?$/.exec(getString(item) ?? '') ?? [];
    const found =
      namespace === undefined ? undefined : world.graph.names.service({ name: label, namespace, from: resource });
    const service = found?.kind === 'found' && found.certain ? found.services[0] : undefined;
    if (service === undefined) continue;
    const says = `${code(text)} is Service ${code(label)} in ${code(namespace ?? '')}`;
    const own = remark('a search domain of the Pod completes it', resource.at(...searches, index));
    return {
      hop: hop('name', says, service.resource.at('metadata', 'name'), { remarks: [own] }),
      service: { service, world },
    };
  }
  return undefined;
}

interface Asked {
  readonly caller: PodCaller;
  readonly host: Host;
  readonly name: ClusterName;
}

function found(
  { caller, host, name }: Asked,
  { services, certain, wanted }: Extract<NameResolution, { readonly kind: 'found' }>,
): Named {
  const [service] = services;
  if (service === undefined) return unreadable(host);
  const { graph } = caller.world;
  const at = service.resource.at('metadata', 'name');
  const where = graph.namespaces.of(service.resource);
  const says = `${code(host.text)} is Service ${code(service.name)}${where === null ? '' : ` in ${code(where)}`}`;
  const isComplete = name.form === 'full' && name.zoned;
  if (host.isAbsolute && !isComplete) return { hop: hop('name', says, at, { stop: absolute(host, caller) }) };
  if (!certain) return { hop: hop('name', says, at, { stop: openNamespace(caller, service) }) };
  const pod = wanted.before.length === 1 ? wanted.before[0] : undefined;
  const miss = pod === undefined ? undefined : podMiss(graph, services, pod);
  if (miss !== undefined) return { hop: hop('name', says, at, { stop: miss }) };
  const namesakes = name.form === 'short' && name.labels.length === 1 ? namesakesOf(service, graph) : [];
  const versions =
    services.length > 1 ? [remark(`it stands ${services.length} times on disk; the first is taken`, at)] : [];
  return {
    hop: hop(
      'name',
      pod === undefined ? says : `${code(host.text)} is Pod ${code(pod)} behind Service ${code(service.name)}`,
      at,
      {
        remarks: [...namesakes, ...versions],
      },
    ),
    service: { service, world: caller.world },
    pod,
  };
}

/** Services of that name in other namespaces, which the short name does not mean. */
function namesakesOf({ name, resource }: Service, { unit, namespaces }: Graph): readonly Remark[] {
  const own = namespaces.of(resource);
  const others = unit.named('', 'Service', name).filter((other) => namespaces.of(other) !== own);
  const where = [...new Set(others.flatMap((other) => namespaces.of(other) ?? []))];
  return where.length === 0
    ? []
    : [
        remark(
          `the caller's namespace is asked first: that of ${codes(where)} is another one`,
          others[0]?.at('metadata', 'name'),
        ),
      ];
}

/** A Service of another unit, whose namespace is written: it is applied apart, to the same cluster. */
function elsewhere(
  { namespace, world }: PodCaller,
  name: ClusterName,
  resolution: NameResolution,
  worlds: readonly World[],
): Named | undefined {
  const [service, home] = wantedIn(name, resolution, namespace);
  if (service === undefined || home === null) return undefined;
  const found = worlds
    .filter((other) => other !== world)
    .flatMap((other) =>
      other.graph.unit.services
        .filter((each) => each.name === service && other.graph.namespaces.of(each.resource) === home)
        .slice(0, 1)
        .map((each) => ({ service: each, world: other })),
    );
  const [first] = found;
  if (first === undefined) return undefined;
  const at = first.service.resource.at('metadata', 'name');
  const folders = found.map((each) => each.world.unit.folder || '.');
  const says = `${code(service)} is Service ${code(service)} in ${code(home)}`;
  if (found.length > 1)
    return {
      hop: hop('name', says, at, {
        stop: stopAt('absent-service', `${codes(folders)} each have one; give the path of the one that is meant`, at),
      }),
    };
  return {
    hop: hop('name', says, at, { remarks: [remark(`it is applied apart, with ${code(folders[0] ?? '.')}`)] }),
    service: first,
  };
}

function wantedIn(
  name: ClusterName,
  resolution: NameResolution,
  home: string | null,
): readonly [service: string | undefined, namespace: string | null] {
  if (resolution.kind === 'missing') {
    const { service, namespace, before } = resolution.wanted;
    return before.length > 0 ? [undefined, null] : [service, namespace ?? home];
  }
  if (name.form === 'full') return name.before.length > 0 ? [undefined, null] : [name.service, name.namespace];
  if (name.form !== 'short') return [undefined, null];
  const [first, second, third] = name.labels;
  return third === undefined ? [first, second ?? home] : [undefined, null];
}

function outside({ text }: Host, name: ClusterName, { namespace, world }: PodCaller): Named {
  if (name.form === 'loopback')
    return {
      hop: hop('name', `${code(text)} is the Pod itself`, undefined, {
        stop: stopAt('loopback', 'no Service is asked', undefined),
      }),
    };
  const isInner = name.form === 'full' || (name.form === 'short' && name.labels.length === 1);
  const slip = isInner ? undefined : slipOf(name, world);
  if (slip !== undefined) return { hop: hop('name', `${code(text)} resolves to nothing`, undefined, { stop: slip }) };
  if (!isInner)
    return {
      hop: hop('name', `${code(text)} is no Service among the files`, undefined, {
        stop: stopAt('outside-host', 'a host of the outside world, or of another cluster', undefined),
      }),
      isOutside: true,
    };
  const [service, home] = name.form === 'full' ? [name.service, name.namespace] : [name.labels[0], namespace];
  return {
    hop: hop('name', `${code(text)} is no Service among the files`, undefined, {
      stop: stopAt('absent-service', 'the cluster, an operator, or the settings provide it', undefined),
      command: kubectl(home, ['get', 'service', service]),
    }),
  };
}

function askFor(resolution: NameResolution, { namespace }: PodCaller): string | undefined {
  return resolution.kind === 'missing'
    ? kubectl(resolution.wanted.namespace ?? namespace, ['get', 'service', resolution.wanted.service])
    : undefined;
}
