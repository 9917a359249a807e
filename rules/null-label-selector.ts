import { podSpecPaths } from '../src/k8s/pod-specs.js';
import { describe, type Resource } from '../src/k8s/resource.js';
import { defineAdmissionRule, type Finding } from '../src/rule/rule.js';
import { getList, type Path } from '../src/tree/tree.js';

/** An absent labelSelector of an affinity term or a spread constraint matches no Pod; the server only warns (semantics 7.11, E26). */
export default defineAdmissionRule({
  id: 'null-label-selector',
  category: 'validity',
  severity: 'warning',
  summary: 'An affinity term or spread constraint without labelSelector, which matches no Pod',
  kinds: ['Object'],
  fixable: false,
  since: '0.1.0',
  *check(resource) {
    if (resource.partial) return;
    for (const path of podSpecPaths(resource).flatMap((spec) => termPaths(resource, spec))) {
      if (resource.get(...path, 'labelSelector') === undefined) yield withoutSelector(resource, path);
    }
  },
});

/** The paths of what carries a labelSelector in a Pod spec. */
function termPaths(resource: Resource, spec: Path): readonly Path[] {
  const items = (...path: Path): readonly Path[] => getList(resource.tree, ...spec, ...path).map((_, index) => [...spec, ...path, index]);
  const affinities = ['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
    ...items('affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution'),
    ...items('affinity', kind, 'preferredDuringSchedulingIgnoredDuringExecution').map((path) => [...path, 'podAffinityTerm']),
  ]);
  return [...items('topologySpreadConstraints'), ...affinities].filter((path) => resource.get(...path)?.type === 'map');
}

function withoutSelector(resource: Resource, path: Path): Finding {
  const what = path.includes('topologySpreadConstraints') ? 'a spread constraint' : 'an affinity term';
  return {
    message: `${describe(resource)} has ${what} without \`labelSelector\`, which matches no Pod`,
    at: { place: resource.at(...path, 'topologyKey'), text: `${what} without a selector` },
    notes: ['an absent selector matches nothing; an empty one, `{}`, matches every Pod'],
  };
}
