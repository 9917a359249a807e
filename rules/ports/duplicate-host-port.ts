import { hostIp, hostPortClashes, storedHostPort, type Clash } from '../../src/k8s/workloads/host-ports.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { isValidated } from '../../src/k8s/kinds/api-versions.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * One port of the node, for one protocol and address, can go to one container only (checkHostPortConflicts, semantics
 * 6.3, C28, E23, E24).
 */
export default defineAdmissionRule({
  id: 'duplicate-host-port',
  severity: 'error',
  summary: 'A host port that one Pod asks for twice',
  kinds: ['Workload'],
  marks: ['host'],
  fixable: false,
  since: '0.1.0',

  *check(workload, cluster) {
    if (!isValidated(workload.resource, cluster.minor)) return;
    for (const template of workload.templates) {
      for (const clash of hostPortClashes(template, storedHostPort(template, cluster.minor)))
        yield twice(template, clash);
    }
  },
});

function twice(template: PodTemplate, { first, second }: Clash<ContainerPort>): Finding {
  const number = second.hostPort ?? second.number;
  const filled = first.hostPort === undefined || second.hostPort === undefined;
  const where = hostIp(second) === '' ? '' : ` of address ${code(hostIp(second))}`;
  return {
    message: `${describe(template.workload.resource)} takes host port ${number} over ${second.protocol} twice`,
    at: {
      place: second.at(second.hostPort === undefined ? 'containerPort' : 'hostPort'),
      text: `port ${number}${where} of the node, for container ${code(second.container.name)}`,
    },
    related: [
      {
        place: first.at(first.hostPort === undefined ? 'containerPort' : 'hostPort'),
        text: `container ${code(first.container.name)} takes it already`,
      },
    ],
    notes: [
      'the API server refuses a Pod that asks for one host port twice with the same protocol and address',
      ...(filled ? ['with `hostNetwork: true` every container port is a host port'] : []),
    ],
    help: 'give one of them another number',
  };
}
