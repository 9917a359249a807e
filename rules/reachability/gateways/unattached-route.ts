import type { Graph } from '../../../src/graph/graph.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { ROUTE_KINDS } from '../../../src/k8s/routes/gateway-api.js';
import { gatewayHostsOf, virtualHostsOf } from '../../../src/k8s/routes/istio-hosts.js';
import { ISTIO_GROUP, readIstioHost } from '../../../src/k8s/routes/istio.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, getList, getString, type Place } from '../../../src/tree/tree.js';

/**
 * A route without parents is attached to nothing; without `gateways` a VirtualService is for the sidecars of the mesh
 * (semantics 7.2, 7.3).
 */
export default defineRule({
  id: 'unattached-route',
  severity: 'warning',
  summary: 'A route that names no Gateway at all',
  kinds: [...ROUTE_KINDS, `${ISTIO_GROUP}/VirtualService`],
  fixable: false,
  since: '0.1.0',

  *check(route, graph) {
    // What is absent here, a kustomization may bring.
    if (route.partial || route.patched || isPatchFile(route.file.path) || graph.unit.isRefused(route)) return;
    if (route.group === ISTIO_GROUP) yield* forTheMesh(route, graph);
    else if (isWithoutParents(route) && !graph.routes.handsOn() && leads(route, graph)) yield withoutParents(route);
  },
});

function isWithoutParents({ tree }: Resource): boolean {
  const fields = new Set([...getEntries(tree, 'spec')].map(({ key }) => key));
  // A misspelled field is another mistake.
  const isMisspelled = [...fields].some((field) => /parent/i.test(field) && field !== 'parentRefs');
  return fields.has('rules') && !isMisspelled && !fields.has('useDefaultGateways') && isEmpty(tree);
}

const isEmpty = (tree: Resource['tree']): boolean => getList(tree, 'spec', 'parentRefs').length === 0;

function withoutParents(route: Resource): Finding {
  return {
    message: `${describe(route)} names no Gateway`,
    at: { place: route.keyAt('spec'), text: 'no `parentRefs` here' },
    notes: ['a route that is attached to nothing gets no traffic'],
    help: 'add `parentRefs` with the name of the Gateway',
  };
}

/** A snippet of documentation has no Services beside it. */
function leads(route: Resource, { names }: Graph): boolean {
  return getList(route.tree, 'spec', 'rules').some((rule) =>
    getList(rule, 'backendRefs').some((ref) => {
      const [name, namespace] = [getString(ref, 'name') ?? '', getString(ref, 'namespace') || undefined];
      return names.service({ name, namespace, from: route }).kind === 'found';
    }),
  );
}

/** More Gateways than these tell nothing. */
const MOST = 20;

/** Hosts of the outside world, which only a Gateway takes, and one on disk lists. */
function* forTheMesh(route: Resource, { unit, routes, namespaces }: Graph): Iterable<Finding> {
  const hosts = virtualHostsOf(route);
  if (route.get('spec', 'gateways') !== undefined || hosts.length === 0) return;
  const gateways = unit.inNamespace(ISTIO_GROUP, 'Gateway', namespaces.of(route));
  if (gateways.length > MOST) return;
  const ends = hosts.map(({ host, path }) => ({ host, path, listed: listedBy(host, gateways) }));
  const isOutside = (host: string): boolean =>
    readIstioHost(host).kind !== 'service' && !host.endsWith('.local') && !routes.isServiceEntryHost(host);
  const [first] = ends;
  if (first?.listed === undefined || !ends.every(({ host, listed }) => listed !== undefined && isOutside(host))) return;
  const { gateway, place } = first.listed;
  yield {
    message: `${describe(route)} names no Gateway, and ${code(first.host)} is a host of ${describe(gateway)}`,
    at: { place: route.at(...first.path), text: 'only the sidecars of the mesh read this' },
    related: [{ place, text: 'the Gateway takes requests for it' }],
    notes: ['without `gateways` what comes in by a Gateway is not routed: it gets 404'],
    help: `add \`gateways\` with ${code(gateway.name ?? '')}`,
  };
}

interface Listed {
  readonly gateway: Resource;
  readonly place: Place;
}

function listedBy(wanted: string, gateways: readonly Resource[]): Listed | undefined {
  for (const gateway of gateways)
    for (const { host, path } of gatewayHostsOf(gateway))
      if (host === wanted) return { gateway, place: gateway.at(...path) };
  return undefined;
}
