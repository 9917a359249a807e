import { portWords } from '../../../src/message/ports.js';
import type { ServiceReference } from '../../../src/k8s/references/references.js';
import { matchingPorts } from '../../../src/k8s/slips/ports.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { callerWords } from '../../../src/message/references.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * HTTP, TLS and gRPC need TCP: nothing that speaks them is ever sent to a UDP port of a Service (semantics 7.1, 7.2).
 */
export default defineRule({
  id: 'wrong-protocol-backend',
  severity: 'error',
  summary: 'A backend port whose protocol the Ingress, route or webhook cannot speak',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, { names, unit }) {
    const { port: wanted, protocols } = reference;
    // Without a port each referrer has its own way to choose one.
    if (
      protocols.length === 0 ||
      (wanted.kind === 'unwritten' && wanted.number === undefined) ||
      !isFirst(reference, reference.twins)
    )
      return;
    const lookup = names.service(reference);
    if (lookup.kind !== 'found' || lookup.services.some(({ resource }) => resource.patched || unit.isRefused(resource)))
      return;
    const [service] = lookup.services;
    const ports = lookup.services.map((each) => matchingPorts(wanted, each));
    const [port] = ports[0] ?? [];
    // The same number may be open for both protocols.
    const wrong = ports.every((some) => some.length > 0 && some.every(({ protocol }) => !protocols.includes(protocol)));
    if (wrong && service !== undefined && port !== undefined)
      yield wrongProtocol(reference, service, port, lookup.certain);
  },
});

function wrongProtocol(reference: ServiceReference, { name }: Service, port: ServicePort, certain: boolean): Finding {
  const { protocols, port: wanted, nameAt } = reference;
  return {
    message: `${callerWords(reference)} ${portWords(port)} of Service ${code(name)}, which is a ${port.protocol} port`,
    at: {
      place: wanted.kind === 'unwritten' ? nameAt : wanted.at,
      text: `a ${protocols.join(' or ')} port belongs here`,
    },
    related: [{ place: port.at('protocol'), text: `${portWords(port)} of Service ${code(name)} is ${port.protocol}` }],
    notes: ['a Service forwards the protocol of its port and no other, so no request arrives'],
    severity: certain ? 'error' : 'warning',
  };
}
