import { clashes, type Clash } from '../../src/k8s/workloads/host-ports.js';
import { serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * Port names, and pairs of port and protocol, must be unique in a Service (validateService, semantics 4.3, B20 to B22).
 */
export default defineAdmissionRule({
  id: 'duplicate-service-port',
  severity: 'error',
  summary: 'Two ports of one Service with the same name, or with the same number and protocol',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service) {
    const names = clashes(service.ports, (port) => port.name || undefined);
    const numbers = clashes(service.ports, (port) => `${port.port}/${port.protocol}`);
    for (const clash of numbers) {
      const whole = names.some((other) => other.second === clash.second);
      yield whole ? sameEntry(service, clash) : sameNumber(service, clash);
    }
    for (const clash of names) {
      if (!numbers.some((other) => other.second === clash.second)) yield sameName(service, clash);
    }
  },
});

function sameNumber(service: Service, { first, second }: Clash<ServicePort>): Finding {
  return {
    message: `${serviceWords(service)} has port ${second.port} over ${second.protocol} twice`,
    at: { place: second.at('port'), text: `${second.port} over ${second.protocol} a second time` },
    related: [{ place: first.at('port'), text: 'first here' }],
    notes: ['the API server refuses a Service that has one pair of port and protocol twice'],
    help: 'give one of them another number, or the protocol that it really speaks',
  };
}

function sameName(service: Service, { first, second }: Clash<ServicePort>): Finding {
  return {
    message: `${serviceWords(service)} has two ports named ${code(second.name)}`,
    at: { place: second.at('name'), text: 'this name is taken' },
    related: [{ place: first.at('name'), text: `port ${first.port} has it` }],
    notes: ['the API server refuses a Service that has one port name twice'],
    help: `give port ${second.port} a name of its own`,
  };
}

function sameEntry(service: Service, { first, second }: Clash<ServicePort>): Finding {
  return {
    message: `${serviceWords(service)} has port ${code(second.name)} (${second.port}) twice`,
    at: { place: second.at('port'), text: 'the same name and number again' },
    related: [{ place: first.at('port'), text: 'first here' }],
    notes: ['the API server refuses a Service that has a port name, or a pair of port and protocol, twice'],
    help: 'remove one of the two entries',
  };
}
