import { isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Refusal } from '../../../src/k8s/refusals/refusal.js';
import { KINDS_WITH_REFUSALS, refusalsOf } from '../../../src/k8s/refusals/refusals.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';

/** Validation compares fields with each other, and texts with patterns (semantics 7.19). */
export default defineAdmissionRule({
  id: 'refused-combination',
  severity: 'error',
  summary: 'Fields of a Gateway, a route, a proxy, a Rollout, a scaler or a budget that exclude or need each other',
  kinds: KINDS_WITH_REFUSALS,
  fixable: false,
  since: '0.1.0',

  *check(resource) {
    // Another file of the kustomization may bring what is absent here.
    if (resource.partial || isPatchFile(resource.file.path)) return;
    for (const refusal of refusalsOf(resource)) yield refused(resource, refusal);
  },
});

function refused(resource: Resource, { path, says, because, other }: Refusal): Finding {
  return {
    message: `${describe(resource)} ${says}`,
    at: { place: resource.at(...path), text: 'validation refuses this' },
    related: other === undefined ? [] : [{ place: resource.at(...other.path), text: other.text }],
    notes: [because],
  };
}
