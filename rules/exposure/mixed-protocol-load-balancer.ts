import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { codes } from '../../src/text/words.js';

/**
 * Since 1.24 a LoadBalancer Service may mix protocols (MixedProtocolLBService); whether its provider does is another
 * matter (semantics 4.4).
 */
export default defineAdmissionRule({
  id: 'mixed-protocol-load-balancer',
  severity: 'info',
  summary: 'A LoadBalancer Service with ports of several protocols',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { minor }) {
    if (service.type !== 'LoadBalancer') return;
    const [first] = service.ports;
    const other = service.ports.find(({ protocol }) => protocol !== first?.protocol);
    if (first !== undefined && other !== undefined) yield mixed(service, first, other, minor < 24);
  },
});

function mixed(service: Service, first: ServicePort, other: ServicePort, refused: boolean): Finding {
  return {
    message:
      `${serviceWords(service)} of type \`LoadBalancer\` mixes the protocols ` +
      codes(new Set(service.ports.map(({ protocol }) => protocol))),
    at: { place: other.at('protocol'), text: `${portWords(other)} has another protocol than ${portWords(first)}` },
    notes: [
      refused
        ? 'before Kubernetes 1.24 the API server refuses it, unless the feature `MixedProtocolLBService` is on'
        : 'some load balancers take one protocol for each Service, and then this one stays without an address',
    ],
    help: refused
      ? 'write one Service for each protocol'
      : 'nothing is wrong if the provider supports it; otherwise write one Service for each protocol',
    severity: refused ? 'error' : 'info',
  };
}
