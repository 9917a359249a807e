import { isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isIngress } from '../../../src/k8s/routes/ingress.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, type Path, type Tree } from '../../../src/tree/tree.js';

/** A dash too many makes two rules of one: the first leads nowhere, the second is for everything (semantics 7.1). */
export default defineRule({
  id: 'split-route-rule',
  severity: 'warning',
  summary: 'A route whose rule a dash too many splits into one that leads nowhere and one for every request',
  kinds: [
    'networking.k8s.io/Ingress',
    'gateway.networking.k8s.io/HTTPRoute',
    'gateway.networking.k8s.io/GRPCRoute',
    'networking.istio.io/VirtualService',
  ],
  fixable: false,
  since: '0.1.0',

  *check(route, { unit }) {
    if (unit.isRefused(route) || isPatchFile(route.file.path)) return;
    const shape = shapeOf(route);
    const rules = getList(route.tree, ...shape.list);
    for (const [index, rule] of rules.entries()) {
      const next = rules[index + 1];
      if (next === undefined || !isOnlyHead(rule, shape) || !isOnlyTail(next, shape)) continue;
      yield split(route, shape, index);
    }
  },
});

/** Where the rules stand, what says whose requests a rule takes, and what says where they go. */
interface Shape {
  readonly list: Path;
  readonly head: string;
  readonly tails: readonly string[];
  readonly first: string;
}

function shapeOf(route: Resource): Shape {
  if (isIngress(route))
    return {
      list: ['spec', 'rules'],
      head: 'host',
      tails: ['http'],
      first: 'what becomes of requests for this host is left to the controller',
    };
  if (route.kind === 'VirtualService')
    return {
      list: ['spec', 'http'],
      head: 'match',
      tails: ['route', 'redirect', 'directResponse', 'delegate'],
      first: 'Istio refuses a rule without a route',
    };
  return {
    list: ['spec', 'rules'],
    head: 'matches',
    tails: ['backendRefs', 'filters'],
    first: 'requests that match the first rule are answered with an error',
  };
}

function isOnlyHead(rule: Tree, { head, tails }: Shape): boolean {
  return has(rule, head) && !tails.some((tail) => has(rule, tail));
}

function isOnlyTail(rule: Tree, { head, tails: [tail = ''] }: Shape): boolean {
  return has(rule, tail) && !has(rule, head);
}

function has(rule: Tree, field: string): boolean {
  return rule.type === 'map' && rule.entries.get(field) !== undefined;
}

function split(route: Resource, { list, head, tails: [tail = ''], first }: Shape, index: number): Finding {
  return {
    message: `${describe(route)} has a rule with ${code(head)} alone, and the next with ${code(tail)} alone`,
    at: { place: route.keyAt(...list, index + 1, tail), text: `without ${code(head)} this is for every request` },
    related: [{ place: route.keyAt(...list, index, head), text: `this rule has no ${code(tail)}` }],
    notes: [first],
    help: `take away the dash before ${code(tail)}, so that both are one rule`,
  };
}
