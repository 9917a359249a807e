import type { Graph } from '../../src/graph/graph.js';
import { metricsFlags, upstreamOf, type MetricsFlag, type Upstream } from '../../src/k8s/pods/metrics-upstream.js';
import { usesHostNetwork, type Container } from '../../src/k8s/pods/container.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { swap } from '../../src/message/names.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { scalarsIn } from '../../src/tree/tree.js';

/**
 * A proxy before the metrics of its neighbour calls it on the loopback of their Pod: a number that the neighbour is not
 * told is one on which nobody answers (semantics 8.7).
 */
export default defineRule({
  id: 'unanswered-upstream',
  severity: 'warning',
  summary: 'kube-rbac-proxy with an upstream on localhost where the container beside it does not serve its metrics',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check({ templates, resource }, graph) {
    if (resource.partial || graph.unit.isRefused(resource)) return;
    for (const template of templates)
      for (const container of template.runningContainers) {
        const upstream = upstreamOf(container);
        if (upstream === undefined) continue;
        const flag = servedElsewhere(template, container, upstream, graph);
        if (flag !== undefined) yield unanswered(template, container, upstream, flag);
      }
  },
});

/** Wherever a container says a port. */
const FIELDS = ['command', 'args', 'env', 'ports', 'readinessProbe', 'livenessProbe', 'startupProbe'];

/** The flag by which a neighbour serves its metrics on another port, where none of the others has the number at all. */
function servedElsewhere(
  template: PodTemplate,
  proxy: Container,
  { number }: Upstream,
  { ports }: Graph,
): MetricsFlag | undefined {
  // On the network of the node anybody may answer.
  if (!template.containersKnown || usesHostNetwork(template.workload.resource.get(...template.path, 'spec'))) return;
  const others = template.runningContainers.filter((each) => each !== proxy && upstreamOf(each) === undefined);
  const [flag] = others.flatMap(metricsFlags);
  if (flag === undefined) return undefined;
  const named = new RegExp(`(?<![\\d.])${number}(?!\\d)`);
  const isNamed = (container: Container): boolean =>
    FIELDS.some((field) => [...scalarsIn(container.get(field))].some((text) => named.test(text))) ||
    ports.configured(template, container).files.some(({ text }) => named.test(text));
  return others.some(isNamed) ? undefined : flag;
}

function unanswered({ workload }: PodTemplate, proxy: Container, { number, at }: Upstream, flag: MetricsFlag): Finding {
  const changes = swap(at, String(number), flag.number);
  return {
    message:
      `container ${code(proxy.name)} of ${describe(workload.resource)} sends requests to port ${number} of its Pod, ` +
      'where nothing listens',
    at: { place: at, text: `no other container names ${number}` },
    related: [{ place: flag.at, text: `${code(flag.container.name)} serves its metrics on ${flag.number}` }],
    notes: ['whoever asks the proxy gets an error, and the metrics are never read'],
    help: changes === undefined ? `write ${flag.number} here, or give both the same number` : undefined,
    fix: changes && { title: 'call the port of the metrics', applicability: 'unsafe', changes },
  };
}
