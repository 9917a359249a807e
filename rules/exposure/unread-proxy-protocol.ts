import { plainBalancerBy, proxyHeaderBy } from '../../src/k8s/annotations/balancers.js';
import type { ProxyReader } from '../../src/graph/protocols/proxy-readers.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import type { Path } from '../../src/tree/tree.js';

/** Who does not expect a PROXY header takes it for a broken request, and who expects one gets none (semantics 7.20). */
export default defineRule({
  id: 'unread-proxy-protocol',
  severity: 'warning',
  summary: 'A load balancer and the listener behind it of which one alone has the PROXY protocol',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { ports, unit }) {
    const { resource } = service;
    if (service.type !== 'LoadBalancer' || resource.partial || resource.patched || unit.isRefused(resource)) return;
    const sent = proxyHeaderBy(service);
    const other = sent ?? plainBalancerBy(service);
    if (other === undefined) return;
    for (const port of service.ports) {
      const reader = ports.proxyReader(service, port);
      if (reader === undefined || reader.expects === (sent !== undefined)) continue;
      yield sent === undefined ? missing(service, port, reader, other) : unread(service, port, reader, sent);
      return;
    }
  },
});

function unread(service: Service, port: ServicePort, { at, said }: ProxyReader, sent: Path): Finding {
  return {
    message:
      `the load balancer of ${serviceWords(service)} sends a PROXY header to ${portWords(port)}, ` +
      'where nobody reads one',
    at: { place: service.resource.at(...sent), text: 'each connection begins with a PROXY header' },
    related: [{ place: at, text: `${said} does not expect one` }],
    notes: ['the header is taken for a broken request, or for a broken handshake of TLS'],
    help: 'let the listener read it (`proxy_protocol`, `use-proxy-protocol: "true"`), or take the annotation away',
  };
}

function missing(service: Service, port: ServicePort, { at, said }: ProxyReader, other: Path): Finding {
  return {
    message:
      `the load balancer of ${serviceWords(service)} sends no PROXY header to ${portWords(port)}, ` +
      'where one is expected',
    at: { place: service.resource.at(...other), text: 'nothing here turns the PROXY protocol on' },
    related: [{ place: at, text: `${said} expects a PROXY header` }],
    notes: ['a connection that begins without one is closed: `broken header`'],
    help: 'turn it on by the annotation of the provider, or off at the listener',
  };
}
