import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import { fieldWords } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * The API server asks the resolver of its node, which knows no Services; `clientConfig.service` needs no name
 * (semantics 8.6).
 */
export default defineRule({
  id: 'webhook-url-of-service',
  severity: 'warning',
  summary: 'A webhook whose `url` has the name of a Service for a host',
  kinds: ['FoundName'],
  marks: ['resolver'],
  fixable: false,
  since: '0.1.0',

  *check(reference, { names }) {
    if (reference.resolver?.onNode !== true) return;
    const resolved = names.host(reference);
    const [service] = resolved.kind === 'found' ? resolved.services : [];
    if (service !== undefined) yield urlOfService(reference, service);
  },
});

function urlOfService(reference: NameReference, service: Service): Finding {
  return {
    message:
      `${describe(reference.from)} calls ${serviceWords(service)} by a URL, ` +
      'whose host the API server does not resolve',
    at: {
      place: reference.hostAt,
      text: 'a name of the cluster, which the API server does not ask the DNS of the cluster for',
    },
    related: [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is meant` }],
    notes: [
      'the API server runs on the network of its node, and asks the resolver of that node',
      `the name stands ${fieldWords(reference)}`,
    ],
    help: `name the Service under ${code('clientConfig.service')} instead of the ${code('url')}`,
  };
}
