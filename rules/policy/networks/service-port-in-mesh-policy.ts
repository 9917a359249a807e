import { replacing } from '../../../src/message/replacing.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { Translation } from '../../../src/graph/passages/opened-numbers.js';
import { CNI_POLICY_KINDS, cniPolicyPorts, type PolicyPorts } from '../../../src/k8s/policies/cni-policy.js';
import { meshPortsOf, meshSelectorOf, type MeshPolicyPort } from '../../../src/k8s/policies/mesh-policy.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, list } from '../../../src/text/words.js';

/** The proxy beside a container sees the port of the Pod; a Service has translated its own before (semantics 7.3). */
export default defineRule({
  id: 'service-port-in-mesh-policy',
  severity: 'warning',
  summary: 'A policy of a mesh, of Cilium or of Calico that names the port of a Service instead of that of its Pods',
  kinds: [
    'security.istio.io/AuthorizationPolicy',
    'security.istio.io/PeerAuthentication',
    'policy.linkerd.io/Server',
    ...CNI_POLICY_KINDS,
  ],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    if (graph.unit.isRefused(resource)) return;
    const isMesh = !CNI_POLICY_KINDS.includes(`${resource.group}/${resource.kind}`);
    const rules = isMesh
      ? [{ pods: meshSelectorOf(resource), ports: meshPortsOf(resource) }]
      : cniPolicyPorts(resource);
    for (const rule of rules) if (rule.pods.length > 0) yield* judge(resource, rule, graph);
  },
});

function* judge(
  resource: Resource,
  { pods: selector, ports }: PolicyPorts,
  { labelled, namespaces, policies }: Graph,
): Iterable<Finding> {
  const pods = labelled.pods(selector, resource);
  if (pods.some(({ workload }) => namespaces.same(resource, workload.resource) !== 'yes')) return;
  for (const port of ports) {
    const translated = policies.translations(pods, port.number, 'TCP');
    const isNamed = translated.every(({ target }) => ports.some(({ number }) => number === target));
    if (translated.length > 0 && !isNamed) yield servicePort(resource, port, translated);
  }
}

function servicePort(resource: Resource, port: MeshPolicyPort, translated: readonly Translation[]): Finding {
  const [{ service, port: servicePort, field }] = translated as readonly [Translation];
  const targets = [...new Set(translated.map(({ target }) => target))];
  const [target] = targets;
  return {
    message:
      `${describe(resource)} names ${field === 'port' ? 'port' : 'node port'} ${port.number} of Service ` +
      `${code(service.name)}, whose Pods get ${list(targets.map(String))}`,
    at: { place: port.place, text: `the selected Pods listen on ${list(targets.map(String))}` },
    related: [
      { place: servicePort.at(field), text: `${port.number} is a port of Service ${code(service.name)}` },
      ...(servicePort.target.kind === 'default'
        ? []
        : [{ place: servicePort.at('targetPort'), text: 'which sends it on to this port' }]),
    ],
    notes: [NOTES[port.role]],
    fix:
      targets.length === 1 && target !== undefined
        ? replacing('name the port of the Pods', port.place, TEXTS.includes(port.role) ? String(target) : target)
        : undefined,
  };
}

/** Where ports are texts. */
const TEXTS: readonly MeshPolicyPort['role'][] = ['rule', 'policy text'];

const TRANSLATED = 'the network sees the port of the Pod: that of the Service was translated before';

const NOTES: Readonly<Record<MeshPolicyPort['role'], string>> = {
  rule: 'the proxy of a Pod compares with the port on which the request arrives, so that this part fits none',
  mtls: 'the proxy of a Pod sets the mode for a port on which nothing arrives, and keeps the other one elsewhere',
  server: 'the proxy of a Pod looks for the Server of the port on which the request arrives, and finds none',
  policy: TRANSLATED,
  'policy text': TRANSLATED,
};
