import type { InputFile, LintOptions } from '../../engine/input/options.js';
import { once } from '../../data/once.js';
import { type ClusterName, readClusterName } from '../../k8s/dns/cluster-name.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Rule } from '../../rule/rule.js';
import { closest } from '../../text/spelling/similar.js';
import { code, codes } from '../../text/words.js';
import { type Evidence, gather, type World } from '../evidence/evidence.js';
import type { PodCaller } from '../walk/caller.js';
import { hop, type Hop } from '../walk/hop.js';
import type { Host } from '../resolving/host.js';
import { isInnerName, nameHop, type Named } from '../resolving/name.js';
import { leavingHop } from '../serving/policies.js';
import { resolverHop } from '../resolving/resolver.js';
import type { Verdict } from '../walk/stops.js';
import type { OuterRequest } from '../entries/entry.js';
import { type WalkedWay, waysIn } from './from-entries.js';
import { outerHostsOf } from '../entries/hosts.js';
import { apart, namespaceCallers, workloadCallers } from './callers.js';
import { readFrom, readTo, type ToQuery } from './query.js';
import { standIn } from './stand-in.js';
import { type Arrival, otherPorts, verdictOfHops, walkService } from './to-service.js';
import type { Trace, Way } from './trace.js';
import { unseenOf } from './unseen.js';

/** From where a request is sent and to what, as the command `trace` takes them. */
export interface TraceQuery {
  /** `outside`, a namespace, `deploy/web`, `shop/deploy/web`. */
  readonly from: string;
  /** `http://checkout`, `checkout.shop:80`, `https://shop.example.com/cart`. */
  readonly to: string;
}

/**
 * Walks requests through a set of files, as the cluster would carry them. Each walk throws a
 * RangeError for a `from` or `to` that no file knows, with what is near. `plain` gives what is known of the files
 * already.
 */
export function tracer(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions = {},
  plain: () => Evidence = once(() => gather(rules, inputs, options)),
): (query: TraceQuery) => Trace {
  const hosting = new Map<string, Hosting>();
  const withGuest = (namespace: string): Hosting => {
    const guest = standIn(namespace);
    return { template: guest.template, evidence: gather(rules, inputs, options, guest.object) };
  };
  return (query) => {
    const from = readFrom(query.from);
    const to = readTo(query.to);
    if (from.kind === 'outside') return fromOutside(to, plain());
    if (from.kind === 'workload') return fromPods(workloadCallers(from, plain().worlds), to, plain());
    const { namespace } = from;
    const { template, evidence } = hosting.get(namespace) ?? withGuest(namespace);
    hosting.set(namespace, { template, evidence });
    return fromPods(namespaceCallers(namespace, template, evidence.worlds), to, evidence);
  };
}

/** A tree with a Pod that stands for any of a namespace. */
interface Hosting {
  readonly template: PodTemplate;
  readonly evidence: Evidence;
}

/** A caller, and what the host is in its unit. */
interface Start {
  readonly caller: PodCaller;
  readonly named: Named;
}

function fromPods(callers: readonly PodCaller[], to: ToQuery, evidence: Evidence): Trace {
  const starts = callers.map((caller): Start => ({ caller, named: namedBy(caller, to, evidence) }));
  const { caller, named } = chosen(starts);
  const ground = { graph: caller.world.graph, findings: evidence.findings };
  const isInner = named.service !== undefined || isInnerName(caller, hostOf(to));
  const base = { from: caller.words, to: toWords(to) };
  const isLookedUp = !['address', 'loopback', 'own-pod'].includes(named.hop.stop?.kind ?? '');
  const resolver = isLookedUp ? [resolverHop(caller, { host: to.host, isInner }, ground)] : [];
  // The file of hosts, and resolvers of the Pod's own, answer before the cluster does.
  if (resolver.some(({ stop }) => stop !== null)) return told(base, [{ title: null, hops: resolver }]);
  const leaving = named.isOutside === true ? leavingHop(caller, to.port.number ?? 443, ground) : undefined;
  if (leaving !== undefined) return told(base, [{ title: null, hops: [...resolver, passing(named.hop), leaving] }]);
  const entries = named.isOutside === true ? waysIn(outerOf(to), evidence) : [];
  if (entries.length > 0) return told(base, fromInside(entries, [...resolver, passing(named.hop)]));
  const arrival = arrivalOf(named, to, caller, evidence);
  const walk = arrival === undefined ? undefined : walkService(arrival);
  const hops = [...resolver, named.hop, ...(walk?.hops ?? [])];
  return told(base, [{ title: null, hops }], arrival && walk && otherPorts(arrival, walk));
}

