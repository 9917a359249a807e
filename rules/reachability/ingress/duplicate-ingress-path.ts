import { groupBy } from '../../../src/data/group.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { httpPathsOf } from '../../../src/k8s/routes/ingress.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString, toData, type Path } from '../../../src/tree/tree.js';

/** Of two equal paths for one host a controller takes one, mostly the first (semantics 7.1). */
export default defineRule({
  id: 'duplicate-ingress-path',
  severity: 'warning',
  summary: 'A path that an Ingress has twice for one host, with different backends',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: false,
  since: '0.1.0',

  *check(ingress, { unit }) {
    if (unit.isRefused(ingress)) return;
    for (const [first, ...others] of groupBy(httpPathsOf(ingress), (path) => claimOf(ingress, path)).values()) {
      const other = others.find(
        (path) => first !== undefined && backendOf(ingress, path) !== backendOf(ingress, first),
      );
      if (first !== undefined && other !== undefined) yield twice(ingress, first, other);
    }
  },
});

/** What requests a path is for: `spec.rules[i]` is the first part of its place. */
function claimOf({ tree }: Resource, path: Path): string {
  const host = getString(tree, ...path.slice(0, 3), 'host') ?? '';
  return JSON.stringify([host, getString(tree, ...path, 'path') ?? '', getString(tree, ...path, 'pathType') ?? '']);
}

function backendOf(ingress: Resource, path: Path): string {
  const backend = ingress.get(...path, 'backend');
  return JSON.stringify(backend === undefined ? null : toData(backend));
}

function twice(ingress: Resource, first: Path, other: Path): Finding {
  const path = getString(ingress.tree, ...first, 'path') ?? '';
  const host = getString(ingress.tree, ...first.slice(0, 3), 'host') ?? '';
  return {
    message:
      `${describe(ingress)} has path ${code(path)}${host === '' ? '' : ` of host ${code(host)}`} twice, ` +
      'with different backends',
    at: { place: ingress.at(...other, 'path'), text: 'the same host, path and type again' },
    related: [{ place: ingress.at(...first, 'path'), text: 'this one is taken by most controllers' }],
    notes: ['one of the two backends gets no request; which one depends on the controller'],
    help: 'give one of them another path or host, or drop it',
  };
}
