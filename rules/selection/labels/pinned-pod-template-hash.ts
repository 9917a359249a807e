import { TEMPLATE_HASH_LABEL } from '../../../src/k8s/labels/label-keys.js';
import { describe, isKind, type Resource } from '../../../src/k8s/object/resource.js';
import type { Requirement } from '../../../src/k8s/labels/labels.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * The Deployment controller overwrites this label with a hash of the template. A selector that asks for another value
 * is accepted, then no ReplicaSet is ever recognised, and new ones are made without end (semantics 2.4, observed live).
 */
export default defineRule({
  id: 'pinned-pod-template-hash',
  severity: 'error',
  summary: 'Deployment selector that carries `pod-template-hash`',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ resource, selector, templates: [template] }) {
    if (!isKind(resource, 'apps', 'Deployment') || template === undefined) return;
    const pinned = selector?.find(({ key, operator }) => key === TEMPLATE_HASH_LABEL && operator === 'In');
    // Without the label in the template the API server refuses the Deployment, which is another finding.
    if (pinned !== undefined && template.labels.has(TEMPLATE_HASH_LABEL)) yield pinnedHash(resource, pinned, template);
  },
});

function pinnedHash(resource: Resource, pinned: Requirement, template: PodTemplate): Finding {
  return {
    message: `${describe(resource)} selects by ${code(TEMPLATE_HASH_LABEL)}, so it makes new ReplicaSets without end`,
    at: { place: pinned.at, text: 'the controller gives its Pods another hash' },
    related: [
      { place: template.at('metadata', 'labels', TEMPLATE_HASH_LABEL), text: 'the controller overwrites this label' },
    ],
    notes: [
      'the Deployment is accepted, but never recognises its own ReplicaSets: ' +
        'it makes about one a second, each with its own Pods',
    ],
    help: `take ${code(TEMPLATE_HASH_LABEL)} out of the selector and out of the template`,
  };
}