function namedBy(caller: PodCaller, to: ToQuery, { worlds, findings }: Evidence): Named {
  return nameHop(caller, hostOf(to), worlds, { graph: caller.world.graph, findings });
}

function hostOf({ host, isAbsolute, scheme, port }: ToQuery): Host {
  return { text: host, isAbsolute, scheme, port: port.number };
}

/** Of several units that hold the caller the one that holds the Service too; throws RangeError where several do. */
function chosen(starts: readonly Start[]): Start {
  const within = starts.filter(({ caller, named }) => named.service?.world === caller.world);
  const among = within.length > 0 ? within : starts;
  const callers = new Set(apart(among.map(({ caller }) => caller)));
  const services = new Set(among.map(({ named }) => named.service?.service.resource));
  const [first] = among;
  if (first === undefined) throw new RangeError('nothing is there to start from');
  const isSame = callers.size === 1 && services.size === 1;
  if (isSame || among.length === 1) return first;
  const folders = [...new Set(among.map(({ caller }) => caller.world.unit.folder || '.'))];
  if (folders.length === 1) return first;
  throw new RangeError(
    `${first.caller.words} is applied in several units, ${codes(folders)}: give the path of the one that is meant`,
  );
}

function arrivalOf(named: Named, { port }: ToQuery, caller: PodCaller, { findings }: Evidence): Arrival | undefined {
  if (named.service === undefined || (named.hop.stop !== null && named.hop.stop.ends === 'broken')) return undefined;
  const { service, world } = named.service;
  const isDirect = named.pod !== undefined || (service.headless && service.type === 'ClusterIP');
  return { service, world, findings, from: caller, asked: port, isDirect };
}

/** From outside of the cluster: to a Service by what its type opens, else by the host of an entry. */
function fromOutside(to: ToQuery, evidence: Evidence): Trace {
  const base = { from: 'outside of the cluster', to: toWords(to) };
  const found = serviceNamed(to, evidence.worlds);
  const named = waysIn(outerOf(to), evidence);
  const isForAny = named.length === 0 && found === undefined;
  const entries = isForAny ? waysIn({ ...outerOf(to), takesAny: true }, evidence) : named;
  if (entries.length > 0) return told(base, titled(entries));
  if (found === undefined) throw new RangeError(unknownHost(to, evidence.worlds));
  const arrival: Arrival = {
    ...found,
    findings: evidence.findings,
    from: { kind: 'outside' },
    asked: to.port,
    isDirect: false,
  };
  const walk = walkService(arrival);
  const hops = [outerName(found.service, found.world), ...walk.hops];
  return told(base, [{ title: null, hops }], otherPorts(arrival, walk));
}

function outerOf({ host, scheme, port, path }: ToQuery): OuterRequest {
  return { host, scheme, port: port.number, path, takesAny: false };
}

/** A title only where there is something to tell apart. */
function titled(ways: readonly WalkedWay[]): Parameters<typeof told>[1] {
  return ways.length === 1 ? ways.map(({ hops }) => ({ title: null, hops })) : ways;
}

/** A Pod that calls a host of the outside world leaves the cluster, and comes in again. */
function fromInside(ways: readonly WalkedWay[], before: readonly Hop[]): Parameters<typeof told>[1] {
  return titled(ways).map(({ title, hops }) => ({ title, hops: [...before, ...hops] }));
}

