import { replacing } from '../../src/message/replacing.js';
import { isHostNetwork } from '../../src/k8s/workloads/host-ports.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { isValidated } from '../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * A Pod in the network of its node has no ports of its own, so `hostPort` must be `containerPort`
 * (validatePodHostNetworkDeps, semantics 6.3, C29, E25).
 */
export default defineAdmissionRule({
  id: 'host-network-port-mismatch',
  severity: 'error',
  summary: 'A host port that differs from the container port although the Pod uses the network of its node',
  kinds: ['Workload'],
  marks: ['host'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, cluster) {
    if (!isValidated(workload.resource, cluster.minor)) return;
    for (const template of workload.templates.filter(isHostNetwork)) {
      // Init containers are not compared.
      for (const container of template.containers.filter(({ role }) => role === 'regular')) {
        for (const port of container.ports) {
          if (port.hostPort !== undefined && port.hostPort !== port.number)
            yield mismatch(template, port, port.hostPort);
        }
      }
    }
  },
});

function mismatch(template: PodTemplate, port: ContainerPort, hostPort: number): Finding {
  return {
    message:
      `container ${code(port.container.name)} maps host port ${hostPort} to ${port.number} with ` +
      `\`hostNetwork: true\``,
    at: { place: port.at('hostPort'), text: 'must be the same number as `containerPort`' },
    related: [
      { place: port.at('containerPort'), text: 'the container listens here' },
      { place: template.at('spec', 'hostNetwork'), text: 'the Pod uses the network of its node' },
    ],
    notes: ['the API server refuses it: in the network of the node nothing can map one port to another'],
    help: `remove \`hostPort\`, or let the process listen on ${hostPort} and declare that`,
    fix: replacing('use the container port', port.at('hostPort'), port.number),
  };
}
