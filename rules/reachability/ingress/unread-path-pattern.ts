import { httpPathsOf, ingressClassOf, isForIngressNginx } from '../../../src/k8s/routes/ingress.js';
import { looksLikePattern } from '../../../src/k8s/routes/ingress-paths.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, getString, type Path } from '../../../src/tree/tree.js';

/** ingress-nginx reads paths as regular expressions only where an annotation says so (semantics 7.1). */
export default defineRule({
  id: 'unread-path-pattern',
  severity: 'warning',
  summary: 'A regular expression, or a wildcard, as path of an Ingress of ingress-nginx that compares it as text',
  kinds: ['networking.k8s.io/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(ingress, { routes, unit }) {
    if (!isForIngressNginx(ingress) || isForF5(ingress) || ingress.partial || unit.isRefused(ingress)) return;
    let isTold = false; // one annotation is missing, however many paths want it
    for (const path of httpPathsOf(ingress)) {
      const text = getString(ingress.tree, ...path, 'path') ?? '';
      const isWildcard = isWildcardOfOthers(ingress, path, text);
      if ((!isWildcard && (isTold || !looksLikePattern(text))) || isPlaceholder(text)) continue;
      if (routes.isReadAsPattern(getString(ingress.tree, ...path.slice(0, 3), 'host') ?? '')) continue;
      yield isWildcard ? wildcard(ingress, [...path, 'path'], text) : unread(ingress, [...path, 'path'], text);
      isTold ||= !isWildcard;
    }
  },
});

/** The other controller for NGINX has annotations of its own, and a class of the same name. */
function isForF5(ingress: Resource): boolean {
  return getEntries(ingress.tree, 'metadata', 'annotations').some(({ key }) => /^nginx\.(org|com)\//.test(key));
}

/** The load balancers of GKE and AWS read `/shop/*` so; with type Prefix or Exact it is another finding. */
function isWildcardOfOthers(ingress: Resource, path: Path, text: string): boolean {
  const type = getString(ingress.tree, ...path, 'pathType');
  return (
    text.endsWith('/*') && type === 'ImplementationSpecific' && ingressClassOf(ingress)?.includes('nginx') === true
  );
}

function wildcard(ingress: Resource, path: Path, text: string): Finding {
  const plain = text.slice(0, -2) || '/';
  return {
    message: `${describe(ingress)} has a wildcard in path ${code(text)}, and compares it as text`,
    at: { place: ingress.at(...path), text: '`*` is a plain character in such a path' },
    notes: ['ingress-nginx knows no wildcards: only requests with an asterisk in their path get here'],
    help: `make it the path ${code(plain)} of type \`Prefix\`, which matches what follows`,
  };
}

function unread(ingress: Resource, path: Path, text: string): Finding {
  const type = getString(ingress.tree, ...path.slice(0, -1), 'pathType');
  const named = ingressClassOf(ingress);
  return {
    message: `${describe(ingress)} has the regular expression ${code(text)} for a path, and compares it as text`,
    at: { place: ingress.at(...path), text: 'no request has such a path' },
    notes: [
      `${named === undefined ? 'ingress-nginx' : `the controller of class ${code(named)}`} reads regular expressions ` +
        'where `use-regex` or `rewrite-target` is set for the host',
    ],
    help:
      'annotate the Ingress with `nginx.ingress.kubernetes.io/use-regex: "true"`' +
      (type === 'ImplementationSpecific' ? '' : ', and make the path `ImplementationSpecific`'),
  };
}
