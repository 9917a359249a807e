import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { ParentLookup } from '../../../src/graph/routes/parents.js';
import { hasListeners, parentRefsOf, type ParentRef, ROUTE_KINDS } from '../../../src/k8s/routes/gateway-api.js';
import { gatewaysOf, ISTIO_GROUP } from '../../../src/k8s/routes/istio.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * A route without its Gateway serves nothing; a parentRef, or an entry of `gateways` in Istio, means the own namespace
 * unless it names one (semantics 7.2, 7.3).
 */
export default defineRule({
  id: 'unknown-gateway',
  severity: 'info',
  summary: 'A route or VirtualService to a Gateway that is not among the linted files, or is of another namespace',
  kinds: [...ROUTE_KINDS, 'networking.istio.io/VirtualService'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    // What is absent here, a kustomization may bring, or move to another namespace.
    if (resource.partial || graph.unit.isRefused(resource)) return;
    for (const parent of [...parentRefsOf(resource).filter(hasListeners), ...gatewaysOf(resource)]) {
      const found = graph.routes.parent(parent, resource);
      if (found.kind === 'found') continue;
      // Beside the one of another namespace nobody means one that is applied apart.
      if (!found.near && isBeyond(parent, resource, graph)) continue;
      if (found.similar !== undefined) yield misspelled(resource, parent, found.similar);
      else if (found.elsewhere !== undefined)
        yield otherNamespace(resource, parent, found.elsewhere, graph.namespaces.of(found.elsewhere) ?? '', found);
      else {
        const beyond = onlyBeyond(parent, resource, graph);
        if (beyond === undefined) yield absent(resource, parent, found.left);
        else yield otherNamespace(resource, parent, beyond, beyond.namespace ?? '', { near: false, written: true });
      }
    }
  },
});

type Missing = Extract<ParentLookup, { readonly kind: 'missing' }>;

/** A platform team often deploys Gateways for themselves. */
function isBeyond(
  { group, kind, name, namespace }: ParentRef,
  route: Resource,
  { elsewhere, namespaces }: Graph,
): boolean {
  return elsewhere.named(group, kind, name, namespace ?? namespaces.of(route)).length > 0;
}

/** The one of that name in other units, which writes another namespace than the route does. */
function onlyBeyond(
  { group, kind, name, namespace }: ParentRef,
  route: Resource,
  { elsewhere }: Graph,
): Resource | undefined {
  if (namespace !== undefined || route.namespace === undefined) return undefined;
  const [only, ...others] = elsewhere.named(group, kind, name, null);
  return only?.namespace !== undefined && others.length === 0 ? only : undefined;
}

const isIstio = ({ group }: ParentRef): boolean => group === ISTIO_GROUP;
const lost = (parent: ParentRef): string =>
  isIstio(parent)
    ? 'no traffic comes in by a Gateway that is not there'
    : 'a route that no Gateway accepts gets no traffic';

function renaming(route: Resource, parent: ParentRef, meant: Resource): FixRecipe {
  const prefix = isIstio(parent) && parent.namespace !== undefined ? `${parent.namespace}/` : '';
  const at = route.at(...parent.path, 'name');
  return replacing(`use the name of the ${parent.kind}`, at, `${prefix}${meant.name ?? ''}`);
}

function misspelled(route: Resource, parent: ParentRef, similar: Resource): Finding {
  const at = route.at(...parent.path, 'name');
  return {
    message:
      `${describe(route)} attaches to ${parentWords(parent)}, ` +
      `and the one on disk is called ${code(similar.name ?? '')}`,
    at: { place: at, text: `no ${parent.kind} has this name` },
    related: [{ place: similar.at('metadata', 'name'), text: `a ${parent.kind} with a similar name` }],
    notes: [lost(parent)],
    fix: renaming(route, parent, similar),
    severity: 'error',
  };
}

function otherNamespace(
  route: Resource,
  parent: ParentRef,
  elsewhere: Resource,
  namespace: string,
  { near, written: isWritten }: Pick<Missing, 'near' | 'written'>,
): Finding {
  const there = code(namespace);
  const written = parent.namespace !== undefined;
  const likelihood = isWritten ? 'warning' : 'info';
  return {
    message:
      `${describe(route)} looks for ${parentWords(parent)} in ` +
      `${written ? `namespace ${code(parent.namespace)}` : 'its own namespace'}, and it is in ${there}`,
    at: {
      place: route.at(...parent.path, written ? 'namespace' : 'name'),
      text: written ? 'not in this namespace' : ownWords(parent),
    },
    related: [{ place: elsewhere.at('metadata', 'namespace'), text: `${describe(elsewhere)} lives here` }],
    notes: [lost(parent)],
    help: reachWords(parent, namespace),
    severity: near ? 'error' : likelihood,
  };
}

function ownWords(parent: ParentRef): string {
  return isIstio(parent)
    ? 'without a namespace, the own one is meant'
    : "without `namespace`, the route's own is meant";
}

/** How the route could name the other namespace; undefined where it names one. */
function reachWords(parent: ParentRef, namespace: string): string | undefined {
  if (isIstio(parent)) return `write ${code(`${namespace}/${parent.name}`)}, if that is the Gateway you mean`;
  if (parent.namespace !== undefined) return undefined;
  return `add ${code(`namespace: ${namespace}`)} to the parentRef, if that is the ${parent.kind} you mean`;
}

/** A Gateway beside it that nobody uses was meant, or one that comes from elsewhere. */
function absent(route: Resource, parent: ParentRef, left: Resource | undefined): Finding {
  return {
    message: `${describe(route)} attaches to ${parentWords(parent)}, which is not among the linted files`,
    at: { place: route.at(...parent.path, 'name'), text: `no ${parent.kind} of this name on disk` },
    related:
      left === undefined
        ? []
        : [{ place: left.at('metadata', 'name'), text: `no route attaches to ${describe(left)}, the only one here` }],
    notes: [lost(parent)],
    help: 'nothing is wrong if it comes from elsewhere: a platform team, a chart, another repository',
    fix: left && renaming(route, parent, left),
    severity: left === undefined ? 'info' : 'warning',
  };
}

function parentWords({ kind, name }: ParentRef): string {
  return `${kind} ${code(name)}`;
}
