import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { SCALABLE, scaleTarget, type ScaleTarget } from '../../../src/k8s/workloads/scale-target.js';
import { defineAdmissionRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * From 1.34 on a HorizontalPodAutoscaler must name the API group of its target, unless that is a ReplicationController
 * (semantics 7.8, E15).
 */
export default defineAdmissionRule({
  id: 'ungrouped-scale-target',
  severity: 'error',
  summary: 'A HorizontalPodAutoscaler whose target has no API group',
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(resource, { minor }) {
    const target = scaleTarget(resource);
    if (target === undefined || minor < 34 || isPlaceholder(target.apiVersion)) return;
    if (resource.partial && target.apiVersion === '') return; // a patch may bring it
    if (target.group === '' && target.kind !== 'ReplicationController') yield ungrouped(resource, target);
  },
});

function ungrouped(resource: Resource, target: ScaleTarget): Finding {
  const home = SCALABLE.get(target.kind);
  const written = target.apiVersion !== '';
  return {
    message: `${describe(resource)} names ${code(target.kind)} ${code(target.name)} without an API group`,
    at: written
      ? { place: resource.at(...target.path, 'apiVersion'), text: 'the core group, which has no such kind' }
      : { place: resource.keyAt(...target.path), text: 'no `apiVersion` here' },
    notes: ['the API server refuses it since Kubernetes 1.34; before that the autoscaler found no such kind'],
    help: home === undefined ? 'write the API version of the kind, with its group' : undefined,
    fix: home === undefined ? undefined : repair(resource, target, `${home}/v1`, written),
  };
}

function repair(resource: Resource, { path, kind }: ScaleTarget, apiVersion: string, written: boolean): FixRecipe {
  const place = resource.at(...path, 'kind');
  const changes = written
    ? [{ replace: resource.at(...path, 'apiVersion'), with: apiVersion }]
    : [{ after: { key: resource.keyAt(...path, 'kind'), value: place }, entry: ['apiVersion', apiVersion] as const }];
  return { title: `name the API version of ${code(kind)}`, applicability: 'unsafe', changes };
}
