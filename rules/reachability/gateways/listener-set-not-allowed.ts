import { listenerSetParentOf, listenersFrom, LISTENER_SET_KINDS } from '../../../src/k8s/routes/listener-sets.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * A Gateway takes ListenerSets only from where its `allowedListeners` says, and without it from nowhere (semantics
 * 7.2).
 */
export default defineRule({
  id: 'listener-set-not-allowed',
  severity: 'error',
  summary: 'A ListenerSet that its Gateway does not take',
  kinds: LISTENER_SET_KINDS,
  fixable: false,
  since: '0.1.0',

  *check(set, { unit, routes, namespaces }) {
    const parent = listenerSetParentOf(set);
    if (parent === undefined || set.partial || unit.isRefused(set)) return;
    const found = routes.parent(parent, set);
    if (found.kind !== 'found' || !found.certain) return;
    const [gateway, ...versions] = found.owners;
    // One that a patch may open, or one of several versions, contradicts nothing.
    if (gateway === undefined || versions.length > 0 || gateway.partial || unit.isRefused(gateway)) return;
    const from = listenersFrom(gateway);
    if (from === 'None') yield notAllowed(set, gateway, 'takes no ListenerSets at all');
    if (from === 'Same' && namespaces.same(set, gateway) === 'no')
      yield notAllowed(set, gateway, 'takes ListenerSets of its own namespace only');
  },
});

function notAllowed(set: Resource, gateway: Resource, why: string): Finding {
  const field = ['spec', 'allowedListeners', 'namespaces', 'from'];
  const isWritten = gateway.get(...field) !== undefined;
  return {
    message: `${describe(set)} adds listeners to ${describe(gateway)}, which ${why}`,
    at: { place: set.at('spec', 'parentRef', 'name'), text: 'the Gateway does not accept it' },
    related: [
      {
        place: isWritten ? gateway.at(...field) : gateway.at('metadata', 'name'),
        text: isWritten ? `it ${why}` : `without ${code('allowedListeners')} it ${why}`,
      },
    ],
    notes: ['the ListenerSet is not accepted, with the reason `NotAllowed`, and its listeners serve nothing'],
    help: 'write `allowedListeners: {namespaces: {from: Same}}` in the Gateway, or `All`, or a `Selector`',
  };
}
