import { clashes, type Clash } from '../../src/k8s/workloads/host-ports.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { isValidated } from '../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** Port names must be unique within a container (validateContainerPorts, semantics 6.2, C25). */
export default defineAdmissionRule({
  id: 'duplicate-port-name',
  severity: 'error',
  summary: 'A port name that one container uses twice',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, cluster) {
    if (!isValidated(workload.resource, cluster.minor)) return;
    for (const template of workload.templates) {
      for (const container of template.containers) {
        for (const clash of clashes(container.ports, (port) => port.name)) yield twice(clash);
      }
    }
  },
});

function twice({ first, second }: Clash<ContainerPort>): Finding {
  return {
    message: `container ${code(second.container.name)} has two ports named ${code(second.name ?? '')}`,
    at: { place: second.at('name'), text: 'this name is taken' },
    related: [{ place: first.at('name'), text: `port ${first.number} has it` }],
    notes: ['the API server refuses a Pod whose container uses a port name twice, whatever the protocols'],
    help: 'give the second one a name of its own',
  };
}
