import type { Graph } from '../../../src/graph/graph.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { readIstioHost } from '../../../src/k8s/routes/istio.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getString } from '../../../src/tree/tree.js';

/** A client takes the DestinationRule of its own namespace before that of the Service, never both (semantics 7.23). */
export default defineRule({
  id: 'hiding-destination-rule',
  severity: 'warning',
  summary: 'A DestinationRule of another namespace that hides the subsets to which requests are sent',
  kinds: ['networking.istio.io/DestinationRule'],
  fixable: false,
  since: '0.1.0',

  *check(rule, graph) {
    if (rule.partial || rule.patched || graph.unit.isRefused(rule)) return;
    const { names, namespaces, routes } = graph;
    const host = readIstioHost(getString(rule.tree, 'spec', 'host') ?? '');
    const home = namespaces.of(rule);
    // The rules of the root namespace come last.
    if (host.kind !== 'service' || host.namespace === undefined || home === null || home === 'istio-system') return;
    const lookup = names.service({ name: host.name, namespace: host.namespace, from: rule });
    const [service, ...others] = lookup.kind === 'found' && lookup.certain ? lookup.services : [];
    const there = service && namespaces.of(service.resource);
    if (service === undefined || others.length > 0 || typeof there !== 'string' || there === home) return;
    const own = new Set(routes.subsetsOf(rule).map(({ name }) => name));
    for (const hidden of routes.destinationRulesFor(service)) {
      if (hidden === rule || namespaces.of(hidden) !== there || !isShared(hidden)) continue;
      const lost = routes.subsetsOf(hidden).find((each) => !own.has(each.name) && routes.isAsked(hidden, each.name));
      if (lost !== undefined) {
        yield hiding(rule, hidden, lost, graph);
        return;
      }
    }
  },
});

/** Without `exportTo`, or with `*` in it, other namespaces see it. */
function isShared(rule: Resource): boolean {
  const to = getList(rule.tree, 'spec', 'exportTo');
  return to.length === 0 || to.some((each) => each.type === 'scalar' && each.value === '*');
}

function hiding(
  rule: Resource,
  hidden: Resource,
  { name, path }: ReturnType<Graph['routes']['subsetsOf']>[number],
  { namespaces }: Graph,
): Finding {
  const home = code(namespaces.of(rule) ?? '');
  return {
    message: `${describe(rule)} hides subset ${code(name)} of ${describe(hidden)} from the clients in ${home}`,
    at: { place: rule.at('spec', 'host'), text: `for clients in ${home} only this rule counts` },
    related: [{ place: hidden.at(...path, 'name'), text: 'a VirtualService sends requests to this subset' }],
    notes: ['proxies take one DestinationRule for a host, and do not merge two: they answer 503 for the subset'],
    help: 'put the subsets into this rule as well, or its settings into the other one',
  };
}
