import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { gainedSelector } from '../../../src/k8s/services/gained-selector.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/**
 * kustomize knows a Service by its kind and version only, so that one of Knative gets the selector of a core Service
 * (semantics 9.6).
 */
export default defineRule({
  id: 'refused-knative-selector',
  severity: 'error',
  summary: 'A Knative Service to which the labels of a kustomization give a selector',
  kinds: ['serving.knative.dev/Service'],
  fixable: false,
  since: '0.1.0',

  *check(resource) {
    const gained = gainedSelector({ resource });
    if (gained !== undefined) yield refused(resource, gained);
  },
});

function refused(resource: Resource, { setBy = 'commonLabels', ...place }: Place): Finding {
  return {
    message: `${describe(resource)} of Knative gains a selector by ${code(setBy)}, and Knative refuses it`,
    at: { place: { ...place, setBy }, text: 'this becomes its `spec.selector`' },
    related: [{ place: resource.at('apiVersion'), text: 'no Service of this API has a selector' }],
    notes: [
      'kustomize takes every `kind: Service` of version `v1` for a core Service',
      "Knative's webhook refuses fields that it does not know: this object is not created",
    ],
    help:
      `use ${code('labels')} without ${code('includeSelectors')}, ` +
      'or build the Knative Services with a kustomization of their own',
  };
}
