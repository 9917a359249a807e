import { get, getList, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { hasListeners, hostnamesOf, parentRefsOf, ROUTE_KINDS } from '../routes/gateway-api.js';
import { backendPathsOf, isOldBackend } from '../routes/ingress.js';
import { virtualHostsOf } from '../routes/istio-hosts.js';
import { gatewaysOf, ISTIO_GROUP } from '../routes/istio.js';
import { plainRule, type OuterRule } from './outer-rule.js';
import { ingressPathRule, type PathRule } from './path-rule.js';
import { readTraefikMatch } from './traefik-match.js';

type Reader = (resource: Resource) => readonly OuterRule[];

const TRAEFIK_KINDS = ['traefik.io', 'traefik.containo.us'].flatMap((group) =>
  ['IngressRoute', 'IngressRouteTCP'].map((kind) => `${group}/${kind}`),
);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['networking.k8s.io/Ingress', ingressRules],
  ['extensions/Ingress', ingressRules],
  ...ROUTE_KINDS.map((kind) => [kind, gatewayRules] as const),
  [`${ISTIO_GROUP}/VirtualService`, istioRules],
  ...TRAEFIK_KINDS.map((kind) => [kind, traefikRules] as const),
  ['route.openshift.io/Route', openshiftRules],
  ['projectcontour.io/HTTPProxy', contourRules],
]);

/** Every rule by which an object lets requests in, in document order; none for what is for the mesh alone. */
export function outerRulesOf(resource: Resource): readonly OuterRule[] {
  return READERS.get(`${resource.group}/${resource.kind}`)?.(resource) ?? [];
}

/** True for a router whose rules stand in one object, with no Gateway or class to look for (semantics 7.4, 7.13). */
export function isRouter({ group, kind }: Resource): boolean {
  return group === 'route.openshift.io' || TRAEFIK_KINDS.includes(`${group}/${kind}`);
}

const EVERY_PATH: PathRule = { kind: 'prefix', text: '/' };

/** What no rule takes goes to the default backend, whose rule has no host and comes first. */
function ingressRules(ingress: Resource): readonly OuterRule[] {
  return backendPathsOf(ingress).map((backend) => {
    const [, , index] = backend;
    const name = isOldBackend(ingress, backend) ? ['serviceName'] : ['service', 'name'];
    const services = [[...backend, ...name]];
    if (typeof index !== 'number')
      return { ...plainRule({ hosts: [], path: EVERY_PATH, at: backend, services }), isDefault: true };
    const at = backend.slice(0, -1);
    const host = getString(ingress.tree, 'spec', 'rules', index, 'host') ?? '';
    const hosts = host === '' ? [] : [host.toLowerCase()];
    return plainRule({ hosts, path: ingressPathRule(ingress, at), at, services });
  });
}

function gatewayRules(route: Resource): readonly OuterRule[] {
  if (!parentRefsOf(route).some(hasListeners)) return [];
  const hosts = hostnamesOf(route);
  return getList(route.tree, 'spec', 'rules').flatMap((tree, index) => {
    const at = ['spec', 'rules', index];
    const services = getList(tree, 'backendRefs').map((_, each) => [...at, 'backendRefs', each, 'name']);
    return gatewayMatchesOf(route, tree).map((match) => ({
      ...plainRule({ hosts, at, services, ...match }),
      ...match,
    }));
  });
}

type Match = Pick<OuterRule, 'path' | 'isConditional'>;

/** The matches of one rule of a route (semantics 7.2). */
export function gatewayMatchesOf({ kind }: Resource, rule: Tree): readonly Match[] {
  const matches = getList(rule, 'matches');
  if (matches.length === 0 || kind !== 'HTTPRoute') return [{ path: EVERY_PATH, isConditional: matches.length > 0 }];
  return matches.map((match) => ({
    path: gatewayPathRule(match),
    isConditional: ['headers', 'queryParams', 'method'].some(
      (field) => getList(match, field).length > 0 || getString(match, field) !== undefined,
    ),
  }));
}

function gatewayPathRule(match: Tree): PathRule {
  const type = getString(match, 'path', 'type') ?? 'PathPrefix';
  const text = getString(match, 'path', 'value') ?? '/';
  if (type === 'Exact') return { kind: 'exact', text };
  return type === 'PathPrefix' ? { kind: 'prefix', text } : { kind: 'open', text };
}

