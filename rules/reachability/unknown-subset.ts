import { destinationsOf, readIstioHost, subsetsOf, type Destination } from '../../src/k8s/routes/istio.js';
import { describe, type Resource } from '../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { closest } from '../../src/text/similar.js';
import { code, codes } from '../../src/text/words.js';

/** A subset is what a DestinationRule for the same host says it is; without one the destination is unknown to the proxies (semantics 7.3). */
export default defineRule({
  id: 'unknown-subset',
  severity: 'error',
  summary: 'A subset in a VirtualService that no DestinationRule of its host has',
  kinds: ['networking.istio.io/VirtualService'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { names, routes }) {
    if (resource.partial) return;
    for (const destination of destinationsOf(resource)) {
      const host = readIstioHost(destination.host);
      if (host.kind !== 'service' || destination.subset === undefined) continue;
      const lookup = names.service({ name: host.name, namespace: host.namespace, from: resource });
      const service = lookup.kind === 'found' ? lookup.services[0] : undefined;
      if (service === undefined) continue; // that the Service is not there is another finding, or nobody's business
      const rules = routes.destinationRulesFor(service);
      if (rules.length === 0) yield withoutRule(resource, destination, destination.subset);
      else if (!rules.some((rule) => rule.partial || subsetsOf(rule).some(({ name }) => name === destination.subset)))
        yield unknown(resource, destination, destination.subset, rules);
    }
  },
});

function unknown(resource: Resource, { path, host }: Destination, subset: string, rules: readonly Resource[]): Finding {
  const names = rules.flatMap(subsetsOf).map(({ name }) => name);
  const similar = closest(subset, names);
  const place = resource.at(...path, 'subset');
  return {
    message: `${describe(resource)} sends requests to subset ${code(subset)} of ${code(host)}, which no DestinationRule has`,
    at: { place, text: 'no DestinationRule of this host has such a subset' },
    related: rules.slice(0, 3).map((rule) => {
      const own = subsetsOf(rule);
      const named = own.find(({ name }) => name === similar);
      const text =
        named !== undefined
          ? 'a similar name'
          : own.length === 0
            ? 'no subsets'
            : `the ${own.length === 1 ? 'subset' : 'subsets'} ${codes(own.map(({ name }) => name))}`;
      return {
        place: named === undefined ? rule.keyAt('spec', 'subsets') : rule.at(...named.path, 'name'),
        text: `${describe(rule)} has ${text}`,
      };
    }),
    notes: ['the proxies of the mesh have no such destination, and answer 503'],
    fix:
      similar === undefined
        ? undefined
        : {
            title: `use subset ${code(similar)}`,
            applicability: 'unsafe',
            changes: [{ replace: place, with: similar }],
          },
  };
}

/** The rule that has it may live elsewhere. */
function withoutRule(resource: Resource, { path, host }: Destination, subset: string): Finding {
  return {
    message: `${describe(resource)} sends requests to subset ${code(subset)} of ${code(host)}, for which no linted file has a DestinationRule`,
    at: { place: resource.at(...path, 'subset'), text: 'a DestinationRule must say which Pods this means' },
    notes: ['without one the proxies of the mesh have no such destination, and answer 503'],
    severity: 'info',
  };
}
