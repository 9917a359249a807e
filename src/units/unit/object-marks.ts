import { isDecodable } from '../../k8s/fields/field-errors.js';
import { isServed } from '../../k8s/kinds/api-versions.js';
import { MARKS, marksOf, type Marks } from '../../k8s/object/marks.js';
import type { Resource } from '../../k8s/object/resource.js';

/** The marks of an object: those of its fields one by one, and those that it has as a whole. */
export function marksOfObject(resource: Resource): Marks {
  const { apiVersion, kind, name, namespace, clusterScoped, file, tree } = resource;
  return (
    marksOf(tree) |
    (name === undefined ? MARKS.identity : 0) |
    (namespace === undefined && !clusterScoped ? MARKS.namespace : 0) |
    (file.renamed === undefined && file.isValue === undefined ? 0 : MARKS.rendered) |
    (isServed(apiVersion, kind) ? 0 : MARKS.kind) |
    (isDecodable(resource) ? 0 : MARKS.field)
  );
}
