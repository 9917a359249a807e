import { dialledPort } from '../../src/k8s/dns/dialled-port.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { callWords, fieldWords, swap } from '../../src/message/names.js';
import { holderWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** Inside of a Pod nobody translates the `port` of a Service to its `targetPort` (semantics 5.3, 8.7). */
export default defineRule({
  id: 'service-port-on-localhost',
  severity: 'warning',
  summary: 'A call to localhost on the port of the Service, where the Pod listens on another one',
  kinds: ['LoopbackName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    const resolved = graph.names.host(reference);
    const number = dialledPort(reference);
    if (resolved.kind !== 'own-service' || number === undefined || reference.from.partial) return;
    const { template, services } = resolved;
    const translation = graph.ports
      .untranslated(template, number)
      .find(({ service, declared }) => declared !== undefined && services.includes(service));
    const opens = template.runningContainers.some((container) =>
      graph.ports.configured(template, container).listeners.some(({ port }) => port === number),
    );
    if (translation?.declared === undefined || opens) return;
    yield asksService(reference, number, { ...translation, declared: translation.declared });
  },
});

interface Translation {
  readonly service: Service;
  readonly port: ServicePort;
  readonly declared: ContainerPort;
}

function asksService(reference: NameReference, number: number, { service, port, declared }: Translation): Finding {
  const { host, hostAt } = reference;
  const digits = reference.port.kind === 'number' ? reference.port.at : undefined;
  const changes = digits && swap(digits, String(number), declared.number);
  return {
    message: `${callWords(reference)} ${code(`${host}:${number}`)}, a port that only ${serviceWords(service)} has`,
    at: { place: digits ?? hostAt, text: `inside of the Pod it is ${declared.number}` },
    related: [
      { place: port.at('port'), text: `${number} is a port of ${serviceWords(service)}` },
      { place: declared.at('containerPort'), text: `${holderWords(declared)} declares ${declared.number}` },
    ],
    notes: [`nothing in the Pod names ${number} beside this address`, `the address stands ${fieldWords(reference)}`],
    fix: changes && { title: 'call the port of the container', applicability: 'unsafe', changes },
  };
}
