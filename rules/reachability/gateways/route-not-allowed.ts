import type { Refusal } from '../../../src/graph/routes/attachments.js';
import {
  hasListeners,
  hostnamesOf,
  listenersFor,
  parentRefsOf,
  routeKindsOf,
  type Listener,
  type ParentRef,
  ROUTE_KINDS,
} from '../../../src/k8s/routes/gateway-api.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, codes, list, printable } from '../../../src/text/words.js';
import type { Path } from '../../../src/tree/tree.js';

/** A listener takes routes of some kinds and namespaces only, and those whose hosts meet its own (semantics 7.2). */
export default defineRule({
  id: 'route-not-allowed',
  severity: 'error',
  summary: 'A route that no listener of its Gateway accepts: its kind, its namespace, or its hosts',
  kinds: ROUTE_KINDS,
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit, routes }) {
    if (unit.isRefused(resource)) return;
    for (const parent of parentRefsOf(resource)) {
      if (!hasListeners(parent)) continue;
      const near = routes.judgedParents(parent, resource);
      const owners = near.length > 0 ? near : routes.parentsAfar(parent, resource);
      const listeners = owners.flatMap((owner) => listenersFor(parent, routes.listenersOf(owner)));
      const refusals = listeners.map((listener) => ({ listener, because: routes.refusal(resource, listener) }));
      const nearest = ORDER.flatMap((reason) => refusals.find(({ because }) => because === reason) ?? [])[0];
      // One listener that takes the route is enough.
      if (nearest === undefined || refusals.some(({ because }) => because === undefined)) continue;
      const says = SAYS[nearest.because ?? 'kind'];
      const finding = says({ route: resource, parent, listener: nearest.listener, all: listeners });
      // What is applied apart may belong to another cluster.
      yield near.length > 0 ? finding : { ...finding, severity: 'warning' };
    }
  },
});

/** The last question that a listener says no to is the nearest miss. */
const ORDER: readonly Refusal[] = ['host', 'namespace', 'kind'];

interface Miss {
  readonly route: Resource;
  readonly parent: ParentRef;
  readonly listener: Listener;
  readonly all: readonly Listener[];
}

const SAYS: Readonly<Record<Refusal, (miss: Miss) => Finding>> = {
  host: otherHosts,
  namespace: otherNamespace,
  kind: otherKind,
};

function otherHosts({ route, listener, all }: Miss): Finding {
  const hosts = hostnamesOf(route);
  const served = all.filter(({ hostname }) => hostname !== undefined);
  return {
    message:
      `${describe(route)} is for ${list(hosts.map(code), 'and', 3)}, ` +
      `which ${whoWords(listener, all)} does not serve`,
    at: {
      place: route.at('spec', 'hostnames', 0),
      text:
        hosts.length === 1
          ? 'no listener that takes the route serves this host'
          : 'no listener that takes the route serves any of these hosts',
    },
    related: served.slice(0, 3).map((each) => ({
      place: each.owner.at(...each.path, 'hostname'),
      text: `listener ${code(each.name)} serves ${code(each.hostname ?? '')}`,
    })),
    notes: [LOST],
    help: served.some(({ hostname }) => hostname?.startsWith('*.'))
      ? undefined
      : 'a listener serves subdomains only with a wildcard, `*.` in front',
  };
}

function otherKind({ route, parent, listener, all }: Miss): Finding {
  const { owner, path } = listener;
  const kinds = new Set(all.flatMap((each) => routeKindsOf(each) ?? []));
  const listed = owner.get(...path, 'allowedRoutes', 'kinds') !== undefined;
  return {
    message: `${describe(route)} attaches to ${whoWords(listener, all)}, which takes no ${printable(route.kind)}`,
    at: {
      place: route.at(...parent.path, parent.sectionName === undefined ? 'name' : 'sectionName'),
      text: `takes ${codes(kinds)} only`,
    },
    related: [
      {
        place: listed ? owner.at(...path, 'allowedRoutes', 'kinds', 0, 'kind') : owner.at(...path, 'protocol'),
        text: listed ? 'these kinds are allowed' : `the kinds follow from this protocol`,
      },
    ],
    notes: [LOST],
  };
}

function otherNamespace({ route, parent, listener, all }: Miss): Finding {
  const { name, owner, path, from } = listener;
  const field: Path = [...path, 'allowedRoutes', 'namespaces', 'from'];
  const says =
    { Selector: 'of namespaces with certain labels only', None: 'of no namespace' }[from] ??
    `of its own namespace only${owner.get(...field) === undefined ? ', the default' : ''}`;
  return {
    message:
      `${describe(route)} attaches to ${whoWords(listener, all)}, which takes no routes of ` +
      (route.namespace === undefined ? 'its namespace' : `namespace ${code(route.namespace)}`),
    at: {
      place: route.at(...parent.path, parent.namespace === undefined ? 'name' : 'namespace'),
      text: `the ${printable(parent.kind)} is here, the route is not`,
    },
    related: [
      {
        place: owner.get(...field) === undefined ? owner.at(...path, 'name') : owner.at(...field),
        text: `listener ${code(name)} takes routes ${says}`,
      },
    ],
    notes: [LOST],
    help:
      'open the listener with `allowedRoutes: {namespaces: {from: All}}`, ' +
      'or with a selector that this namespace meets',
  };
}

const LOST = 'the route is not accepted there, and gets no traffic';

function whoWords({ name, owner }: Listener, all: readonly Listener[]): string {
  return all.length === 1 ? `listener ${code(name)} of ${describe(owner)}` : describe(owner);
}
