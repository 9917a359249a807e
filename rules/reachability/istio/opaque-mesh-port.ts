import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { virtualHostsOf } from '../../../src/k8s/routes/istio-hosts.js';
import { isForSidecars, opaqueProtocol, readIstioHost } from '../../../src/k8s/routes/istio.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { portWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList } from '../../../src/tree/tree.js';

/** Sidecars use rules for HTTP only on ports that they take for HTTP, by `appProtocol` or by name (semantics 7.3). */
export default defineRule({
  id: 'opaque-mesh-port',
  severity: 'warning',
  summary: 'HTTP rules of a VirtualService for a Service whose ports Istio takes for plain TCP',
  kinds: ['networking.istio.io/VirtualService'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { names, unit }) {
    if (resource.partial || unit.isRefused(resource) || !isForSidecars(resource)) return;
    if (getList(resource.tree, 'spec', 'http').length === 0) return;
    for (const { host } of virtualHostsOf(resource)) {
      const read = readIstioHost(host);
      if (read.kind !== 'service') continue;
      const lookup = names.service({ name: read.name, namespace: read.namespace, from: resource });
      if (lookup.kind !== 'found' || !lookup.certain || lookup.services.length > 1) continue;
      const [service] = lookup.services;
      if (service === undefined || service.resource.patched || unit.isRefused(service.resource)) continue;
      const ports = service.ports.filter(({ protocol }) => protocol === 'TCP');
      if (ports.length > 0 && ports.every((port) => opaqueProtocol(service.resource, port.path) !== undefined))
        yield opaque(resource, service);
    }
  },
});

function opaque(resource: Resource, service: Service): Finding {
  const [port] = service.ports.filter(({ protocol }) => protocol === 'TCP');
  if (port === undefined) throw new Error('a Service with ports has a first one');
  const field = service.resource.get(...port.path, 'appProtocol') === undefined ? 'name' : 'appProtocol';
  return {
    message: `${describe(resource)} has rules for HTTP, which Service ${code(service.name)} does not speak to Istio`,
    at: { place: resource.keyAt('spec', 'http'), text: 'sidecars never use these rules' },
    related: [
      {
        place: port.at(field),
        text: `by this Istio takes ${portWords(port)} for ${code(opaqueProtocol(service.resource, port.path) ?? '')}`,
      },
    ],
    notes: ['the name says so: `http`, `http-web`, `grpc`, or `appProtocol: http` make Istio read requests'],
    help: 'give the port `appProtocol: http`, if it speaks HTTP',
  };
}
