import { replacing } from '../../../src/message/replacing.js';
import {
  hasListeners,
  listenersFor,
  parentRefsOf,
  type Listener,
  type ParentRef,
  ROUTE_KINDS,
} from '../../../src/k8s/routes/gateway-api.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code, codes } from '../../../src/text/words.js';

/**
 * `sectionName` is the name of a listener, `port` the port of some; without a match the route is not accepted
 * (`NoMatchingParent`, semantics 7.2).
 */
export default defineRule({
  id: 'unknown-listener',
  severity: 'error',
  summary: 'A route to a listener that its Gateway does not have',
  kinds: ROUTE_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { unit, routes }) {
    if (unit.isRefused(resource)) return;
    for (const parent of parentRefsOf(resource)) {
      if (!hasListeners(parent) || (parent.sectionName === undefined && parent.port === undefined)) continue;
      const near = routes.judgedParents(parent, resource);
      const owners = near.length > 0 ? near : routes.parentsAfar(parent, resource);
      const [owner] = owners;
      if (owner === undefined || !owners.every((each) => lacks(parent, routes.listenersOf(each)))) continue;
      const finding = unknown(resource, parent, owner, routes.listenersOf(owner));
      // What is applied apart may belong to another cluster.
      yield near.length > 0 ? finding : { ...finding, severity: 'warning' };
    }
  },
});

function lacks(parent: ParentRef, listeners: readonly Listener[]): boolean {
  return listeners.length > 0 && listenersFor(parent, listeners).length === 0;
}

function unknown(route: Resource, parent: ParentRef, owner: Resource, listeners: readonly Listener[]): Finding {
  const named = listeners.find(({ name }) => name === parent.sectionName);
  if (parent.sectionName === undefined || named !== undefined)
    return unknownPort(route, parent, owner, named === undefined ? listeners : [named]);
  const at = route.at(...parent.path, 'sectionName');
  const close = closest(
    parent.sectionName,
    listeners.map(({ name }) => name),
  );
  const similar = listeners.find(({ name }) => name === close);
  const title = 'use the name of the listener';
  return {
    message:
      `${describe(route)} attaches to a listener named ${code(parent.sectionName)}, ` +
      `which ${describe(owner)} does not have`,
    at: { place: at, text: 'no listener has this name' },
    related: [
      similar === undefined
        ? listenersLabel(owner, listeners)
        : { place: owner.at(...similar.path, 'name'), text: `${describe(owner)} has a listener with a similar name` },
    ],
    notes: [REFUSED],
    fix: similar === undefined ? undefined : replacing(title, at, similar.name),
  };
}

const REFUSED = 'the Gateway does not accept the route, with the reason `NoMatchingParent`, and sends it no traffic';

function unknownPort(route: Resource, parent: ParentRef, owner: Resource, listeners: readonly Listener[]): Finding {
  const [only] = listeners.length === 1 ? listeners : [];
  const ports = codes(new Set(listeners.flatMap(({ port }) => port ?? [])));
  const who = only === undefined ? describe(owner) : `listener ${code(only.name)} of ${describe(owner)}`;
  return {
    message: `${describe(route)} attaches to port ${parent.port ?? ''}, on which ${who} does not listen`,
    at: { place: route.at(...parent.path, 'port'), text: 'the port of a listener is meant here' },
    related: [{ place: owner.at(...(listeners[0]?.path ?? []), 'port'), text: `${who} listens on ${ports}` }],
    notes: [REFUSED],
  };
}

function listenersLabel(owner: Resource, listeners: readonly Listener[]): PlacedLabel {
  const [first] = listeners;
  const names = listeners.map(({ name }) => name);
  const what = names.length === 1 ? 'one listener,' : 'listeners named';
  return { place: owner.at(...(first?.path ?? []), 'name'), text: `${describe(owner)} has ${what} ${codes(names)}` };
}
