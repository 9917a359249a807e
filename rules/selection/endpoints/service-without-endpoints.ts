import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A Service without selector waits for endpoints that somebody else writes (semantics 5.10). */
export default defineRule({
  id: 'service-without-endpoints',
  severity: 'info',
  summary: 'Service that has neither a selector nor endpoints among the linted files',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { unit, names, endpoints, routes, selection }) {
    const { resource, selector, type, name } = service;
    if (selector !== undefined || type === 'ExternalName' || resource.partial || unit.isRefused(resource)) return;
    // An empty one has a rule of its own; the API server keeps the endpoints of its own Service.
    if (resource.get('spec', 'selector') !== undefined || name === 'kubernetes' || names.isExternal(name, resource))
      return;
    if (endpoints.exist(service)) return;
    const meant = routes.isApex(service) ? undefined : selection.unselectedPods(service);
    yield meant === undefined ? withoutEndpoints(resource) : withoutSelector(resource, meant);
  },
});

/** Pods of its name stand beside it, and no Service reaches them (semantics 0.3). */
function withoutSelector(resource: Resource, template: PodTemplate): Finding {
  const labels = [...template.labels.values()].map(({ key, value }) => `${key}: ${value}`).join(', ');
  return {
    message: `${describe(resource)} has no selector, and no Service reaches ${podsWords(template)}`,
    at: { place: resource.keyAt('spec'), text: 'no `selector` here' },
    related: [
      {
        place: template.workload.resource.at('metadata', 'name'),
        text: `${podsWords(template)} are left without a Service`,
      },
    ],
    notes: ['a Service without selector gets no endpoints by itself: connections to it fail'],
    help: `select the Pods by their labels: ${code(`selector: { ${labels} }`)}`,
    severity: 'warning',
  };
}

function withoutEndpoints(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has neither a selector nor endpoints among the linted files`,
    at: { place: resource.keyAt('spec'), text: 'no `selector` here' },
    notes: ['somebody must write its endpoints: until then, connections to it fail'],
    help:
      'add a selector, or an EndpointSlice with the label `kubernetes.io/service-name`; ' +
      'nothing is wrong if a program writes the endpoints',
  };
}
