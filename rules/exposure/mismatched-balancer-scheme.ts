import { balancerScheme, type BalancerScheme } from '../../src/k8s/annotations/balancers.js';
import type { Spoken } from '../../src/k8s/spoken/saying.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';

/** Where a load balancer ends TLS it sends what was in it: plain HTTP, unless told otherwise (semantics 7.20). */
export default defineRule({
  id: 'mismatched-balancer-scheme',
  severity: 'warning',
  summary: 'A load balancer that ends TLS before a port with TLS, or speaks TLS to one with plain HTTP',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { ports, unit }) {
    const { resource } = service;
    if (service.type !== 'LoadBalancer' || resource.partial || resource.patched || unit.isRefused(resource)) return;
    for (const port of service.ports) {
      const told = balancerScheme(service, port);
      const spoken = told && ports.spokenBehind(service, port);
      if (spoken !== undefined && spoken.scheme !== 'grpc' && spoken.scheme !== told?.scheme)
        yield mismatched(service, port, told, spoken);
    }
  },
});

function mismatched(service: Service, port: ServicePort, told: BalancerScheme | undefined, spoken: Spoken): Finding {
  const isSecure = spoken.scheme === 'https';
  const setting = told?.setting ?? '';
  return {
    message: isSecure
      ? `the load balancer of ${serviceWords(service)} ends TLS before ${portWords(port)}, where TLS is spoken`
      : `the load balancer of ${serviceWords(service)} speaks TLS to ${portWords(port)}, where plain HTTP is spoken`,
    at: { place: port.at('targetPort'), text: `${isSecure ? 'TLS' : 'plain HTTP'} is spoken behind this port` },
    related: [
      { place: service.resource.at(...(told?.at ?? [])), text: isSecure ? 'TLS ends here' : 'TLS, by this' },
      { place: spoken.at, text: `${spoken.by} of its Pods says so` },
    ],
    notes: isSecure ? ['a server for TLS answers plain HTTP with 400'] : [],
    help: isSecure ? `send to a port with plain HTTP, or write ${setting}` : `take ${setting} away`,
  };
}
