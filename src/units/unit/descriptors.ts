import { ownMetadata } from '../../k8s/kinds/other-programs.js';
import { fieldsOf, shapeAt, typeOf } from '../../k8s/schema/field-types.js';
import { closest } from '../../text/spelling/similar.js';
import { getEntries, getString, type Tree } from '../../tree/tree.js';

/**
 * True for what calls itself a Service and says nothing in its `spec` that one has, with an owner or tags in its
 * metadata: an entry of a catalogue, which scripts read (semantics 14.9). One or two such fields would be slips.
 */
export function isDescriptor(tree: Tree): boolean {
  if (ownMetadata(tree) < 2) return false;
  const type = typeOf(getString(tree, 'apiVersion') ?? '', getString(tree, 'kind') ?? '');
  const shape = type === undefined ? undefined : shapeAt(type, ['spec']);
  if (shape === undefined) return false;
  const known = fieldsOf(shape);
  const fields = getEntries(tree, 'spec');
  return fields.length > 2 && fields.every(({ key }) => !known.has(key) && closest(key, known.keys()) === undefined);
}
