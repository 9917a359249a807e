import { replacing } from '../../../src/message/replacing.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** Without an IngressClass of that name no controller takes the Ingress (semantics 7.1). */
export default defineRule({
  id: 'unknown-ingress-class',
  severity: 'warning',
  summary: 'An Ingress of a class that is a slip for the name of an IngressClass',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(ingress, { unit, routes }) {
    const name = getString(ingress.tree, 'spec', 'ingressClassName') ?? '';
    if (name === '' || ingress.patched || unit.isRefused(ingress)) return;
    // Most classes come with their controller and stand nowhere on disk: only a slip says something.
    const meant = routes.similarClass(name);
    if (meant?.name !== undefined) yield unknown(ingress, name, meant, meant.name);
  },
});

function unknown(ingress: Resource, name: string, meant: Resource, meantName: string): Finding {
  const place = ingress.at('spec', 'ingressClassName');
  return {
    message: `${describe(ingress)} is of class ${code(name)}, which is not among the linted files`,
    at: { place, text: 'no IngressClass has this name' },
    related: [{ place: meant.at('metadata', 'name'), text: `${describe(meant)} has a similar name` }],
    notes: ['without an IngressClass of that name no controller takes the Ingress, and nothing answers'],
    fix: replacing('use the name of the IngressClass', place, meantName),
  };
}
