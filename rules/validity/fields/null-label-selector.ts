import { POD_MAKING_KINDS } from '../../../src/k8s/pods/pod-makers.js';
import { podSpecsOf } from '../../../src/k8s/pods/pod-specs.js';
import { podTerms } from '../../../src/k8s/pods/pod-terms.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import type { Path } from '../../../src/tree/tree.js';

/**
 * An absent labelSelector of an affinity term or a spread constraint matches no Pod; the server only warns (semantics
 * 7.11, E26).
 */
export default defineAdmissionRule({
  id: 'null-label-selector',
  severity: 'warning',
  summary: 'An affinity term or spread constraint without labelSelector, which matches no Pod',
  kinds: POD_MAKING_KINDS,
  marks: ['podTerm'],
  fixable: false,
  since: '0.1.0',
  *check(resource) {
    if (resource.partial) return;
    for (const { path } of podSpecsOf(resource).flatMap((spec) => podTerms(resource, spec.path))) {
      if (resource.get(...path, 'labelSelector') === undefined) yield withoutSelector(resource, path);
    }
  },
});

function withoutSelector(resource: Resource, path: Path): Finding {
  const what = path.includes('topologySpreadConstraints') ? 'a spread constraint' : 'an affinity term';
  return {
    message: `${describe(resource)} has ${what} without \`labelSelector\`, which matches no Pod`,
    at: { place: resource.at(...path, 'topologyKey'), text: `${what} without a selector` },
    notes: ['an absent selector matches nothing; an empty one, `{}`, matches every Pod'],
  };
}
