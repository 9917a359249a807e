import type { NameResolution } from '../../graph/names/name-resolution.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import { srvService } from '../../k8s/hosts/schemes.js';
import { MARKS, type Marks } from '../../k8s/object/marks.js';

/** The marks that a name in a text adds to those of its object. */
export function marksOfName(name: NameReference, resolution: NameResolution): Marks {
  return (
    (hasOddSpelling(name) || name.resolver !== undefined || name.ownResolver !== undefined ? MARKS.resolver : 0) |
    (isOfService(name, resolution) ? 0 : MARKS.below)
  );
}

function hasOddSpelling({ absolute, oddSlash }: NameReference): boolean {
  return absolute || oddSlash !== undefined;
}

/** True for the name of a Service, and of nothing below it. */
function isOfService({ scheme }: NameReference, resolution: NameResolution): boolean {
  if (resolution.kind !== 'found' || resolution.wanted.before.length > 0) return false;
  return scheme === undefined || srvService(scheme) === undefined;
}
