import { runningPorts } from '../../src/k8s/listening/running.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * Of two containers that use one port name, FindPort takes the first, regular ones before sidecars (semantics 5.3, A10,
 * A13).
 */
export default defineRule({
  id: 'shadowed-port-name',
  severity: 'warning',
  summary: 'A named target port that two containers of the Pod declare with different numbers',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { selection, ports }) {
    for (const port of service.ports) {
      for (const template of selection.of(service).templates) {
        const { declared } = ports.resolve(port, template);
        if (port.target.kind !== 'name' || declared?.name === undefined) continue;
        // The same number is the same port, or two containers at odds over it: another finding.
        const hidden = runningPorts(template).find(
          (other) =>
            other.name === declared.name &&
            other.protocol === declared.protocol &&
            other.number !== declared.number &&
            other.container !== declared.container,
        );
        if (hidden === undefined) continue;
        yield shadowed(service, port, declared, { hidden, template });
        break; // versions and copies of one workload show the same
      }
    }
  },
});

function shadowed(
  service: Service,
  port: ServicePort,
  taken: ContainerPort,
  { hidden, template }: { hidden: ContainerPort; template: PodTemplate },
): Finding {
  return {
    message: `${serviceWords(service)} targets ${code(taken.name ?? '')}, which two containers of a Pod declare`,
    at: {
      place: port.at('targetPort'),
      text: `leads to ${taken.number} of container ${code(taken.container.name)} only`,
    },
    related: [
      {
        place: taken.at('name'),
        text:
          `container ${code(taken.container.name)} of ${describe(template.workload.resource)} is the first that ` +
          'has the name',
      },
      {
        place: hidden.at('name'),
        text: `port ${hidden.number} of container ${code(hidden.container.name)} is never reached by it`,
      },
    ],
    notes: [
      'the name is looked for in the containers in their order, then in the sidecars, and the first port found is used',
    ],
    help: 'give the two ports different names, or target the number',
    // The Service has the number itself, so this is the port that it means.
    severity: port.port === taken.number ? 'info' : 'warning',
  };
}
