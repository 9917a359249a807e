import { listedPorts } from '../../src/k8s/annotations/listed-ports.js';
import { isPlaceholder } from '../../src/k8s/syntax/placeholders.js';
import type { Service } from '../../src/k8s/services/service.js';
import { serviceWords } from '../../src/message/ports.js';
import { servicePortsWords } from '../../src/message/references.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code, codes } from '../../src/text/words.js';

/** What load balancers are told about ports goes by their names and numbers (semantics 7.20). */
export default defineRule({
  id: 'unknown-port-in-annotation',
  severity: 'warning',
  summary: 'An annotation for a load balancer that names ports which its Service does not have',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { unit }) {
    const { resource, ports } = service;
    if (resource.partial || resource.patched || ports.length === 0 || unit.isRefused(resource)) return;
    const known = new Set(['*', ...ports.flatMap(({ name, port }) => [name, String(port)])]);
    for (const listed of listedPorts(resource))
      // One that is there is what was meant; another one beside it may be left over.
      if (!listed.ports.some((port) => known.has(port) || isPlaceholder(port))) yield unknown(service, listed);
  },
});

function unknown(service: Service, { path, ports, consequence }: ReturnType<typeof listedPorts>[number]): Finding {
  const key = String(path.at(-1));
  return {
    message: `${serviceWords(service)} has no port ${codes(new Set(ports))}, which ${code(key)} names`,
    at: { place: service.resource.at(...path), text: 'names and numbers of ports of this Service belong here' },
    related: service.ports.slice(0, 3).map((port) => ({
      place: port.at(port.name === '' ? 'port' : 'name'),
      text: 'a port that it has',
    })),
    notes: [consequence],
    help: `name one of its ports: ${servicePortsWords(service)}`,
  };
}
