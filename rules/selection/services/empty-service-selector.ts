import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/**
 * An empty selector is stored as an absent one: no controller makes endpoints; it never means "all Pods" (semantics
 * 2.2).
 */
export default defineRule({
  id: 'empty-service-selector',
  severity: 'warning',
  summary: 'Service with an empty selector, which selects no Pod at all',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { endpoints }) {
    const { resource, selector, type } = service;
    const written = resource.get('spec', 'selector');
    if (selector !== undefined || type === 'ExternalName' || resource.partial || written?.type !== 'map') return;
    // A pair of a wrong type is refused, and one without a value is a mistake of its own.
    if (written.entries.size > 0 || endpoints.exist(service)) return;
    yield emptySelector(resource);
  },
});

function emptySelector(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has an empty selector, which selects no Pod`,
    at: { place: resource.keyAt('spec', 'selector'), text: 'this is the same as no selector' },
    notes: [
      'an empty Service selector selects nothing, where that of a NetworkPolicy would select everything',
      'without a selector and without Endpoints, connections to the Service fail',
    ],
    help: 'name the labels of the Pods, or write an EndpointSlice for the Service',
  };
}
