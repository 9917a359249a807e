import { replacing } from '../../../src/message/replacing.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { scaleTarget, type ScaleTarget } from '../../../src/k8s/workloads/scale-target.js';
import type { Workload } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** Two autoscalers of one target: Kubernetes stops both, KEDA refuses the second (semantics 7.8). */
export default defineRule({
  id: 'rival-autoscalers',
  severity: 'warning',
  summary: 'Two autoscalers that scale one workload',
  kinds: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { names, unit }) {
    const target = scaleTarget(resource);
    if (target === undefined || resource.partial) return;
    const all = names.scalersBeside(resource).filter((scaler) => !unit.isRefused(scaler) && !scaler.partial);
    // The one that is named after another workload is wrong; where none is, all but the first of them.
    const astray = all.filter((scaler) => names.unscaledNamesake(scaler) !== undefined);
    const wrong = astray.length > 0 ? astray : all.slice(1);
    const rival = all.find((scaler) => scaler !== resource);
    if (rival !== undefined && wrong.includes(resource))
      yield rivalling(resource, target, rival, names.unscaledNamesake(resource));
  },
});

function rivalling(resource: Resource, target: ScaleTarget, rival: Resource, own: Workload | undefined): Finding {
  const both = [resource, rival].every(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return {
    message:
      `${describe(resource)} scales ${code(target.kind)} ${code(target.name)}, ` +
      `which ${describe(rival)} scales as well`,
    at: { place: resource.at(...target.path, 'name'), text: 'a second autoscaler for this target' },
    related: [
      { place: rival.at(...(scaleTarget(rival)?.path ?? []), 'name'), text: `${describe(rival)} scales it already` },
      ...(own === undefined
        ? []
        : [{ place: own.resource.at('metadata', 'name'), text: `nobody scales ${describe(own.resource)}` }]),
    ],
    notes: [
      both
        ? 'where two autoscalers find the same Pods, both stop scaling'
        : 'KEDA makes a HorizontalPodAutoscaler of its own, and refuses a target that has one',
    ],
    help: own === undefined ? 'keep one autoscaler, with all the metrics' : undefined,
    fix: own && replacing(`scale ${describe(own.resource)}`, resource.at(...target.path, 'name'), own.name),
  };
}
