import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Container } from '../../../src/k8s/pods/container.js';
import { type ComparedResource, comparedResources } from '../../../src/k8s/workloads/compared-resources.js';
import { scaleTarget } from '../../../src/k8s/workloads/scale-target.js';
import { readWorkload } from '../../../src/k8s/workloads/workload.js';
import type { Graph } from '../../../src/graph/graph.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A percentage of what a container requests cannot be told where one of them requests nothing (semantics 7.8). */
export default defineRule({
  id: 'autoscaler-without-requests',
  severity: 'warning',
  summary: 'An autoscaler that goes by the use of a resource, of which a container of its Pods requests nothing',
  kinds: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
  fixable: false,
  since: '0.1.0',

  *check(resource, graph) {
    if (resource.partial || graph.unit.isRefused(resource)) return;
    const compared = comparedResources(resource);
    const containers = compared.length === 0 ? [] : scaledContainers(resource, graph);
    for (const one of compared) {
      const lacking = containers.find(
        (container) =>
          (one.container ?? container.name) === container.name &&
          ['requests', 'limits'].every((field) => container.get('resources', field, one.name) === undefined),
      );
      // Where nobody requests anything, a LimitRange of the cluster may do so for all.
      const isForgotten = containers.some((container) => container.get('resources', 'requests') !== undefined);
      if (lacking !== undefined) yield unmeasurable(resource, one, lacking, isForgotten ? 'warning' : 'info');
    }
  },
});

/** The containers that count; none where their requests may come from elsewhere. */
function scaledContainers(scaler: Resource, { unit, namespaces }: Graph): readonly Container[] {
  const target = scaleTarget(scaler);
  if (target === undefined) return [];
  const [found, ...more] = unit.find(target.group, target.kind, target.name, scaler);
  if (found === undefined || more.length > 0 || found.partial || namespaces.same(found, scaler) !== 'yes') return [];
  // They give requests to who writes none; and so do the requests of the whole Pod.
  const namespace = namespaces.of(scaler);
  if (unit.inNamespace('', 'LimitRange', namespace).length > 0) return [];
  if (unit.inNamespace('autoscaling.k8s.io', 'VerticalPodAutoscaler', namespace).length > 0) return [];
  const [template] = readWorkload(found)?.templates ?? [];
  if (template?.containersKnown !== true || found.get(...template.path, 'spec', 'resources') !== undefined) return [];
  return template.containers.filter(({ role }) => role === 'regular');
}

function unmeasurable(
  scaler: Resource,
  { name, path }: ComparedResource,
  container: Container,
  severity: 'warning' | 'info',
): Finding {
  return {
    message: `${describe(scaler)} goes by the use of ${name}, of which container ${code(container.name)} requests none`,
    at: { place: scaler.at(...path), text: 'a percentage of what the containers request' },
    related: [
      {
        place: container.get('resources') === undefined ? container.at('name') : container.keyAt('resources'),
        text: `no request, and no limit, of ${name}`,
      },
    ],
    notes: [
      scaler.kind === 'ScaledObject'
        ? 'the webhook of KEDA refuses such a ScaledObject'
        : `the controller says \`missing request for ${name}\`, and does not scale by it`,
    ],
    help: `write \`resources.requests.${name}\` for each container`,
    severity,
  };
}
