import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getList, getString } from '../../src/tree/tree.js';

/**
 * A Pod is ready only when every condition in `readinessGates` is True, and a controller outside of Kubernetes must set
 * it (semantics 6.6).
 */
export default defineRule({
  id: 'unset-readiness-gate',
  severity: 'warning',
  summary: 'A readiness gate that no well-known controller sets',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload) {
    // An unknown custom kind is likely to come with the controller that sets its gates.
    if (workload.guessed) return;
    for (const template of workload.templates) {
      const { resource } = workload;
      for (const [index, gate] of getList(resource.get(...template.path, 'spec', 'readinessGates')).entries()) {
        const type = getString(gate, 'conditionType');
        if (type !== undefined && !KNOWN.some((known) => type.startsWith(known))) yield unset(template, index, type);
      }
    }
  },
});

/** Beginnings of the conditions that cloud load balancers, OpenKruise, and service meshes set on Pods. */
const KNOWN = [
  'cloud.google.com/load-balancer-neg-ready',
  'target-health.elbv2.k8s.aws/',
  'target-health.alb.ingress.k8s.aws/',
  'elbv2.k8s.aws/',
  'networking.gke.io/',
  'service.readiness.alibabacloud.com/',
  'readiness.alibabacloud.com/',
  'cloud.tencent.com/',
  'InPlaceUpdateReady',
  'KruisePodReady',
  'apps.kruise.io/',
  'game.kruise.io/',
  'cilium.io/',
  'networking.istio.io/',
];

function unset(template: PodTemplate, index: number, type: string): Finding {
  const { resource } = template.workload;
  return {
    message: `${describe(resource)} waits for condition ${code(type)}, which no known controller sets`,
    at: {
      place: template.at('spec', 'readinessGates', index, 'conditionType'),
      text: 'the Pods are ready only when this condition is True',
    },
    notes: ['Kubernetes itself never sets it: until another controller does, no Service sends these Pods traffic'],
    help: 'make sure that a controller in the cluster sets it, or remove the gate',
  };
}
