import { replacing } from '../../../src/message/replacing.js';
import { httpPathsOf } from '../../../src/k8s/routes/ingress.js';
import { ingressPathProblem } from '../../../src/k8s/syntax/ingress.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, type Path } from '../../../src/tree/tree.js';

/**
 * A path is absolute; one that is compared, `Exact` or `Prefix`, is written in its plainest form (semantics 7.1, D21).
 */
export default defineAdmissionRule({
  id: 'invalid-ingress-path',
  severity: 'error',
  summary: 'A path in an Ingress that the API server refuses',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    for (const path of httpPathsOf(resource)) {
      const written = getString(resource.tree, ...path, 'path') ?? '';
      const problem = isPlaceholder(written)
        ? undefined
        : ingressPathProblem(written, getString(resource.tree, ...path, 'pathType') ?? '');
      if (problem !== undefined) yield invalidPath(resource, [...path, 'path'], written, problem);
    }
  },
});

function invalidPath(resource: Resource, path: Path, written: string, problem: string): Finding {
  const place = resource.at(...path);
  const relative = !written.startsWith('/');
  return {
    message: `${describe(resource)} has the path ${code(written)}, which ${problem}`,
    at: { place, text: relative ? 'a path starts with `/`' : 'the API server refuses this path' },
    notes: relative
      ? []
      : ['a path that is matched exactly or by prefix has no `//`, `/./`, `/../`, and no encoded `/`'],
    help: /[(*[]/.test(written)
      ? 'write a pattern with `/` in front, with `pathType: ImplementationSpecific`, ' +
        'and for a controller that reads patterns'
      : undefined,
    fix:
      relative && /^[\w-]/.test(written) ? replacing(`write ${code(`/${written}`)}`, place, `/${written}`) : undefined,
  };
}
