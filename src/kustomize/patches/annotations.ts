import { scalarText, withEntries, withoutEntry } from '../../tree/edit.js';
import { getMap, type MapTree, type ScalarTree } from '../../tree/tree.js';
import { foldedValue } from '../../yaml/values/quoted.js';
import { changeField } from '../fields/field-spec.js';
import { writtenText } from '../objects/texts.js';

/** kustomize writes every annotation as a text, whatever it was, and no empty map of them. */
export function textualAnnotations(tree: MapTree): MapTree {
  const annotations = getMap(tree, 'metadata', 'annotations');
  if (annotations?.entries.size === 0)
    return changeField(tree, { path: 'metadata' }, (old) =>
      old?.type === 'map' ? withoutEntry(old, 'annotations') : (old ?? annotations),
    );
  return rewritten(tree, (scalar) => (scalar.value === writtenText(scalar) ? undefined : writtenText(scalar)));
}

/**
 * The object as a JSON patch finds it: kustomize has written it as a text for that, so that folded annotations have
 * widened for good.
 */
export function widenedAnnotations(tree: MapTree): MapTree {
  return rewritten(tree, (scalar) => (foldedValue(scalar) === undefined ? undefined : scalarText(scalar)));
}

/** The object with those annotations as plain texts for which there is one. */
function rewritten(tree: MapTree, textOf: (scalar: ScalarTree) => string | undefined): MapTree {
  const annotations = getMap(tree, 'metadata', 'annotations');
  const changed = [...(annotations?.entries.values() ?? [])].flatMap((entry) => {
    if (entry.value.type !== 'scalar') return [];
    const text = textOf(entry.value);
    return text === undefined ? [] : [entry.withValue(entry.value.with({ value: text, style: 'quoted', source: '' }))];
  });
  if (annotations === undefined || changed.length === 0) return tree;
  return changeField(tree, { path: 'metadata/annotations' }, () => withEntries(annotations, changed));
}
