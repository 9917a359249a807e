import { replacing } from '../../../src/message/replacing.js';
import { gatewaySelectorOf, isStandardGateway } from '../../../src/k8s/routes/istio-gateways.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { LabelPair, Requirement } from '../../../src/k8s/labels/labels.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { pairWords, podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/**
 * An Istio Gateway is for the proxies whose Pods carry all labels of its selector, in any namespace (semantics 7.3).
 */
export default defineRule({
  id: 'unmatched-istio-gateway',
  severity: 'warning',
  summary: 'An Istio Gateway whose selector misses the proxy that is there',
  kinds: ['networking.istio.io/Gateway'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(gateway, { unit, labelled, namespaces }) {
    if (gateway.partial || unit.isRefused(gateway)) return;
    const selector = gatewaySelectorOf(gateway);
    if (selector.length === 0) return;
    const requirements = selector.map(asRequirement);
    if (labelled.podsAnywhere(requirements, null).length > 0) return;
    const [wanted, ...others] = selector;
    if (wanted === undefined || others.length > 0) return;
    const proxy = labelled
      .podsAnywhere([{ ...asRequirement(wanted), operator: 'Exists', values: [] }], null)
      .find(({ labels }) => /gateway|ingress/.test(labels.get(wanted.key)?.value ?? ''));
    const found = proxy?.labels.get(wanted.key);
    if (proxy === undefined || found === undefined) return;
    // The proxies that Istio installs stand nowhere on disk; one beside the Gateway is there for some Gateway.
    const isBeside = (): boolean =>
      namespaces.same(proxy.workload.resource, gateway) === 'yes' &&
      !unit
        .inNamespace(gateway.group, gateway.kind, namespaces.of(gateway))
        .some((other) => gatewaySelectorOf(other).every(({ key, value }) => proxy.labels.get(key)?.value === value));
    if (!isStandardGateway(wanted) || isBeside()) yield missed(gateway, wanted, proxy, found);
  },
});

function asRequirement(pair: LabelPair): Requirement {
  return { key: pair.key, operator: 'In', values: [pair.value], at: pair.valueAt, pair };
}

function missed(gateway: Resource, wanted: LabelPair, proxy: PodTemplate, found: LabelPair): Finding {
  return {
    message: `${describe(gateway)} selects ${pairWords(wanted)}, which no proxy among the linted files carries`,
    at: { place: wanted.valueAt, text: 'no Pod has this label' },
    related: [{ place: found.valueAt, text: `${podsWords(proxy)} carry ${pairWords(found)}` }],
    notes: ['a Gateway that no proxy takes opens no port: its VirtualServices serve nothing'],
    fix: replacing('use the label of the proxy', wanted.valueAt, found.value),
  };
}
