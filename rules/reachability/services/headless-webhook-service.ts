import type { ServiceReference } from '../../../src/k8s/references/references.js';
import { callerWords } from '../../../src/message/references.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * The API server dials the cluster address of the Service, and a headless one has none:
 * `cannot route to service with ClusterIP "None"` (semantics 7.6).
 */
export default defineRule({
  id: 'headless-webhook-service',
  severity: 'error',
  summary: 'A webhook, API service or conversion that the API server would have to call through a headless Service',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, { names, unit }) {
    if (reference.referrer !== 'api-server') return;
    const lookup = names.service(reference);
    if (
      lookup.kind !== 'found' ||
      lookup.services.some(({ headless, resource }) => !headless || resource.patched || unit.isRefused(resource))
    )
      return;
    const [service] = lookup.services;
    if (service !== undefined) yield headless(reference, service, lookup.certain);
  },
});

function headless(reference: ServiceReference, { name, resource }: Service, certain: boolean): Finding {
  return {
    message: `${callerWords(reference)} Service ${code(name)}, which is headless`,
    at: { place: reference.nameAt, text: `this ${reference.role} has no address to be called at` },
    related: [{ place: resource.at('spec', 'clusterIP'), text: `Service ${code(name)} has no cluster address` }],
    notes: ['the API server calls the cluster address of a Service: `cannot route to service with ClusterIP "None"`'],
    help: 'remove `clusterIP: None`; it cannot be changed in place, so delete the Service and create it again',
    severity: certain ? 'error' : 'warning',
  };
}