/** The DNS of the outside world has the host: that it leads to this entry stands in no file. */
function passing(hop: Hop): Hop {
  return { ...hop, stop: null };
}

function outerName(service: Service, { graph }: World): Hop {
  const where = graph.namespaces.of(service.resource);
  const home = where === null ? '' : ` in ${code(where)}`;
  const says = `Service ${code(service.name)}${home}, by the address that it has outside`;
  return hop('name', says, service.resource.at('metadata', 'name'));
}

/** The Service that a name of the cluster means; throws RangeError where several namespaces or units have it. */
function serviceNamed({ host }: ToQuery, worlds: readonly World[]): { service: Service; world: World } | undefined {
  const name = readClusterName(host);
  const [service, namespace] = labelsOf(name);
  const seen = new Set<unknown>();
  const found = worlds.flatMap((world) =>
    world.graph.unit.services
      .filter(
        (each) =>
          each.name === service && (namespace === undefined || world.graph.namespaces.of(each.resource) === namespace),
      )
      .filter(({ resource }) => !seen.has(resource) && seen.add(resource))
      .map((each) => ({ service: each, world })),
  );
  if (found.length < 2) return found[0];
  const homes = new Set(found.map((each) => each.world.graph.namespaces.of(each.service.resource)));
  const folders = new Set(found.map(({ world }) => world.unit.folder || '.'));
  if (homes.size > 1)
    throw new RangeError(
      `several namespaces have Service ${code(service ?? '')}: write ${codes(
        [...homes].map((home) => `${service ?? ''}.${home ?? ''}`),
        'or',
      )}`,
    );
  if (folders.size > 1)
    throw new RangeError(
      `Service ${code(service ?? '')} is applied in several units, ${codes(folders)}: ` +
        'give the path of the one that is meant',
    );
  return found[0];
}

function labelsOf(name: ClusterName | undefined): readonly string[] {
  if (name?.form === 'full') return [name.service, name.namespace];
  return name?.form === 'short' ? name.labels : [];
}

function unknownHost({ host }: ToQuery, worlds: readonly World[]): string {
  const services = worlds.flatMap(({ graph }) => graph.unit.services.map(({ name }) => name));
  const hosts = worlds.flatMap(({ unit }) => unit.objects.flatMap(({ resource }) => outerHostsOf(resource)));
  const none = `nothing among the files has the host ${code(host)}: no Service, and no Ingress or route`;
  const near = closest(host, new Set(hosts));
  if (near !== undefined) return `${none}; there is a host with a similar name: ${code(near)}`;
  const service = closest(host.split('.')[0] ?? '', new Set(services));
  return service === undefined ? none : `${none}; there is a Service with a similar name: ${code(service)}`;
}

function told(
  base: Pick<Trace, 'from' | 'to'>,
  walked: readonly { readonly title: string | null; readonly hops: readonly Hop[] }[],
  rest: Trace['otherPorts'] = [],
): Trace {
  const ways = walked.map(({ title, hops }): Way => ({ title, verdict: verdictOfHops(hops), hops }));
  return { ...base, verdict: worst(ways), ways, otherPorts: rest, notLookedAt: unseenOf(ways) };
}

function worst(ways: readonly Way[]): Verdict {
  const verdicts = new Set(ways.map(({ verdict }) => verdict));
  if (verdicts.has('broken')) return 'broken';
  return verdicts.has('unknown') ? 'unknown' : 'arrives';
}

function toWords({ scheme, host, isAbsolute, port, path }: ToQuery): string {
  const number = port.name ?? port.number;
  const start = scheme === undefined ? '' : `${scheme}://`;
  const end = number === undefined ? '' : `:${number}`;
  return `${start}${host}${isAbsolute ? '.' : ''}${end}${path === '/' ? '' : path}`;
}
