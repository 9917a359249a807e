import { foreignAnnotations } from '../../../src/k8s/annotations/foreign-annotations.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isPlainPath, looksLikePattern, readsPatterns, typedPathsOf } from '../../../src/k8s/routes/ingress-paths.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, getString, type Path } from '../../../src/tree/tree.js';

type TypedPath = ReturnType<typeof typedPathsOf>[number];

/** The webhook of ingress-nginx lets few characters into a path of type Prefix or Exact (semantics 7.1). */
export default defineRule({
  id: 'refused-ingress-path',
  severity: 'warning',
  summary: 'A path of type Prefix or Exact with characters for which ingress-nginx refuses the Ingress',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'safe',
  since: '0.1.0',

  *check(ingress, { routes, unit }) {
    const odd = typedPathsOf(ingress).filter(({ text }) => !isPlainPath(text) && !isPlaceholder(text));
    if (odd.length === 0 || ingress.partial || unit.isRefused(ingress)) return;
    if (!isForThisNginx(ingress) || foreignAnnotations(ingress, routes.takersOf(ingress)) !== undefined) return;
    const told = odd.filter((each) => !isToldAlready(each.text, routes.isReadAsPattern(hostOf(ingress, each.path))));
    const [first, ...more] = told;
    if (first === undefined || routes.takesOddPaths()) return;
    yield refused(ingress, first, more);
  },
});

/** F5's controller has a class of the same name: only an annotation tells the two apart. */
function isForThisNginx(ingress: Resource): boolean {
  return getEntries(ingress.tree, 'metadata', 'annotations').some(({ key }) =>
    key.startsWith('nginx.ingress.kubernetes.io/'),
  );
}

const hostOf = (ingress: Resource, path: Path): string => getString(ingress.tree, ...path.slice(0, 3), 'host') ?? '';

/** `unread-path-pattern` asks for another type, and so does `wildcard-in-path`. */
function isToldAlready(text: string, isRead: boolean): boolean {
  return !isRead && (looksLikePattern(text) || text.endsWith('/*'));
}

function refused(ingress: Resource, { path, text, type }: TypedPath, more: readonly TypedPath[]): Finding {
  return {
    message: `${describe(ingress)} has path ${code(text)} of type ${code(type)}, which ingress-nginx refuses`,
    at: { place: ingress.at(...path), text: `no ${code(oddIn(text))} may stand in such a path` },
    related: [{ place: typeOf(ingress, path), text: 'only `ImplementationSpecific` lets them in' }],
    notes: [
      'since 1.12 its webhook refuses the whole Ingress: a path of type `Prefix` or `Exact` has letters, digits, ' +
        '`/`, `-`, `_` and `.` alone',
    ],
    fix: otherType(ingress, [{ path, text, type }, ...more]),
  };
}

const oddIn = (text: string): string => /[^\w./-]/.exec(text)?.[0] ?? '';

const typeOf = (ingress: Resource, path: Path): ReturnType<Resource['at']> =>
  ingress.at(...path.slice(0, -1), 'pathType');

/** Where paths are regular expressions, their type changes nothing; elsewhere a prefix no longer ends at a `/`. */
function otherType(ingress: Resource, paths: readonly TypedPath[]): FixRecipe {
  return {
    title: 'write `pathType: ImplementationSpecific`',
    applicability: readsPatterns(ingress) ? 'safe' : 'unsafe',
    changes: paths.map(({ path }) => ({ replace: typeOf(ingress, path), with: 'ImplementationSpecific' })),
  };
}
