import type { Graph } from '../../../src/graph/graph.js';
import {
  backendPorts,
  hasAddresses,
  isSlice,
  isUnmirrored,
  servedName,
  type BackendPort,
  ENDPOINT_KINDS,
} from '../../../src/k8s/services/endpoints.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import { defineRule, type Change, type Finding } from '../../../src/rule/rule.js';
import { isSimilar } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';

/**
 * kube-proxy joins a Service port with an endpoint port by name and protocol; numbers are not compared (semantics 5.9).
 */
export default defineRule({
  id: 'endpoint-port-mismatch',
  severity: 'error',
  summary: 'hand-written endpoint port that joins no port of its Service',
  kinds: ENDPOINT_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    const [service, ...versions] = servicesOf(resource, graph);
    // A headless Service has no proxy: most of its clients get the addresses from DNS. Of several versions none is
    // certain.
    if (
      service === undefined ||
      versions.length > 0 ||
      (service.headless && !isRouted(service, graph)) ||
      !hasAddresses(resource) ||
      isUnmirrored(resource)
    )
      return;
    const ports = backendPorts(resource);
    const [first, ...rest] = unservedPorts(service, graph);
    if (ports.length === 0 && first !== undefined && isSlice(resource)) yield portless(resource, service);
    for (const port of ports.filter(({ number }) => number === undefined))
      if (isSlice(resource)) yield numberless(resource, port);
    if (first === undefined) return; // a port that the Service does not offer is idle, and does no harm
    for (const port of ports) {
      if (port.number !== undefined && !service.ports.some((other) => joins(port, other)))
        yield mismatch(resource, port, service, [first, ...rest]);
    }
  },
});

/** Who makes upstreams of a Service reads its endpoints, and joins them by name as well. */
function isRouted(service: Service, { names }: Graph): boolean {
  return names.clientsOf(service).some(({ by }) => by === 'traffic');
}

function servicesOf(resource: Resource, { unit }: Graph): readonly Service[] {
  const name = servedName(resource);
  const services = name === undefined ? [] : unit.servicesNamed(name, resource);
  // Endpoints of a Service with selector are overwritten; that is another finding.
  return services.filter(({ selector, type }) => type !== 'ExternalName' && selector === undefined);
}

function joins(port: BackendPort, { name, protocol }: ServicePort): boolean {
  return port.name === name && port.protocol === protocol;
}

/** The Service ports that no hand-written endpoint joins. */
function unservedPorts(service: Service, { endpoints }: Graph): readonly ServicePort[] {
  const ports = endpoints.portsOf(service);
  return service.ports.filter((port) => !ports.some((other) => joins(other, port)));
}

function mismatch(
  resource: Resource,
  port: BackendPort,
  service: Service,
  unserved: readonly [ServicePort, ...ServicePort[]],
): Finding {
  const otherProtocol = unserved.find(({ name }) => name === port.name);
  const target = otherProtocol ?? nearest(port, unserved);
  const owner = describe(resource);
  const its = target.name === '' ? 'is unnamed' : `is named ${code(target.name)}`;
  const words = port.name === '' ? 'leaves its port unnamed' : `names its port ${code(port.name)}`;
  return {
    message: otherProtocol
      ? `${owner} offers ${portName(port.name)} over ${code(port.protocol)}, ` +
        `but Service ${code(service.name)} over ${code(otherProtocol.protocol)}`
      : `${owner} ${words}, but that of Service ${code(service.name)} ${its}`,
    at: {
      place: port.at(otherProtocol ? 'protocol' : 'name'),
      text: otherProtocol ? 'another protocol than the Service has' : 'the Service has no port of this name',
    },
    related: [
      {
        place: target.at(target.name === '' ? 'port' : 'name'),
        text: `no endpoint joins this port of Service ${code(service.name)}`,
      },
    ],
    notes: [
      'kube-proxy joins ports by name and protocol, so this Service port has no endpoint and connections to it fail',
    ],
    fix: fixFor(port, target, otherProtocol !== undefined),
  };
}

/** The port of the same number, or of a similar name; else the first that has no endpoint. */
function nearest({ name, number }: BackendPort, unserved: readonly [ServicePort, ...ServicePort[]]): ServicePort {
  const byNumber = unserved.find(
    ({ port, target }) => port === number || (target.kind === 'number' && target.number === number),
  );
  return byNumber ?? unserved.find((other) => isSimilar(other.name, name)) ?? unserved[0];
}

function fixFor(port: BackendPort, { name, protocol }: ServicePort, otherProtocol: boolean): Finding['fix'] {
  const [field, text] = otherProtocol ? (['protocol', protocol] as const) : (['name', name] as const);
  if (text === '') return undefined;
  const change: Change = port.has(field)
    ? { replace: port.at(field), with: text }
    : { after: { key: port.keyAt('port'), value: port.at('port') }, entry: [field, text] };
  return { title: `use the ${field} that the Service port has`, applicability: 'unsafe', changes: [change] };
}

function portless(resource: Resource, service: Service): Finding {
  return {
    message: `${describe(resource)} has no ports, so Service ${code(service.name)} sends nothing to its addresses`,
    at: { place: resource.at('metadata', 'name'), text: '`ports` is missing' },
    notes: ['kube-proxy ignores a slice without ports'],
    severity: 'warning',
  };
}

function numberless(resource: Resource, port: BackendPort): Finding {
  return {
    message: `${describe(resource)} has ${portName(port.name)} without a number`,
    at: { place: port.at('port'), text: '`port` is missing here' },
    notes: ['kube-proxy ignores a slice port that has no number'],
    severity: 'warning',
  };
}

function portName(name: string): string {
  return name === '' ? 'its port' : `port ${code(name)}`;
}
