import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { getString } from '../../src/tree/tree.js';

/** `internalTrafficPolicy: Local` keeps requests on the node of the caller, with or without a Pod (semantics 4.4). */
export default defineRule({
  id: 'node-local-service',
  severity: 'info',
  summary: 'A Service that keeps requests on the node of the caller, before Pods that need not run on every node',
  kinds: ['Service'],
  marks: ['exposure'],
  fixable: false,
  since: '0.1.0',

  *check(service, { selection }) {
    if (getString(service.resource.tree, 'spec', 'internalTrafficPolicy') !== 'Local') return;
    if (service.headless || service.type === 'ExternalName') return;
    const { templates, uncertain } = selection.of(service);
    const [first] = templates;
    if (first !== undefined && !uncertain && templates.every(isScaled)) yield onItsOwnNode(service, first);
  },
});

const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

/** The scheduler chooses a few nodes for them; those of a DaemonSet are on every one. */
function isScaled({ workload }: PodTemplate): boolean {
  return SCALED.has(workload.kind);
}

function onItsOwnNode(service: Service, { workload }: PodTemplate): Finding {
  const who = describe(workload.resource);
  return {
    message: `${serviceWords(service)} keeps requests on the node of the caller, where ${who} need not run`,
    at: {
      place: service.resource.at('spec', 'internalTrafficPolicy'),
      text: 'no other node is tried, even where this one has no Pod',
    },
    related: [{ place: workload.resource.at('metadata', 'name'), text: `${who} has Pods on some nodes only` }],
    notes: ['on a node without a ready Pod the requests of its Pods to this Service are dropped'],
    help: 'use `trafficDistribution: PreferSameNode`, which takes another node where there is none, or a DaemonSet',
  };
}
