import { isRouter, outerRulesOf } from '../../k8s/entries/outer-rules.js';
import type { OuterRule } from '../../k8s/entries/outer-rule.js';
import { matchPath } from '../../k8s/entries/path-rule.js';
import { describe, type Resource } from '../../k8s/object/resource.js';
import { covers } from '../../k8s/routes/ingress-hosts.js';
import { groupBy } from '../../data/group.js';
import { code, codes } from '../../text/words.js';
import { get, getList, getString, type Place, type Tree } from '../../tree/tree.js';
import { hop, type Hop, remark, remarkBy, type Remark, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { refusalOf, saidOf } from '../walk/said.js';
import { type Entry, type OuterRequest, referenceAt, type Standing } from './entry.js';

/** A rule of a router for the host. */
interface Claim {
  readonly route: Resource;
  readonly rule: OuterRule;
}

/**
 * By the routes of Traefik and OpenShift, which need no Gateway: each router takes all of its own (semantics 7.4,
 * 7.13).
 */
export function routerEntries(request: OuterRequest, standing: Standing): readonly Entry[] {
  const claims = standing.world.unit.objects
    .map(({ resource }) => resource)
    .filter(isRouter)
    .flatMap((route) => outerRulesOf(route).map((rule): Claim => ({ route, rule })));
  const named = claims.filter(({ rule }) =>
    rule.hosts.some((host) => covers(host, request.host) || isInOpenDomain(host, request.host)),
  );
  const meant = named.length > 0 || !request.takesAny ? named : claims.filter(({ rule }) => rule.hosts.length === 0);
  return [...groupBy(meant, ({ route }) => route.group).values()].flatMap((ofRouter) =>
    entriesOf(ofRouter, request, standing),
  );
}

/** Whether a host may be one of which no file tells the domain: `web-shop.*`. */
function isInOpenDomain(open: string, host: string): boolean {
  return open.endsWith('.*') && host.startsWith(open.slice(0, -1));
}

function entriesOf(claims: readonly Claim[], request: OuterRequest, standing: Standing): readonly Entry[] {
  const fitting = claims
    .filter(({ rule }) => matchPath(rule.path, request.path) !== 'no')
    .sort((a, b) => b.rule.priority - a.rule.priority);
  const taken = fitting[0] ?? claims[0];
  if (taken === undefined) return [];
  const { route } = taken;
  const base = { title: describe(route), world: standing.world };
  const listener = listenerHop(taken, request, standing);
  if (listener.stop?.ends === 'broken') return [{ ...base, hops: [listener] }];
  if (fitting.length === 0) return [{ ...base, hops: [listener, pathless(claims, route, request)] }];
  return routed(taken, request, standing).map(({ hop: route, title, reference }) => ({
    ...base,
    title: title === null ? base.title : `${base.title}, ${title}`,
    hops: [listener, route],
    reference,
  }));
}

function listenerHop({ route, rule }: Claim, { host, scheme }: OuterRequest, standing: Standing): Hop {
  const at = route.at(...rule.at);
  const says = `${describe(route)} lets ${code(host)} in`;
  const command = kubectl(standing.graph.namespaces.of(route), [
    'get',
    `${route.kind.toLowerCase()}.${route.group}`,
    route.name,
  ]);
  if (standing.graph.unit.isRefused(route)) {
    const finding = refusalOf(route, standing);
    const note = 'it never gets into the cluster';
    const stop = finding === undefined ? stopAt('refused-entry', note, at) : stopBy('refused-entry', finding);
    return hop('listener', says, at, { stop, command });
  }
  const remarks = saidOf(route, ['unknown-middleware'], standing).map(remarkBy);
  return hop('listener', says, at, { stop: unserved(route, scheme) ?? given(rule, at), remarks, command });
}

function given({ hosts }: OuterRule, at: Place): Stop | undefined {
  const host = hosts.find((each) => each.endsWith('.*'));
  return host === undefined ? undefined : stopAt('given-host', `it names no host, and gets ${code(host)}`, at);
}

/** A Route of OpenShift without `tls` is for HTTP alone; with `tls` it takes HTTP only where it says so. */
function unserved(route: Resource, scheme: string | undefined): Stop | undefined {
  if (route.kind !== 'Route') return undefined;
  const tls = route.get('spec', 'tls');
  if (scheme === 'https' && tls === undefined)
    return stopAt('unserved-scheme', 'the Route has no `tls`', route.at('spec'), 'add `tls.termination: edge`');
  if (scheme !== 'http' || tls === undefined) return undefined;
  const insecure = getString(tls, 'insecureEdgeTerminationPolicy') ?? 'None';
  if (insecure === 'Allow') return undefined;
  return insecure === 'Redirect'
    ? stopAt(
        'redirected',
        'requests for HTTP are sent to HTTPS',
        route.at('spec', 'tls', 'insecureEdgeTerminationPolicy'),
      )
    : stopAt('unserved-scheme', 'the Route has `tls`, and does not say that it takes HTTP', route.at('spec', 'tls'));
}

function pathless(claims: readonly Claim[], route: Resource, { path }: OuterRequest): Hop {
  const paths = new Set(claims.map(({ rule }) => rule.path.text));
  const place = route.at(...(claims[0]?.rule.at ?? []));
  const note = `the rules for the host are for ${codes(paths)}: the router answers 404 or 503`;
  return hop('route', `path ${code(path)} is asked for`, place, { stop: stopAt('unknown-path', note, place) });
}

interface Routed extends Pick<Entry, 'reference'> {
  readonly hop: Hop;
  /** What tells it from the others; null where it is the only one. */
  readonly title: string | null;
}

function routed({ route, rule }: Claim, { scheme }: OuterRequest, standing: Standing): readonly Routed[] {
  const place = route.at(...rule.at);
  const ruleTree = route.get(...rule.at.slice(0, -1));
  const answered = answeredBy(route, ruleTree, scheme, standing);
  const remarks = answered === undefined ? middlewares(ruleTree) : [];
  if (answered !== undefined || rule.services.length === 0) {
    const stop = answered ?? stopAt('no-backend', 'the rule names no Service', place);
    return [{ hop: hop('route', `path ${code(rule.path.text)}`, place, { stop }), title: null }];
  }
  return rule.services.map((path): Routed => {
    const nameAt = route.at(...path);
    const name = getString(route.tree, ...path) ?? '';
    const reference = referenceAt(route, nameAt, standing);
    const custom = stopAt('custom-backend', 'its controller decides', nameAt);
    const stop = reference === undefined ? custom : conditional({ route, rule });
    const what = reference === undefined ? 'a backend,' : 'Service';
    const says = `path ${code(rule.path.text)} leads to ${what} ${code(name)}`;
    return {
      hop: hop('route', says, nameAt, { stop, remarks }),
      title: rule.services.length > 1 ? `backend ${code(name)}` : null,
      reference,
    };
  });
}

function conditional({ route, rule }: Claim): Stop | undefined {
  const place = route.at(...rule.at);
  if (rule.path.kind === 'open')
    return stopAt('open-match', `${code(rule.path.text)} is a regular expression, which is not run`, place);
  return rule.isConditional
    ? stopAt('open-match', 'headers, the method or other conditions of the rule decide', place)
    : undefined;
}

/** A middleware that is on disk and answers with a redirect; one to HTTPS leaves what is HTTPS alone. */
function answeredBy(
  route: Resource,
  rule: Tree | undefined,
  scheme: string | undefined,
  { graph }: Standing,
): Stop | undefined {
  for (const item of getList(rule, 'middlewares')) {
    const name = getString(item, 'name') ?? '';
    const namespace = getString(item, 'namespace') ?? graph.namespaces.of(route);
    const found = graph.unit
      .named(route.group, 'Middleware', name)
      .find((middleware) => graph.namespaces.of(middleware) === namespace);
    const isThere = scheme === getString(found?.tree, 'spec', 'redirectScheme', 'scheme');
    const redirects = isThere ? ['redirectRegex'] : ['redirectScheme', 'redirectRegex'];
    const field = redirects.find((each) => get(found?.tree, 'spec', each) !== undefined);
    if (found !== undefined && field !== undefined)
      return stopAt('redirected', `Middleware ${code(name)} answers with a redirect`, found.at('spec', field));
  }
  return undefined;
}

function middlewares(rule: Tree | undefined): readonly Remark[] {
  const names = getList(rule, 'middlewares').flatMap((item) => getString(item, 'name') ?? []);
  return names.length === 0 ? [] : [remark(`${codes(names)} may change the request, or answer it`)];
}
