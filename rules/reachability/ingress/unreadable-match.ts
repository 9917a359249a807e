import { matchFault } from '../../../src/k8s/entries/traefik-match.js';
import type { ObjectKind } from '../../../src/k8s/object/object-kind.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { TRAEFIK_GROUPS } from '../../../src/k8s/routes/traefik-middlewares.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getString, type Path } from '../../../src/tree/tree.js';

const KINDS = TRAEFIK_GROUPS.flatMap((group) =>
  ['IngressRoute', 'IngressRouteTCP'].map((kind): ObjectKind => `${group}/${kind}`),
);

/** `match` is a language of its own; a router whose rule Traefik cannot read is dropped (semantics 7.4). */
export default defineRule({
  id: 'unreadable-match',
  severity: 'error',
  summary: 'A `match` of an IngressRoute that Traefik cannot read',
  kinds: KINDS,
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit }) {
    if (unit.isRefused(resource)) return;
    for (const index of getList(resource.tree, 'spec', 'routes').keys()) {
      const path = ['spec', 'routes', index, 'match'];
      const match = getString(resource.tree, ...path) ?? '';
      const fault = isPlaceholder(match) ? undefined : matchFault(match);
      if (fault !== undefined) yield unreadable(resource, path, match, fault);
    }
  },
});

/** Longer ones stand under the headline anyway. */
const MOST_TEXT = 40;

function unreadable(resource: Resource, path: Path, match: string, fault: string): Finding {
  const what = match.length > MOST_TEXT || match.includes('`') ? 'a rule' : `the rule ${code(match)}`;
  return {
    message: `${describe(resource)} has ${what} that Traefik cannot read`,
    at: { place: resource.at(...path), text: 'Traefik drops this router' },
    notes: [fault],
    help: 'write it as in ``Host(`shop.example.com`) && PathPrefix(`/api`)``',
  };
}
