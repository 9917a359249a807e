import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { srvService } from '../../src/k8s/hosts/schemes.js';
import { fieldWords, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { describe } from '../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { closest } from '../../src/text/spelling/similar.js';
import { code, codes } from '../../src/text/words.js';

/** `_<port name>._<protocol>.<service>` has SRV records for the named ports of a Service only (semantics 8.3). */
export default defineRule({
  id: 'unknown-srv-port',
  severity: 'error',
  summary: 'An SRV name with a port name or protocol that the Service does not have',
  kinds: ['FoundName'],
  marks: ['below'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names, unit }) {
    const resolved = names.host(reference);
    const byScheme = reference.scheme === undefined ? undefined : srvService(reference.scheme);
    const before = resolved.kind === 'found' ? resolved.wanted.before.map((label) => label.replace(/^_/, '')) : [];
    const [port = '', protocol = '', ...more] = byScheme === undefined ? before : [byScheme, 'tcp', ...before];
    if (resolved.kind !== 'found' || protocol === '' || more.length > 0) return;
    const { services, certain } = resolved;
    if (services.some(({ resource, type }) => type === 'ExternalName' || resource.patched || unit.isRefused(resource)))
      return;
    const [service] = services;
    if (service !== undefined && services.every((each) => !hasRecord(each, port, protocol)))
      yield byScheme === undefined
        ? unknownPort(reference, service, { port, protocol, certain })
        : unnamedPort(reference, service, { port, protocol, certain });
  },
});

function hasRecord({ ports }: Service, name: string, protocol: string): boolean {
  return ports.some((port) => port.name === name && port.protocol.toLowerCase() === protocol);
}

interface Asked {
  readonly port: string;
  readonly protocol: string;
  readonly certain: boolean;
}

function unknownPort(reference: NameReference, service: Service, { port, protocol, certain }: Asked): Finding {
  const { host } = reference;
  const named = service.ports.filter(({ name }) => name !== '');
  const same = named.find(({ name }) => name === port);
  const similar = closest(
    port,
    named.filter((each) => each.protocol.toLowerCase() === protocol).map(({ name }) => name),
  );
  const shown = same ?? named.find(({ name }) => name === similar);
  const at = host.startsWith('_') ? 1 : 0;
  const place = reference.piece(at, at + port.length);
  const changes = similar === undefined || same !== undefined ? undefined : swap(place, port, similar);
  return {
    message:
      `${describe(reference.from)} asks for port ${code(port)} of ${serviceWords(service)} over ` +
      `${code(protocol)}, which it does not have`,
    at: { place, text: same === undefined ? namedPortsWords(named) : `this port is ${code(same.protocol)}` },
    related: [
      shown === undefined
        ? { place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is asked` }
        : { place: shown.at('name'), text: same ? 'the port of this name' : 'this port has a similar name' },
    ],
    notes: [
      'only named ports of a Service have SRV records, one for each name and protocol',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'use the name of the Service port', applicability: 'unsafe', changes },
    severity: certain ? 'error' : 'warning',
  };
}

function namedPortsWords(named: readonly ServicePort[]): string {
  return named.length === 0
    ? 'the Service has no named port'
    : `its named ports are ${codes(named.map(({ name }) => name))}`;
}

/** `mongodb+srv://` names no port, since the records do. */
function unnamedPort(reference: NameReference, service: Service, { port, protocol, certain }: Asked): Finding {
  const { host, hostAt, scheme } = reference;
  const [only] = service.ports;
  const name = only === undefined || service.ports.length > 1 || only.name === '' ? undefined : only.at('name');
  return {
    message:
      `${describe(reference.from)} asks DNS for port ${code(port)} of ${serviceWords(service)}, ` +
      'which has no port of that name',
    at: { place: hostAt, text: `${code(scheme ?? '')} looks for ${code(`_${port}._${protocol}.${host}`)}` },
    related: [
      name === undefined
        ? { place: service.resource.at('spec', 'ports'), text: `no port here is named ${code(port)}` }
        : { place: name, text: 'records are made for a port of this name only' },
    ],
    notes: [
      'only named ports of a Service have SRV records, one for each name and protocol',
      `the name stands ${fieldWords(reference)}`,
    ],
    help: `name the port ${code(port)}, or drop ${code('+srv')} and write the port`,
    severity: certain ? 'error' : 'warning',
  };
}
