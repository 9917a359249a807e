import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { dialledPort } from '../../src/k8s/dns/dialled-port.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import { fieldWords, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** Every Pod has a loopback address of its own: what listens in another Pod is behind a Service (semantics 8.7). */
export default defineRule({
  id: 'localhost-for-other-pod',
  severity: 'warning',
  summary: 'A database or broker called on localhost, where nothing in the Pod has the port and a Service has',
  kinds: ['LoopbackName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names }) {
    if (reference.name.form !== 'loopback' || reference.from.partial) return;
    const resolved = names.host(reference);
    const number = dialledPort(reference);
    if (resolved.kind === 'other-pod' && number !== undefined) yield otherPod(reference, number, resolved.services);
  },
});

function otherPod(reference: NameReference, number: number, services: readonly Service[]): Finding {
  const { from, field, host, hostAt } = reference;
  const [service] = services;
  const name = service?.name ?? '';
  const changes = services.length === 1 ? swap(hostAt, host, name) : undefined;
  const caller = `${describe(from)} ${field === 'data' ? 'points to' : 'calls'}`;
  return {
    message: `${caller} ${code(`${host}:${number}`)}, where nothing in the Pod listens`,
    at: { place: hostAt, text: 'this address is the Pod itself' },
    related: services.slice(0, 3).map((each) => ({
      place: each.resource.at('metadata', 'name'),
      text: `${serviceWords(each)} has port ${number}`,
    })),
    notes: [
      `no container of the Pod declares, names or is known to open port ${number}`,
      `the address stands ${fieldWords(reference)}`,
    ],
    help: changes === undefined ? 'call the Service by its name' : undefined,
    fix: changes && { title: `call Service ${code(name)}`, applicability: 'unsafe', changes },
  };
}
