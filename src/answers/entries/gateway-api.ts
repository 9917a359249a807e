import { gatewayMatchesOf } from '../../k8s/entries/outer-rules.js';
import { bestOf, type PathRule } from '../../k8s/entries/path-rule.js';
import type { Resource } from '../../k8s/object/resource.js';
import { describe } from '../../k8s/object/resource.js';
import { backendRefsOf } from '../../k8s/references/gateway.js';
import {
  hasListeners,
  hostnamesOf,
  hostsIntersect,
  type Listener,
  listenersFor,
  parentRefsOf,
  type ParentRef,
  ROUTE_KINDS,
} from '../../k8s/routes/gateway-api.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { code, codes, list } from '../../text/words.js';
import { getList, getNumber, getString, type Path, type Place } from '../../tree/tree.js';
import { hop, type Hop, type Remark, remarkBy, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { findingAt, refusalOf, saidOf } from '../walk/said.js';
import { type Entry, type OuterRequest, referenceAt, type Standing } from './entry.js';

/** A route for the host, with the hop by which requests come to it. */
interface Attached {
  readonly route: Resource;
  readonly listener: Hop;
}

/** By routes of the Gateway API, which are for one Gateway together (semantics 7.2). */
export function gatewayEntries(request: OuterRequest, standing: Standing): readonly Entry[] {
  const routes = standing.world.unit.objects
    .map(({ resource }) => resource)
    .filter(({ group, kind }) => ROUTE_KINDS.includes(`${group}/${kind}`));
  const named = routes.filter((route) => hostnamesOf(route).some((host) => hostsIntersect(host, request.host)));
  const byListener = routes.filter((route) => isForListenersHost(route, request.host, standing));
  const forAny = request.takesAny ? routes.filter((route) => takesAny(route, request)) : [];
  const meant = [named, byListener, forAny].find((some) => some.length > 0) ?? [];
  const attached = meant.flatMap((route) => attach(route, request, standing));
  const open = attached.filter(({ listener }) => listener.stop?.ends !== 'broken');
  // A route that no Gateway takes is no reason for another one to fail.
  if (open.length === 0)
    return attached
      .slice(0, 1)
      .map(({ route, listener }) => ({ title: describe(route), world: standing.world, hops: [listener] }));
  return routed(open, request, standing);
}

/** Without hosts a route is for all of them; who speaks HTTP does not ask for a stream of bytes. */
function takesAny(route: Resource, { scheme }: OuterRequest): boolean {
  const isStream = route.kind === 'TCPRoute' || route.kind === 'UDPRoute';
  return hostnamesOf(route).length === 0 && !(isStream && /^https?$/.test(scheme ?? ''));
}

/** A route without hosts is for those of its listeners. */
function isForListenersHost(route: Resource, host: string, { graph }: Standing): boolean {
  return (
    hostnamesOf(route).length === 0 &&
    parentRefsOf(route).some((parent) =>
      graph.routes
        .judgedParents(parent, route)
        .flatMap((owner) => listenersFor(parent, graph.routes.listenersOf(owner)))
        .some(({ hostname }) => hostname !== undefined && hostsIntersect(hostname, host)),
    )
  );
}

/** By the first of its parents that takes the request; else why the first does not. */
function attach(route: Resource, request: OuterRequest, standing: Standing): readonly Attached[] {
  const hops = parentRefsOf(route)
    .filter(hasListeners)
    .map((parent) => listenerHop(route, parent, request, standing));
  const taken = hops.find(({ stop }) => stop === null) ?? hops.find(({ stop }) => stop?.ends === 'unknown') ?? hops[0];
  return taken === undefined ? [] : [{ route, listener: taken }];
}

const LISTENER_RULES = [
  'route-not-allowed',
  'unknown-listener',
  'unknown-gateway',
  'listener-set-not-allowed',
  'ambiguous-parent-refs',
  'split-route-rule',
];

function listenerHop(route: Resource, parent: ParentRef, request: OuterRequest, standing: Standing): Hop {
  const { graph } = standing;
  const at = route.at(...parent.path, 'name');
  const says = `${describe(route)} attaches to ${parent.kind} ${code(parent.name)}`;
  const command = kubectl(parent.namespace ?? graph.namespaces.of(route), ['get', 'gateway', parent.name]);
  if (graph.unit.isRefused(route)) {
    const finding = refusalOf(route, standing);
    const stop =
      finding === undefined
        ? stopAt('refused-entry', 'it never gets into the cluster', at)
        : stopBy('refused-entry', finding);
    return hop('listener', says, at, { stop });
  }
  const found = graph.routes.parent(parent, route);
  const owners = found.kind === 'found' ? found.owners : [];
  const findings = [route, ...owners]
    .flatMap((each) => saidOf(each, LISTENER_RULES, standing))
    .filter(({ severity }) => severity !== 'info');
  if (found.kind !== 'found') {
    const stop = absent(parent, at, findings);
    return hop('listener', says, at, { stop, remarks: besides(stop, findings), command });
  }
  const listeners = owners.flatMap((owner) => listenersFor(parent, graph.routes.listenersOf(owner)));
  const stop =
    unaccepted(findings) ??
    refused(route, listeners, findings, standing) ??
    unserved(listeners, request, standing, route);
  const taken = listeners.find(
    (listener) => serves(listener, request) && graph.routes.refusal(route, listener) === undefined,
  );
  const by =
    taken === undefined
      ? says
      : `${says}, by listener ${code(taken.name)}: ${taken.protocol} on port ${taken.port ?? '?'}`;
  return hop('listener', by, taken === undefined ? at : taken.owner.at(...taken.path, 'name'), {
    stop,
    remarks: besides(stop, findings),
    command,
  });
}

/** A Gateway that another build applies is known to the rules, and may be another one of that name. */
function absent({ kind, name }: ParentRef, at: Place, findings: readonly Diagnostic[]): Stop {
  const unknown = findings.find(({ rule }) => rule === 'unknown-gateway');
  if (unknown !== undefined) return stopBy('unknown-gateway', unknown);
  const refusing = findings.find(({ rule }) => REFUSALS.includes(rule));
  if (refusing !== undefined) return stopBy('doubtful-route', refusing);
  return stopAt('absent-gateway', `whoever applies ${kind} ${code(name)} decides which routes it takes`, at);
}

function besides(stop: Stop | undefined, findings: readonly Diagnostic[]): readonly Remark[] {
  return findings.filter(({ rule }) => rule !== stop?.rule).map(remarkBy);
}

/** A set of listeners that its Gateway does not take serves nothing. */
function unaccepted(findings: readonly Diagnostic[]): Stop | undefined {
  const finding = findings.find(({ rule }) => rule === 'listener-set-not-allowed');
  return finding && stopBy('refused-route', finding);
}

const REFUSALS = ['route-not-allowed', 'unknown-listener'];

function refused(
  route: Resource,
  listeners: readonly Listener[],
  findings: ReturnType<typeof saidOf>,
  { graph }: Standing,
): Stop | undefined {
  const refusals = listeners.map((listener) => ({ listener, because: graph.routes.refusal(route, listener) }));
  if (refusals.some(({ because }) => because === undefined)) return undefined;
  const finding = findings.find(({ rule }) => REFUSALS.includes(rule));
  if (finding !== undefined) return stopBy(finding.severity === 'error' ? 'refused-route' : 'doubtful-route', finding);
  const [first] = refusals;
  const note =
    first === undefined
      ? 'it names a listener that the Gateway does not have'
      : `no listener takes the ${first.because ?? 'kind'} of the route`;
  return stopAt('refused-route', note, route.at('spec', 'parentRefs'));
}

function serves({ protocol, port, hostname }: Listener, { scheme, port: wanted, host }: OuterRequest): boolean {
  const protocols = scheme === 'https' ? ['HTTPS', 'TLS'] : ['HTTP'];
  const isSpoken = scheme === undefined || !['HTTP', 'HTTPS', 'TLS'].includes(protocol) || protocols.includes(protocol);
  return (
    isSpoken && (wanted === undefined || port === wanted) && (hostname === undefined || hostsIntersect(hostname, host))
  );
}

function unserved(
  listeners: readonly Listener[],
  request: OuterRequest,
  { graph }: Standing,
  route: Resource,
): Stop | undefined {
  const taking = listeners.filter((listener) => graph.routes.refusal(route, listener) === undefined);
  if (taking.some((listener) => serves(listener, request))) return undefined;
  const [first] = taking;
  const offered = taking.map(
    ({ name, protocol, port, hostname }) =>
      `${code(name)} (${protocol} on ${port ?? '?'}${hostname === undefined ? '' : ` for ${hostname}`})`,
  );
  return stopAt(
    'unserved-scheme',
    `the listeners are ${list(offered, 'and', 4)}`,
    first?.owner.at(...first.path, 'port'),
  );
}

/** A match of a rule: what it compares beside the path leaves it open. */
interface Match {
  readonly route: Resource;
  readonly listener: Hop;
  readonly path: Path;
  readonly rule: PathRule;
  readonly isConditional: boolean;
}

function matchesOf({ route, listener }: Attached): readonly Match[] {
  return getList(route.tree, 'spec', 'rules').flatMap((tree, index) => {
    const path = ['spec', 'rules', index];
    return gatewayMatchesOf(route, tree).map(({ path: rule, isConditional }) => ({
      route,
      listener,
      path,
      rule,
      isConditional,
    }));
  });
}

function routed(attached: readonly Attached[], request: OuterRequest, standing: Standing): readonly Entry[] {
  const matches = attached.flatMap(matchesOf);
  const plain = matches.filter(({ isConditional }) => !isConditional);
  const taken = bestOf(plain, request.path) ?? bestOf(matches, request.path);
  const [first] = attached;
  if (taken === undefined) {
    if (first === undefined) return [];
    const paths = [...new Set(matches.map(({ rule }) => rule.text))];
    const place = first.route.at('spec', 'rules');
    const stop = stopAt('unknown-path', `the rules are for ${codes(paths)}: the Gateway answers 404`, place);
    const route = hop('route', `path ${code(request.path)} is asked for`, place, { stop });
    return [{ title: describe(first.route), world: standing.world, hops: [first.listener, route] }];
  }
  return backendsOf(taken, standing);
}

function backendsOf(match: Match, standing: Standing): readonly Entry[] {
  const { route, path, listener, rule } = match;
  const backends = backendRefsOf(route).filter(
    ({ role, path: at }) =>
      role === 'backend' &&
      path.every((step, index) => at[index] === step) &&
      getNumber(route.tree, ...at, 'weight') !== 0,
  );
  const place = route.at(...path);
  const base = { title: describe(route), world: standing.world };
  const isRedirect = getList(route.tree, ...path, 'filters').some(
    (filter) => getString(filter, 'type') === 'RequestRedirect',
  );
  if (isRedirect || backends.length === 0) {
    const stop = isRedirect
      ? stopAt('redirected', 'a filter answers with a redirect', route.at(...path, 'filters'))
      : stopAt('no-backend', 'the Gateway answers 500', place);
    return [{ ...base, hops: [listener, hop('route', `path ${code(rule.text)}`, place, { stop })] }];
  }
  return backends.map(({ path: at, isService, name }) => {
    const reference = isService ? referenceAt(route, route.at(...at, 'name'), standing) : undefined;
    const says = `path ${code(rule.text)} leads to ${isService ? 'Service' : 'a backend,'} ${code(name ?? '')}`;
    const stop = isService
      ? (ungranted(route, at, standing) ?? conditional(match))
      : stopAt('custom-backend', 'its controller decides', route.at(...at));
    const title = backends.length > 1 ? `${base.title}, backend ${code(name ?? '')}` : base.title;
    return { ...base, title, hops: [listener, hop('route', says, route.at(...at, 'name'), { stop })], reference };
  });
}

function conditional({ isConditional, rule, route, path }: Match): Stop | undefined {
  const place = route.at(...path, 'matches');
  if (rule.kind === 'open')
    return stopAt('open-match', `${code(rule.text)} is a regular expression, which is not run`, place);
  return isConditional
    ? stopAt('open-match', 'headers, the method or parameters of the request decide', place)
    : undefined;
}

function ungranted(route: Resource, at: Path, standing: Standing): Stop | undefined {
  const place = route.at(...at, 'namespace');
  const finding = findingAt(saidOf(route, ['ungranted-cross-namespace-reference'], standing), place);
  return finding && stopBy('not-granted', finding);
}
