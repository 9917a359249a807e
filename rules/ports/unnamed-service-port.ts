import { serviceWords } from '../../src/message/ports.js';
import { splitPorts, writtenPorts, type WrittenPort } from '../../src/k8s/services/written-ports.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { codes, count } from '../../src/text/words.js';

/** A Service with more than one port must name all of them (validateServicePort, semantics 4.3, B19, F16). */
export default defineAdmissionRule({
  id: 'unnamed-service-port',
  severity: 'error',
  summary: 'A Service with several ports, one of them without a name',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service) {
    const ports = writtenPorts(service.resource);
    // A patch may add the names.
    if (ports.length < 2 || service.resource.patched) return;
    const [half] = splitPorts(ports);
    const before = half && ports[half.index - 1];
    if (half !== undefined && before !== undefined) {
      yield split(service, half, before);
      return;
    }
    const unnamed = ports.filter((port) => port.name === '');
    const [first, ...others] = unnamed;
    if (first !== undefined) yield withoutName(service, first, others, ports);
  },
});

function withoutName(
  service: Service,
  first: WrittenPort,
  others: readonly WrittenPort[],
  all: readonly WrittenPort[],
): Finding {
  const how =
    others.length === 0
      ? 'one of them without a name'
      : `${others.length + 1 === all.length ? 'all' : others.length + 1} of them without a name`;
  return {
    message: `${serviceWords(service)} has ${count(all.length, 'port')}, ${how}`,
    at: { place: first.at('port'), text: 'this port has no `name`' },
    related: others.map((port) => ({ place: port.at('port'), text: 'nor has this one' })),
    notes: [
      'the API server refuses a Service with several ports unless each has a name; only a single port may go without',
    ],
    help: 'name every port, for example `http` and `metrics`',
  };
}

/** Known confusion: `- port: 80` and `- targetPort: 8080` below each other are two ports, not one. */
function split(service: Service, half: WrittenPort, before: WrittenPort): Finding {
  const fields = codes(half.fields);
  return {
    message: `${serviceWords(service)} has one port split in two by a \`-\` in front of ${fields}`,
    at: { place: half.at(), text: `this \`-\` begins a port of its own, which has only ${fields}` },
    related: [{ place: before.at(), text: `the port that it belongs to has only ${codes(before.fields)}` }],
    notes: ['the API server refuses the Service: each of several ports needs a `port` and a `name`'],
    help: `remove the \`-\` so that ${fields} stands in the entry above`,
  };
}
