import type { OfferedPorts } from '../../../src/graph/mesh/gateway-ports.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { servicePortsWords } from '../../../src/message/references.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getNumber, type Path } from '../../../src/tree/tree.js';

/** A proxy opens the port of each server of its Gateways; who asks it comes through a Service (semantics 7.3). */
export default defineRule({
  id: 'unoffered-gateway-port',
  severity: 'warning',
  summary: 'A port of an Istio Gateway that no Service of its proxy offers',
  kinds: ['networking.istio.io/Gateway'],
  fixable: false,
  since: '0.1.0',

  *check(gateway, { routes, unit }) {
    if (gateway.partial || unit.isRefused(gateway)) return;
    const offered = routes.offeredPorts(gateway);
    if (offered === undefined || offered.ports.some(({ service }) => service.resource.partial)) return;
    for (const [index, server] of getList(gateway.tree, 'spec', 'servers').entries()) {
      const number = getNumber(server, 'port', 'number');
      if (number !== undefined && !offered.numbers.has(number))
        yield unoffered(gateway, ['spec', 'servers', index, 'port', 'number'], number, offered);
    }
  },
});

function unoffered(gateway: Resource, path: Path, number: number, { ports }: OfferedPorts): Finding {
  const services = [...new Set(ports.map(({ service }) => service))];
  return {
    message: `${describe(gateway)} opens port ${number}, which no Service of its proxy offers`,
    at: { place: gateway.at(...path), text: 'nobody can ask the proxy on this port' },
    related: services.slice(0, 2).map((service) => ({
      place: service.resource.keyAt('spec', 'ports'),
      text: `Service ${code(service.name)} has ${servicePortsWords(service)}`,
    })),
    notes: ['a server means a port of the Service in front of the proxy, or the port to which that sends'],
    help: 'add the port to the Service, or use one that it has',
  };
}
