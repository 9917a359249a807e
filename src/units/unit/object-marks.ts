import { isServed, versionOfFields } from '../../k8s/kinds/api-versions.js';
import { MARKS, marksOf, type Marks } from '../../k8s/object/marks.js';
import type { Resource } from '../../k8s/object/resource.js';
import { fitsKind } from '../../k8s/schema/fits.js';

/** The marks of an object: those of its fields one by one, and those that it has as a whole. */
export function marksOfObject(resource: Resource): Marks {
  const { apiVersion, kind, name, tree } = resource;
  const fits = fitsKind(versionOfFields(resource), kind, tree) === true;
  return (
    marksOf(tree) |
    (name === undefined ? MARKS.identity : 0) |
    (isServed(apiVersion, kind) ? 0 : MARKS.kind) |
    (fits ? 0 : MARKS.field)
  );
}
