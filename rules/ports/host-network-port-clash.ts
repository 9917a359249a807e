import { hostPortClashes, isHostNetwork, storedHostPort, type Clash } from '../../src/k8s/workloads/host-ports.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { describe } from '../../src/k8s/object/resource.js';
import { isValidated } from '../../src/k8s/kinds/api-versions.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * With `hostNetwork` every container port becomes a host port when a Pod is made. A Pod template with a clash is still
 * accepted, but then no Pod can be made from it (semantics 6.3, C31); for a Pod itself see `duplicate-host-port`.
 */
export default defineRule({
  id: 'host-network-port-clash',
  severity: 'error',
  summary: 'A Pod template in the network of its node that declares one port twice',
  kinds: ['Workload'],
  marks: ['host'],
  fixable: false,
  since: '0.1.0',

  *check(workload, { cluster }) {
    if (workload.guessed) return;
    const checked = isValidated(workload.resource, cluster.minor);
    for (const template of workload.templates.filter(isHostNetwork)) {
      // What the API server refuses at once is said by another rule.
      const stored = hostPortClashes(template, storedHostPort(template, cluster.minor));
      const refused = new Set(checked ? stored.map(({ second }) => second) : []);
      for (const clash of hostPortClashes(template, (port) => port.hostPort ?? port.number)) {
        if (!refused.has(clash.second)) yield noPods(template, clash);
      }
    }
  },
});

function noPods(template: PodTemplate, { first, second }: Clash<ContainerPort>): Finding {
  const owner = describe(template.workload.resource);
  return {
    message: `${owner} declares port ${second.number} twice with \`hostNetwork: true\`, so no Pod can be made`,
    at: { place: second.at('containerPort'), text: `container ${code(second.container.name)} takes it` },
    related: [
      { place: first.at('containerPort'), text: `container ${code(first.container.name)} takes it already` },
      { place: template.at('spec', 'hostNetwork'), text: 'every container port is a port of the node' },
    ],
    notes: ['the API server accepts the template, fills in `hostPort` when a Pod is made, and then refuses every Pod'],
    help:
      first.container === second.container
        ? 'keep one entry'
        : 'let one of them listen on another port, or remove its declaration',
  };
}
