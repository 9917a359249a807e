import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import {
  destinationsOf,
  ISTIO_GROUP,
  readIstioHost,
  type Destination,
  type Subset,
} from '../../../src/k8s/routes/istio.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code, codes } from '../../../src/text/words.js';

/**
 * A subset is what a DestinationRule for the same host says it is; without one the destination is unknown to the
 * proxies (semantics 7.3).
 */
export default defineRule({
  id: 'unknown-subset',
  severity: 'error',
  summary: 'A subset in a VirtualService that no DestinationRule of its host has',
  kinds: ['networking.istio.io/VirtualService'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    const { names, routes } = graph;
    if (resource.partial) return;
    for (const destination of destinationsOf(resource)) {
      const host = readIstioHost(destination.host);
      if (host.kind !== 'service' || destination.subset === undefined) continue;
      const lookup = names.service({ name: host.name, namespace: host.namespace, from: resource });
      const service = lookup.kind === 'found' ? lookup.services[0] : undefined;
      if (service === undefined) continue; // that the Service is not there is another finding, or nobody's business
      const rules = routes.destinationRulesFor(service);
      if (rules.length === 0)
        yield {
          ...withoutRule(resource, destination, destination.subset),
          severity: isClosed(resource, service, graph) ? 'warning' : 'info',
        };
      else if (
        !routes.subsetsFor(service).has(destination.subset) &&
        !rules.some(({ partial }) => partial) &&
        !isInAnother(service, destination.subset, graph)
      )
        yield unknown(resource, destination, service, routes);
    }
  },
});

/** A rule of another unit has it: of two in one folder with one name, one is applied (semantics 14.3). */
function isInAnother(service: Service, subset: string, { elsewhere, namespaces, routes }: Graph): boolean {
  return elsewhere
    .named(ISTIO_GROUP, 'DestinationRule', service.name, namespaces.of(service.resource))
    .some((rule) => routes.subsetsOf(rule).some(({ name }) => name === subset));
}

/** Route and Service stand beside each other, nothing there is open, and nobody else writes the rule. */
function isClosed(resource: Resource, service: Service, { unit, elsewhere }: Graph): boolean {
  const isElsewhere =
    elsewhere.named(ISTIO_GROUP, 'DestinationRule', service.name, null).length > 0 ||
    unit.named('flagger.app', 'Canary', service.name).length > 0;
  return resource.file.folder === service.resource.file.folder && !unit.hasTemplatesBeside(resource) && !isElsewhere;
}

function unknown(
  resource: Resource,
  { path, host, subset = '' }: Destination,
  service: Service,
  routes: Graph['routes'],
): Finding {
  const similar = closest(subset, routes.subsetsFor(service).keys());
  const place = resource.at(...path, 'subset');
  return {
    message:
      `${describe(resource)} sends requests to subset ${code(subset)} of ${code(host)}, ` +
      'which no DestinationRule has',
    at: { place, text: 'no DestinationRule of this host has such a subset' },
    related: routes
      .destinationRulesFor(service)
      .slice(0, 3)
      .map((rule) => subsetsLabel(rule, routes.subsetsOf(rule), similar)),
    notes: ['the proxies of the mesh have no such destination, and answer 503'],
    fix: similar === undefined ? undefined : replacing(`use subset ${code(similar)}`, place, similar),
  };
}

function subsetsLabel(rule: Resource, subsets: readonly Subset[], similar: string | undefined): PlacedLabel {
  const named = subsets.find(({ name }) => name === similar);
  if (named !== undefined)
    return { place: rule.at(...named.path, 'name'), text: `${describe(rule)} has a similar name` };
  const noun = subsets.length === 1 ? 'subset' : 'subsets';
  const own = subsets.length === 0 ? 'no subsets' : `the ${noun} ${codes(subsets.map(({ name }) => name))}`;
  return { place: rule.keyAt('spec', 'subsets'), text: `${describe(rule)} has ${own}` };
}

/** The rule that has it may live elsewhere. */
function withoutRule(resource: Resource, { path, host }: Destination, subset: string): Finding {
  return {
    message:
      `${describe(resource)} sends requests to subset ${code(subset)} of ${code(host)}, ` +
      'for which no linted file has a DestinationRule',
    at: { place: resource.at(...path, 'subset'), text: 'a DestinationRule must say which Pods this means' },
    notes: ['without one the proxies of the mesh have no such destination, and answer 503'],
    severity: 'info',
  };
}
