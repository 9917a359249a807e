import { runningPorts } from '../../src/k8s/listening/running.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';

/**
 * `port` is what clients call, `targetPort` is what the container listens on (semantics 5.3); they are easily mixed up.
 */
export default defineRule({
  id: 'swapped-ports',
  severity: 'warning',
  summary: 'A Service port whose `port` and `targetPort` are the wrong way round',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, { ports, names }) {
    // Clients of a headless Service dial the Pod's own port, so there is nothing to swap.
    if (service.headless) return;
    const templates = ports.judged(service);
    for (const port of service.ports) {
      const [template] = templates;
      const { target } = port;
      if (template === undefined || target.kind !== 'number' || !ports.isSwapped(service, port)) continue;
      if (!ports.contradicts(templates, target.number)) continue;
      // Who calls the number that the Service does not have contradicts the Service.
      const isCalled = names.clientsOf(service).some((client) => client.port === target.number);
      yield { ...swapped(service, port, target.number, template), severity: isCalled ? 'error' : 'warning' };
    }
  },
});

function swapped(service: Service, port: ServicePort, number: number, template: PodTemplate): Finding {
  const declared = runningPorts(template).find((candidate) => candidate.number === port.port);
  const owner = describe(template.workload.resource);
  return {
    message: `${serviceWords(service)} has \`port\` and \`targetPort\` the wrong way round: ${port.port} and ${number}`,
    at: { place: port.at('targetPort'), text: `no selected container declares ${number}` },
    related: [
      { place: port.at('port'), text: 'this is the port of the container' },
      ...(declared === undefined
        ? []
        : [{ place: declared.at('containerPort'), text: `${owner} declares ${port.port}` }]),
    ],
    notes: ['clients call `port`, and the Service sends them on to `targetPort` of the Pod'],
    fix: {
      title: 'swap the two numbers',
      applicability: 'unsafe',
      changes: [
        { replace: port.at('port'), with: number },
        { replace: port.at('targetPort'), with: port.port },
      ],
    },
  };
}
