import {
  clashes,
  hostIp,
  hostPortClashes,
  isHostNetwork,
  numberAndProtocol,
  type Clash,
} from '../../src/k8s/workloads/host-ports.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * One port number and protocol declared twice in a Pod (semantics 6.3): the API server warns, server-side apply refuses
 * it within one container, and two containers cannot listen on it at the same time.
 */
export default defineAdmissionRule({
  id: 'duplicate-container-port',
  severity: 'warning',
  summary: 'A container port declared twice in one Pod',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, cluster) {
    for (const template of workload.templates) {
      // With host networking the same entries take one port of the node twice, which is worse, and said by another
      // rule.
      const reported = new Set(
        hostPortClashes(template, (port) => port.hostPort ?? (isHostNetwork(template) ? port.number : undefined)).map(
          ({ second }) => second,
        ),
      );
      for (const clash of clashes(runningPorts(template), numberAndProtocol)) {
        if (reported.has(clash.second) || hasTwoHostPorts(clash)) continue;
        yield clash.first.container === clash.second.container
          ? inOne(template, clash, cluster.serverSide)
          : inTwo(template, clash);
      }
    }
  },
});

/** Two different ports (or addresses) of the node may lead to one container port. */
function hasTwoHostPorts({ first, second }: Clash<ContainerPort>): boolean {
  const both = first.hostPort !== undefined && second.hostPort !== undefined;
  return both && (first.hostPort !== second.hostPort || hostIp(first) !== hostIp(second));
}

function inOne(template: PodTemplate, { first, second }: Clash<ContainerPort>, serverSide: boolean): Finding {
  const refused = serverSide && !template.workload.resource.custom;
  return {
    message: `container ${code(second.container.name)} declares port ${second.number} over ${second.protocol} twice`,
    at: { place: second.at('containerPort'), text: 'declared a second time' },
    related: [{ place: first.at('containerPort'), text: 'first here' }],
    notes: [
      refused
        ? 'server-side apply refuses it: port and protocol are the key of the list'
        : 'the API server accepts it with a warning; server-side apply, as Flux and Argo CD can use it, refuses it',
    ],
    help:
      second.name !== undefined && first.name !== undefined && second.name !== first.name
        ? 'keep one entry: several Services can target one port name'
        : 'keep one entry',
    severity: refused ? 'error' : 'warning',
  };
}

function inTwo(template: PodTemplate, { first, second }: Clash<ContainerPort>): Finding {
  return {
    message:
      `two containers of ${describe(template.workload.resource)} declare port ${second.number} over ` + second.protocol,
    at: { place: second.at('containerPort'), text: `container ${code(second.container.name)} declares it` },
    related: [{ place: first.at('containerPort'), text: `container ${code(first.container.name)} declares it too` }],
    notes: ['the containers of a Pod share one network: only one of them can listen on the port'],
    help: 'let one of them listen on another port, or remove the declaration that is not true',
  };
}
