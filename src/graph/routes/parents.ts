import type { Resource } from '../../k8s/object/resource.js';
import type { ParentRef } from '../../k8s/routes/gateway-api.js';
import { edits } from '../../text/spelling/similar.js';
import type { UnitObjects } from '../unit/objects.js';
import type { Namespaces } from '../unit/namespaces.js';
import { nearestTo } from '../unit/nearest.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

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
      /** One of the wanted namespace, or of the one that neither writes, whose name is one edit away. */
      readonly similar: Resource | undefined;
      /** One of that name in another namespace; `near` where it stands in the route's own folder. */
      readonly elsewhere: Resource | undefined;
      readonly near: boolean;
      /** It is the only one, and both write their namespaces: wherever it stands, the route does not mean its own. */
      readonly written: boolean;
      /** The only one of the wanted namespace, beside the route, which no route of the unit names. */
      readonly left: Resource | undefined;
    };

interface Around extends Pick<UnitObjects, 'named' | 'inNamespace'> {
  /** True where some route of the unit names it, wherever it looks for it. */
  readonly isNamed: (owner: Resource) => boolean;
}

/** Looks up the Gateway or ListenerSet that a route names: nearest scope first, as Services are. */
export function lookupParent(
  parent: ParentRef,
  from: Resource,
  index: Pick<UnitIndex, 'isOneApply' | 'ofKind'>,
  namespaces: Namespaces,
  { named, inNamespace, isNamed }: Around,
): ParentLookup {
  const { group, kind, name } = parent;
  const wanted = parent.namespace === undefined ? namespaces.of(from) : namespaces.meant(parent.namespace);
  const all = named(group, kind, name);
  const within = all.filter((owner) => [wanted, null].includes(namespaces.of(owner)) || wanted === null);
  const nearest = nearestTo(from, within, index, {
    resourceOf: (owner) => owner,
    isCertain: (owner) => namespaces.of(owner) === wanted,
  });
  if (nearest !== undefined) return { kind: 'found', owners: nearest.items, certain: nearest.certain };
  // `internal` and `external` are two edits apart, and both are there on purpose: only one edit is a slip.
  const there = inNamespace(group, kind, wanted);
  const similar = there.find((owner) => owner.name !== undefined && isOneEdit(owner.name, name));
  const elsewhere = nearestTo(from, all, index, { resourceOf: (owner) => owner, isCertain: () => true })?.items[0];
  const near = elsewhere !== undefined && scopeOf(from, elsewhere) !== 'unit';
  const written =
    elsewhere?.namespace !== undefined &&
    all.length === 1 &&
    from.namespace !== undefined &&
    parent.namespace === undefined;
  const [only, ...others] = index.ofKind(group, kind);
  const isLeft =
    only !== undefined &&
    others.length === 0 &&
    there.includes(only) &&
    !isNamed(only) &&
    (index.isOneApply || scopeOf(from, only) !== 'unit');
  return { kind: 'missing', similar, elsewhere, near, written, left: isLeft ? only : undefined };
}

/** Digits count apart: `gateway-1` and `gateway-2` are two Gateways. */
function isOneEdit(a: string, b: string): boolean {
  return a.replace(/\d+/g, '') !== b.replace(/\d+/g, '') && edits(a.toLowerCase(), b.toLowerCase()) <= 1;
}