function istioRules(resource: Resource): readonly OuterRule[] {
  if (gatewaysOf(resource).length === 0) return [];
  const hosts = virtualHostsOf(resource).map(({ host }) => host);
  const named = hosts.includes('*') ? [] : hosts;
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    getList(resource.tree, 'spec', protocol).flatMap((tree, index) => {
      const at = ['spec', protocol, index];
      const services = getList(tree, 'route').map((_, each) => [...at, 'route', each, 'destination', 'host']);
      return istioMatchesOf(tree).map((match) => ({
        ...plainRule({ hosts: named, at, services, ...match }),
        ...match,
        priority: -index,
      }));
    }),
  );
}

const ISTIO_CONDITIONS = [
  'headers',
  'withoutHeaders',
  'method',
  'queryParams',
  'authority',
  'scheme',
  'port',
  'gateways',
  'sourceLabels',
  'sourceNamespace',
];

/** The matches of one rule of a VirtualService (semantics 7.3). */
export function istioMatchesOf(rule: Tree): readonly Match[] {
  const matches = getList(rule, 'match');
  if (matches.length === 0) return [{ path: { kind: 'text', text: '/' }, isConditional: false }];
  return matches.map((match) => ({
    path: get(match, 'uri') === undefined ? { kind: 'text', text: '/' } : istioPathRule(match),
    isConditional: ISTIO_CONDITIONS.some((field) => get(match, field) !== undefined),
  }));
}

/** Unlike in an Ingress a prefix is one of the text, wherever a step of the path ends. */
function istioPathRule(match: Tree): PathRule {
  const exact = getString(match, 'uri', 'exact');
  if (exact !== undefined) return { kind: 'exact', text: exact };
  const prefix = getString(match, 'uri', 'prefix');
  return prefix === undefined
    ? { kind: 'open', text: getString(match, 'uri', 'regex') ?? '' }
    : { kind: 'text', text: prefix };
}

/** Of the routes of Traefik the one with the longer text wins, unless a priority is written (semantics 7.4). */
function traefikRules(route: Resource): readonly OuterRule[] {
  return getList(route.tree, 'spec', 'routes').flatMap((tree, index) => {
    const text = getString(tree, 'match') ?? '';
    const services = getList(tree, 'services').map((_, each) => ['spec', 'routes', index, 'services', each, 'name']);
    return (readTraefikMatch(text) ?? []).map((match) => ({
      ...match,
      isDefault: false,
      priority: getNumber(tree, 'priority') ?? text.length,
      at: ['spec', 'routes', index, 'match'],
      services,
    }));
  });
}

/** Whole steps of a path; a weight of 0 takes no requests (semantics 7.13). */
function openshiftRules(route: Resource): readonly OuterRule[] {
  const backends: readonly Path[] = [
    ['spec', 'to'],
    ...getList(route.tree, 'spec', 'alternateBackends').map((_, index) => ['spec', 'alternateBackends', index]),
  ];
  const written = getString(route.tree, 'spec', 'host') ?? '';
  const host = written === '' ? givenHost(route) : writtenHost(route, written);
  if (host === undefined) return [];
  return [
    plainRule({
      hosts: [host],
      path: { kind: 'prefix', text: getString(route.tree, 'spec', 'path') ?? '/' },
      at: written === '' ? ['metadata', 'name'] : ['spec', 'host'],
      services: backends
        .filter((path) => getNumber(route.tree, ...path, 'weight') !== 0)
        .map((path) => [...path, 'name']),
    }),
  ];
}

function writtenHost(route: Resource, host: string): string {
  const isWildcard = getString(route.tree, 'spec', 'wildcardPolicy') === 'Subdomain';
  return (isWildcard ? host.replace(/^[^.]*/, '*') : host).toLowerCase();
}

/** The host that a Route gets which names none: the domain behind it is that of the cluster (semantics 7.13). */
function givenHost({ tree, name, namespace }: Resource): string | undefined {
  const subdomain = getString(tree, 'spec', 'subdomain') ?? '';
  if (subdomain !== '') return `${subdomain.toLowerCase()}.*`;
  return name === undefined || namespace === undefined ? undefined : `${name.replaceAll('.', '-')}-${namespace}.*`;
}

function contourRules(proxy: Resource): readonly OuterRule[] {
  const host = (getString(proxy.tree, 'spec', 'virtualhost', 'fqdn') ?? '').toLowerCase();
  if (host === '') return [];
  return getList(proxy.tree, 'spec', 'routes').map((tree, index) => {
    const at = ['spec', 'routes', index];
    const prefixes = getList(tree, 'conditions').flatMap((condition) => getString(condition, 'prefix') ?? []);
    const services = getList(tree, 'services').map((_, each) => [...at, 'services', each, 'name']);
    return plainRule({ hosts: [host], path: { kind: 'text', text: prefixes.join('') || '/' }, at, services });
  });
}
