import type { ServiceReference } from '../../k8s/references/references.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Place } from '../../tree/tree.js';
import type { World } from '../evidence/evidence.js';
import type { Hop } from '../walk/hop.js';
import type { Ground } from '../walk/said.js';

/** A request to a host of the outside world. */
export interface OuterRequest {
  /** In lower case. */
  readonly host: string;
  readonly scheme: string | undefined;
  readonly port: number | undefined;
  /** Begins with a slash. */
  readonly path: string;
  /** True where rules for any host count too: they say nothing of a host that the caller of a Pod names. */
  readonly takesAny: boolean;
}

/** What lets the request in, up to the Service that it names. */
export interface Entry {
  /** "Ingress `shop`, backend `web`". */
  readonly title: string;
  readonly world: World;
  readonly hops: readonly Hop[];
  /** What the rule sends to; undefined where a hop before it ends the walk. */
  readonly reference?: ServiceReference | undefined;
}

/** Where an object of a unit is looked at. */
export interface Standing extends Ground {
  readonly world: World;
}

/** The reference of an object that stands at a place. */
export function referenceAt(resource: Resource, place: Place, { world }: Standing): ServiceReference | undefined {
  const object = world.unit.objects.find((each) => each.resource === resource);
  return object?.references.find(
    ({ nameAt: { span } }) => span.file === place.span.file && span.start === place.span.start,
  );
}
