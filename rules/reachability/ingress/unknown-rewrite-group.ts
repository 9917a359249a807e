import { isHeard } from '../../../src/k8s/annotations/foreign-annotations.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { httpPathsOf } from '../../../src/k8s/routes/ingress.js';
import { groupsIn, rewriteOf, type Rewrite } from '../../../src/k8s/routes/ingress-paths.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';
import { getString, type Path } from '../../../src/tree/tree.js';

/**
 * `$1` of a rewrite target is the first group of the path, and the empty text where the path has none (semantics 7.1).
 */
export default defineRule({
  id: 'unknown-rewrite-group',
  severity: 'warning',
  summary: 'A rewrite target of ingress-nginx for a group that the path of an Ingress does not have',
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(ingress, { unit, routes }) {
    const rewrite = rewriteOf(ingress);
    if (rewrite === undefined || ingress.partial || unit.isRefused(ingress)) return;
    for (const path of httpPathsOf(ingress)) {
      const text = getString(ingress.tree, ...path, 'path') ?? '';
      if (isPlaceholder(text) || groupsIn(text) >= rewrite.group || isKept(rewrite, text)) continue;
      if (!isHeard(ingress, rewrite.path, routes.takersOf(ingress))) return;
      yield withoutGroup(ingress, rewrite, [...path, 'path'], text);
      return; // the others are told in the same way
    }
  },
});

/** One target serves paths of two and of three groups: the last of this one, which holds the rest, is taken. */
function isKept({ groups }: Rewrite, path: string): boolean {
  return /\(\.[*+]\)\$?$/.test(path) && groups.includes(groupsIn(path));
}

function withoutGroup(ingress: Resource, rewrite: Rewrite, path: Path, text: string): Finding {
  const has = groupsIn(text);
  return {
    message:
      `${describe(ingress)} rewrites to group ${code(`$${rewrite.group}`)} of path ${code(text)}, ` +
      `which has ${has === 0 ? 'none' : `only ${count(has, 'group')}`}`,
    at: { place: ingress.at(...path), text: 'a group is what stands in parentheses' },
    related: [{ place: ingress.at(...rewrite.path), text: 'the target takes the text of a group' }],
    notes: [
      'a group that is not there is the empty text: what follows the path is lost, and every request goes to one place',
    ],
    help:
      has > 0
        ? 'number the groups of this path as the target wants them, or give it an Ingress of its own'
        : 'write the path as a regular expression, ' +
          `such as ${code(`${text.replace(/\/$/, '')}${rewrite.group === 1 ? '/(.*)' : '(/|$)(.*)'}`)} with ` +
          `\`pathType: ImplementationSpecific\``,
  };
}
