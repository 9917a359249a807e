import { hasAddresses, isSlice, isUnmirrored, SKIP_MIRROR_LABEL } from '../../../src/k8s/services/endpoints.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * kube-proxy reads EndpointSlices only; a controller copies Endpoints into slices unless a label forbids it (semantics
 * 5.10, D08).
 */
export default defineRule({
  id: 'unmirrored-endpoints',
  severity: 'warning',
  summary: 'Endpoints that a label keeps out of the EndpointSlices',
  kinds: ['/Endpoints'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit, endpoints }) {
    if (resource.name === undefined || !isUnmirrored(resource) || !hasAddresses(resource)) return;
    const [service, ...others] = unit.servicesNamed(resource.name, resource);
    if (service === undefined || others.length > 0 || service.selector !== undefined) return;
    // Who writes slices as well has forbidden the copy on purpose.
    if (!endpoints.of(service).some(isSlice)) yield unmirrored(resource, service.resource);
  },
});

function unmirrored(resource: Resource, service: Resource): Finding {
  return {
    message:
      `${describe(resource)} never reaches ${describe(service)}, ` +
      `because ${code('skip-mirror')} keeps it from being copied`,
    at: {
      place: resource.at('metadata', 'labels', SKIP_MIRROR_LABEL),
      text: 'no EndpointSlice is made of these addresses',
    },
    related: [{ place: service.at('metadata', 'name'), text: 'this Service has no other endpoints' }],
    notes: ['kube-proxy and DNS read EndpointSlices only, so connections to the Service fail'],
    help: 'drop the label, or write an EndpointSlice beside it',
  };
}
