import { scalarText, withEntry, withoutEntry, withValues } from '../../tree/edit.js';
import { placeOf, ScalarTree, type MapTree, type Tree } from '../../tree/tree.js';
import { foldedValue } from '../../yaml/values/quoted.js';

/**
 * What an unquoted scalar looks like, a date included; one over several lines has been folded, and a folded block has
 * not widened yet.
 */
export function writtenText(scalar: ScalarTree): string {
  if (scalar.style !== 'plain') return foldedValue(scalar) ?? scalarText(scalar);
  return scalar.source === '' || scalar.source.includes('\n') ? scalarText(scalar) : scalar.source;
}

/** The same place with a text, whatever stood there: the text of `null` is `null`. */
function asText(tree: Tree): ScalarTree {
  if (tree.type !== 'scalar') return ScalarTree.at(placeOf(tree), { value: '', source: '', style: 'quoted' });
  return tree.with({ value: writtenText(tree), style: 'quoted', source: '' });
}

/**
 * The object as kustomize leaves it where it copies labels and annotations: all of them texts, and no empty map
 * (CopyMergeMetaDataFieldsFrom).
 */
export function withTextsOnly(tree: MapTree): MapTree {
  const metadata = tree.entries.get('metadata');
  if (metadata?.value.type !== 'map') return tree;
  return withEntry(tree, 'metadata', ['labels', 'annotations'].reduce(textsOf, metadata.value), metadata.keyPlace);
}

function textsOf(metadata: MapTree, field: string): MapTree {
  const found = metadata.entries.get(field);
  if (found === undefined) return metadata;
  if (found.value.type !== 'map' || found.value.entries.size === 0) return withoutEntry(metadata, field);
  const texts = withValues(found.value, ({ value }) => asText(value));
  return withEntry(metadata, field, texts, found.keyPlace);
}
