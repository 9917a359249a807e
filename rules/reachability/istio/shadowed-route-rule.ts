import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { shadowedRulesOf, type ShadowedRule } from '../../../src/k8s/routes/rule-order.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { getList, type Path, type Place } from '../../../src/tree/tree.js';

/** The first rule of a VirtualService that fits is used, whatever fits better further down (semantics 7.3). */
export default defineRule({
  id: 'shadowed-route-rule',
  severity: 'warning',
  summary: 'A rule of a VirtualService for requests that an earlier rule takes',
  kinds: ['networking.istio.io/VirtualService'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit }) {
    if (resource.partial || unit.isRefused(resource)) return;
    for (const shadowed of shadowedRulesOf(resource)) yield neverUsed(resource, shadowed);
  },
});

function neverUsed(resource: Resource, { rule, by, byAll }: ShadowedRule): Finding {
  const [number, earlier] = [rule, by].map((path) => Number(path.at(-1)) + 1);
  return {
    message:
      `${describe(resource)} never uses its rule ${number}, ` +
      `since rule ${earlier} takes ${byAll ? 'every request' : 'all that it is for'}`,
    at: { place: matchPlace(resource, rule), text: 'no request gets here' },
    related: [{ place: matchPlace(resource, by), text: byAll ? 'without a `match` it takes all' : 'this takes them' }],
    notes: ['rules are tried from the top, and the first one that fits is used'],
    help: `move the rule above rule ${earlier}`,
  };
}

/** The path of the only match of a rule; else its `match`, or its first line. */
function matchPlace(resource: Resource, path: Path): Place {
  const match: Path = [...path, 'match'];
  const uri: Path = [...match, 0, 'uri'];
  const how = ['prefix', 'exact', 'regex'].find((key) => resource.get(...uri, key)?.type === 'scalar');
  return how === undefined || getList(resource.tree, ...match).length > 1
    ? resource.keyAt(...match)
    : resource.at(...uri, how);
}
