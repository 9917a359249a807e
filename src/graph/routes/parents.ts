import type { Resource } from '../../k8s/object/resource.js';
import type { ParentRef } from '../../k8s/routes/gateway-api.js';
import { edits } from '../../text/similar.js';
import type { UnitObjects } from '../unit/objects.js';
import type { Namespaces } from '../unit/namespaces.js';
import { type Scope, scopeOf } from '../unit/scope.js';

/** What stands behind a route's parentRef: a Gateway, or a ListenerSet. */
export type ParentLookup =
  /** Versions of it in several files count as one. */
  | {
      readonly kind: 'found';
      readonly owners: readonly Resource[];
      /** False where a namespace is left open. */ readonly certain: boolean;
    }
  | {
      readonly kind: 'missing';
      /** One of the wanted namespace whose name is one edit away. */
      readonly similar: Resource | undefined;
      /** One of that name in another namespace; `near` where it stands in the route's own folder. */
      readonly elsewhere: Resource | undefined;
      readonly near: boolean;
    };

/** Looks up the Gateway or ListenerSet that a route names: nearest scope first, as Services are. */
export function lookupParent(
  parent: ParentRef,
  from: Resource,
  namespaces: Namespaces,
  { named, inNamespace }: Pick<UnitObjects, 'named' | 'inNamespace'>,
): ParentLookup {
  const { group, kind, name } = parent;
  const wanted = parent.namespace ?? namespaces.of(from);
  const all = named(group, kind, name);
  const within = all.filter((owner) => [wanted, null].includes(namespaces.of(owner)) || wanted === null);
  const scopes: readonly Scope[] = ['file', 'folder', 'unit'];
  const nearest = scopes
    .map((scope) => within.filter((owner) => scopeOf(from, owner) === scope))
    .find((some) => some.length > 0);
  if (nearest !== undefined) {
    const certain = nearest.filter((owner) => namespaces.of(owner) === wanted);
    return { kind: 'found', owners: certain.length > 0 ? certain : nearest, certain: certain.length > 0 };
  }
  // `internal` and `external` are two edits apart, and both are there on purpose: only one edit is a slip.
  const similar =
    wanted === null
      ? undefined
      : inNamespace(group, kind, wanted).find((owner) => owner.name !== undefined && isOneEdit(owner.name, name));
  const [elsewhere] = [...all].sort((a, b) => scopes.indexOf(scopeOf(from, a)) - scopes.indexOf(scopeOf(from, b)));
  return { kind: 'missing', similar, elsewhere, near: elsewhere !== undefined && scopeOf(from, elsewhere) !== 'unit' };
}

/** Digits count apart: `gateway-1` and `gateway-2` are two Gateways. */
function isOneEdit(a: string, b: string): boolean {
  return a.replace(/\d+/g, '') !== b.replace(/\d+/g, '') && edits(a.toLowerCase(), b.toLowerCase()) <= 1;
}
