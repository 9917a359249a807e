import { replacing } from '../../src/message/replacing.js';
import type { Translation } from '../../src/graph/policies/translations.js';
import { meshPortsOf, meshSelectorOf, type MeshPolicyPort } from '../../src/k8s/policies/mesh-policy.js';
import { describe, type Resource } from '../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code, list } from '../../src/text/words.js';

/** The proxy beside a container sees the port of the Pod; a Service has translated its own before (semantics 7.3). */
export default defineRule({
  id: 'service-port-in-mesh-policy',
  severity: 'warning',
  summary: 'A policy of Istio or Linkerd that names the port of a Service instead of the port of its Pods',
  kinds: ['security.istio.io/AuthorizationPolicy', 'security.istio.io/PeerAuthentication', 'policy.linkerd.io/Server'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { labelled, namespaces, policies, unit }) {
    const selector = meshSelectorOf(resource);
    if (selector.length === 0 || unit.isRefused(resource)) return;
    const pods = labelled.pods(selector, resource);
    if (pods.some(({ workload }) => namespaces.same(resource, workload.resource) !== 'yes')) return;
    const ports = meshPortsOf(resource);
    for (const port of ports) {
      const translated = policies.translations(pods, port.number, 'TCP');
      const isNamed = translated.every(({ target }) => ports.some(({ number }) => number === target));
      if (translated.length > 0 && !isNamed) yield servicePort(resource, port, translated);
    }
  },
});

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
        ? replacing('name the port of the Pods', port.place, port.role === 'rule' ? String(target) : target)
        : undefined,
  };
}

const NOTES: Readonly<Record<MeshPolicyPort['role'], string>> = {
  rule: 'the proxy of a Pod compares with the port on which the request arrives, so that this part fits none',
  mtls: 'the proxy of a Pod sets the mode for a port on which nothing arrives, and keeps the other one elsewhere',
  server: 'the proxy of a Pod looks for the Server of the port on which the request arrives, and finds none',
};
