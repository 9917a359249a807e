import { replacing } from '../../../src/message/replacing.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isForAlb, textPathsOf } from '../../../src/k8s/routes/ingress-paths.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, type Path } from '../../../src/tree/tree.js';

/** Paths of type Prefix and Exact are compared as text; a Prefix matches what follows anyway (semantics 7.1). */
export default defineAdmissionRule({
  id: 'wildcard-in-path',
  severity: 'warning',
  summary: 'A `*` in a path of an Ingress that is compared as text',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'unsafe',
  since: '0.1.0',
  *check(ingress) {
    const isAlb = isForAlb(ingress);
    for (const { path, text } of textPathsOf(ingress))
      if (isAlb ? /[*?]/.test(text) : /\/\*$/.test(text)) yield wildcard(ingress, path, text, isAlb);
  },
});

function wildcard(ingress: Resource, path: Path, text: string, isAlb: boolean): Finding {
  const type = getString(ingress.tree, ...path.slice(0, -1), 'pathType') ?? '';
  const plain = text.replace(/\*$/, '');
  return {
    message: `${describe(ingress)} has a wildcard in path ${code(text)}, which is of type ${code(type)}`,
    at: { place: ingress.at(...path), text: '`*` is a plain character in such a path' },
    related: [
      { place: ingress.at(...path.slice(0, -1), 'pathType'), text: `a path of type ${code(type)} is compared as text` },
    ],
    notes: [
      isAlb
        ? 'the AWS load balancer controller refuses the whole Ingress'
        : 'most controllers wait for a path with an asterisk in it, and some refuse the Ingress',
    ],
    help:
      'a path of type `Prefix` matches what follows anyway; ' +
      'wildcards need `ImplementationSpecific`, and a controller that knows them',
    fix:
      type === 'Prefix' && plain !== '' && !/[*?]/.test(plain)
        ? replacing('leave the wildcard out', ingress.at(...path), plain)
        : undefined,
  };
}
