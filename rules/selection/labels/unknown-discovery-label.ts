import { unknownLabels, type UnknownLabel } from '../../../src/k8s/monitors/discovery-labels.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { swap } from '../../../src/message/names.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { partsOf } from '../../../src/tree/part-of-scalar.js';
import { leavesOf, type ScalarTree } from '../../../src/tree/tree.js';

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'ScrapeConfig', 'Probe'] as const;

/**
 * A label that no target has is empty: what compares it keeps nothing, and what copies it does nothing (semantics 7.5).
 */
export default defineRule({
  id: 'unknown-discovery-label',
  severity: 'warning',
  summary: 'A label in a configuration of Prometheus that its discovery of Pods and Services never sets',
  kinds: ['/ConfigMap', '/Secret', ...MONITORS.map((kind) => `monitoring.coreos.com/${kind}` as const)],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    const tree = resource.get(FIELD[resource.kind] ?? 'spec');
    if (tree === undefined || resource.partial) return;
    const said = new Set<string>(); // once for a label, however often it is read
    for (const scalar of leavesOf(tree))
      for (const label of unknownLabels(String(scalar.value))) {
        if (said.has(label.label)) continue;
        said.add(label.label);
        yield unknown(resource, scalar, label);
      }
  },
});

const FIELD: Readonly<Record<string, string>> = { ConfigMap: 'data', Secret: 'stringData' };

function unknown(resource: Resource, scalar: ScalarTree, { label, start, end, meant }: UnknownLabel): Finding {
  const place = partsOf(scalar)(start, end);
  const changes = meant === label ? undefined : swap(place, label, meant);
  return {
    message: `${describe(resource)} reads ${code(label)}, which no target of Kubernetes has`,
    at: { place, text: 'discovery sets no such label' },
    notes: ['it is empty: a rule that keeps by it keeps nothing, one that copies it does nothing'],
    fix: changes && { title: `read ${code(meant)}`, applicability: 'unsafe', changes },
  };
}
