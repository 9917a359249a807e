import { replacing } from '../../src/message/replacing.js';
import type { Graph } from '../../src/graph/graph.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { addressWords, fieldWords } from '../../src/message/names.js';
import { usesHostNetwork } from '../../src/k8s/pods/container.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getList, getString } from '../../src/tree/tree.js';

/**
 * With `hostNetwork` the policy ClusterFirst falls back to the resolver of the node, which knows no Services (semantics
 * 8.2; kubelet, dns.go).
 */
export default defineRule({
  id: 'cluster-name-on-host-network',
  severity: 'warning',
  summary: 'A Pod of the host network that calls a Service by name through the resolver of the node',
  kinds: ['Workload'],
  marks: ['host'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check({ templates, resource }, graph) {
    for (const template of templates) {
      const spec = resource.get(...template.path, 'spec');
      const policy = getString(spec, 'dnsPolicy') ?? 'ClusterFirst';
      if (!usesHostNetwork(spec) || policy !== 'ClusterFirst' || resource.patched) continue;
      const isServer = isApiServerItself(template);
      const called = graph.names
        .readBy(template)
        .filter((name) => isClusterName(name, graph) && !(isServer && isApiServer(name)));
      if (called[0] !== undefined) yield unresolved(template, called[0], called.length);
    }
  },
});

/** A name that is a Service's for sure. */
function isClusterName(reference: NameReference, { names }: Graph): boolean {
  const resolved = names.host(reference);
  return resolved.kind === 'found' || (resolved.kind === 'missing' && resolved.wanted.sure) || isApiServer(reference);
}

function isApiServer({ name }: NameReference): boolean {
  return name.form === 'full' && name.service === 'kubernetes' && name.namespace === 'default';
}

/** The API server names itself in the tokens that it issues, and calls nobody by that name. */
function isApiServerItself({ containers }: PodTemplate): boolean {
  return containers.some((container) =>
    getList(container.get('command')).some((word) => /(^|\/)kube-apiserver(\s|$)/.test(getString(word) ?? '')),
  );
}

function unresolved(template: PodTemplate, name: NameReference, total: number): Finding {
  const { resource } = template.workload;
  const written = getString(resource.get(...template.path, 'spec'), 'dnsPolicy') !== undefined;
  const place = resource.at(...template.path, 'spec', written ? 'dnsPolicy' : 'hostNetwork');
  return {
    message: `${describe(resource)} calls ${addressWords(name)} from the host network, where no Service names resolve`,
    at: {
      place,
      text: written
        ? 'falls back to the resolver of the node here'
        : 'without a `dnsPolicy` the resolver of the node is asked',
    },
    related: [
      {
        place: name.hostAt,
        text: `a name of the cluster, ${fieldWords(name)}${total > 1 ? `; there are ${total} such names` : ''}`,
      },
    ],
    notes: [
      `on the host network \`dnsPolicy: ClusterFirst\`, the default, ` +
        `means ${code('Default')}: the node asks its own resolver`,
    ],
    fix: repair(template, written),
  };
}

function repair({ path, workload: { resource } }: PodTemplate, written: boolean): FixRecipe {
  const spec = [...path, 'spec'];
  const title = "ask the cluster's DNS from the host network";
  if (written) return replacing(title, resource.at(...spec, 'dnsPolicy'), 'ClusterFirstWithHostNet');
  const after = { key: resource.keyAt(...spec, 'hostNetwork'), value: resource.at(...spec, 'hostNetwork') };
  return { title, applicability: 'unsafe', changes: [{ after, entry: ['dnsPolicy', 'ClusterFirstWithHostNet'] }] };
}
