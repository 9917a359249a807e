import { serviceWords } from '../../src/message/ports.js';
import { healthCheckPort, type Service, type ServicePort } from '../../src/k8s/services/service.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';

/**
 * One Service may use a node port twice only for a TCP and a UDP entry of the same `port` (semantics 4.3, B38, B40).
 */
export default defineAdmissionRule({
  id: 'duplicate-node-port',
  severity: 'error',
  summary: 'A node port that one Service asks for twice',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service) {
    // With any other type the API server refuses `nodePort` as such, or ignores it.
    if (service.type !== 'NodePort' && service.type !== 'LoadBalancer') return;
    for (const [index, second] of service.ports.entries()) {
      if (second.nodePort === undefined) continue;
      const first = service.ports
        .slice(0, index)
        .find((port) => port.nodePort === second.nodePort && !mayShare(port, second));
      // The same port twice has the same protocol here, and is refused for that already.
      if (first !== undefined && first.port !== second.port) yield twice(service, first, second);
    }
    const checked = healthCheckPort(service);
    const taken = checked === undefined ? undefined : service.ports.find(({ nodePort }) => nodePort === checked);
    if (taken !== undefined) yield takenForChecks(service, taken);
  },
});

/** The API server gives out node ports for health checks from the same range (semantics 4.3). */
function takenForChecks(service: Service, port: ServicePort): Finding {
  const path = ['spec', 'healthCheckNodePort'];
  return {
    message: `${serviceWords(service)} asks for node port ${port.nodePort ?? ''} for its health check as well`,
    at: { place: service.resource.at(...path), text: 'asked for by the health check' },
    related: [{ place: port.at('nodePort'), text: `and by port ${port.port} over ${port.protocol}` }],
    notes: ['kube-proxy answers health checks on a port of its own: the API server refuses one that is taken'],
    help: 'give one of them another number, or leave `healthCheckNodePort` out and let the API server choose',
  };
}

const mayShare = (a: ServicePort, b: ServicePort): boolean => a.protocol !== b.protocol && a.port === b.port;

function twice(service: Service, first: ServicePort, second: ServicePort): Finding {
  const protocols = first.protocol !== second.protocol;
  return {
    message: `${serviceWords(service)} asks for node port ${second.nodePort ?? ''} twice`,
    at: { place: second.at('nodePort'), text: `asked for by port ${second.port} over ${second.protocol}` },
    related: [{ place: first.at('nodePort'), text: `and by port ${first.port} over ${first.protocol}` }],
    notes: [
      protocols
        ? 'two protocols may share a node port only where both entries have the same `port`'
        : 'the API server refuses a Service that asks for one node port twice',
    ],
    help: 'give one of them another number, or leave `nodePort` out and let the API server choose',
  };
}
