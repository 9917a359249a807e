import { replacing } from '../../../src/message/replacing.js';
import { CLASS_ANNOTATION } from '../../../src/k8s/routes/ingress.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** The class was an annotation before it was a field; of a new object both must say the same (semantics 7.1, D24). */
export default defineAdmissionRule({
  id: 'mismatched-ingress-class',
  severity: 'error',
  summary: 'An Ingress whose class annotation and `ingressClassName` differ',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    if (resource.patched) return;
    const annotated = getString(resource.tree, 'metadata', 'annotations', CLASS_ANNOTATION);
    const named = getString(resource.tree, 'spec', 'ingressClassName');
    if (annotated !== undefined && named !== undefined && annotated !== named)
      yield mismatch(resource, annotated, named);
  },
});

function mismatch(resource: Resource, annotated: string, named: string): Finding {
  const place = resource.at('metadata', 'annotations', CLASS_ANNOTATION);
  return {
    message:
      `${describe(resource)} is of class ${code(annotated)} by annotation and of ${code(named)} by ` +
      `\`ingressClassName\``,
    at: { place, text: `the annotation says ${code(annotated)}` },
    related: [{ place: resource.at('spec', 'ingressClassName'), text: `the field says ${code(named)}` }],
    notes: ['the API server refuses to create an Ingress where both are written and differ'],
    help: 'the annotation is from before the field; one of them is enough',
    fix: named === '' ? undefined : replacing(`say ${code(named)} in both`, place, named),
  };
}
