import { computedScalar, scalarText, withEntries } from '../../tree/edit.js';
import {
  get,
  getBoolean,
  getEntries,
  getList,
  placeOf,
  Entry,
  ScalarTree,
  type MapTree,
  type Place,
  type Tree,
} from '../../tree/tree.js';
import { readSpecs } from '../fields/read-specs.js';
import type { Configuration } from '../configuration/configuration.js';
import { withTree } from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { addSpecs, changeField, specsByKind, type FieldSpec } from '../fields/field-spec.js';
import { isNoText, KEY_REFUSAL } from '../objects/keys.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { oneValue, overwrite, type Writes } from '../objects/one-value.js';
import { Refusal } from '../build/trace.js';
import type { Step } from './step.js';

/**
 * `labels`, then `commonLabels`: each pair in each of its fields; what is added stands where the kustomization says it.
 */
export function labelSteps({ tree }: Kustomization, configuration: Configuration): readonly Step[] {
  const items = getList(tree, 'labels').map((item) => ({
    place: placeOf(item, ['pairs']),
    run: (drafts: Drafts) => {
      setEverywhere(drafts, pairsOf(get(item, 'pairs'), 'labels'), specsOf(item, configuration));
    },
  }));
  const common = get(tree, 'commonLabels');
  if (common === undefined) return items;
  return [
    ...items,
    {
      place: placeOf(tree, ['commonLabels']),
      run: (drafts) => {
        setEverywhere(drafts, pairsOf(common, 'commonLabels'), configuration.commonLabels);
      },
    },
  ];
}

/** `commonAnnotations`. */
export function annotationSteps({ tree }: Kustomization, configuration: Configuration): readonly Step[] {
  const common = get(tree, 'commonAnnotations');
  if (common === undefined) return [];
  return [
    {
      place: placeOf(tree, ['commonAnnotations']),
      run: (drafts) => {
        setEverywhere(drafts, pairsOf(common), configuration.commonAnnotations);
      },
    },
  ];
}

function specsOf(item: Tree, configuration: Configuration): readonly FieldSpec[] {
  const place = placeOf(item);
  const own = addSpecs(readSpecs(get(item, 'fields')), configuration.labels, place);
  if (getBoolean(item, 'includeSelectors') === true) return addSpecs(own, configuration.commonLabels, place);
  const templates = getBoolean(item, 'includeTemplates') === true ? configuration.templateLabels : [];
  return addSpecs(addSpecs(own, templates, place), [{ path: 'metadata/labels', create: true }], place);
}

/** A key with its text, to be set in many fields. */
interface Pair {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: ScalarTree;
}

/**
 * The pairs in the order of their keys, every part marked with the field that adds it; kustomize writes every value as
 * a text.
 */
function pairsOf(map: Tree | undefined, setBy?: Place['setBy']): readonly Pair[] {
  return [...getEntries(map)]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, keyPlace, value }) => {
      if (isNoText(key)) throw new Refusal(KEY_REFUSAL, keyPlace);
      if (value.type !== 'scalar') throw new Refusal(`\`${key}\` must be a text`, keyPlace);
      const text = typeof value.value === 'string' ? value : computedScalar(scalarText(value), value.place);
      if (setBy === undefined) return { key, keyPlace, value: text };
      return { key, keyPlace: { ...keyPlace, setBy }, value: ScalarTree.at({ ...text.place, setBy }, text) };
    });
}

function setEverywhere(drafts: Drafts, pairs: readonly Pair[], specs: readonly FieldSpec[]): void {
  const specsOfKind = specsByKind(specs);
  drafts.changeAll((draft) => withTree(draft, setPairs(draft.tree, pairs, specsOfKind(draft.id))));
}

/** Sets pairs in all of these fields; those that did not have a key share one value of it from then on. */
export function setPairs(tree: MapTree, pairs: readonly Pair[], specs: readonly FieldSpec[]): MapTree {
  const [first] = pairs;
  if (first === undefined) return tree;
  const added = pairs.map((pair) => ({ ...pair, one: oneValue(pair.value) }));
  const set = (old: Tree | undefined, writes: Writes): Tree => {
    if (old === undefined || (old.type === 'scalar' && old.value === null))
      return old ?? ScalarTree.at(first.keyPlace, { value: null, source: '', style: 'plain' });
    if (old.type !== 'map') throw new Refusal(`kustomize wants a map to put \`${first.key}\` into`, placeOf(old));
    const entries = added.flatMap(({ key, keyPlace, value, one }): readonly Entry[] => {
      const before = old.entries.get(key);
      if (before === undefined) return [Entry.at(keyPlace, key, one)];
      if (before.value === one) return [];
      return [Entry.at(keyPlace, key, overwrite(before.value, valueOver(before, value), writes))];
    });
    return entries.length === 0 ? old : withEntries(old, entries);
  };
  return specs.reduce((at, spec) => changeField(at, spec, set, { of: 'map', place: first.keyPlace }), tree);
}

/** A label that takes the place of another one, which says what its object meant. */
function valueOver({ value: old, keyPlace: keyAt }: Entry, value: ScalarTree): ScalarTree {
  const { place } = value;
  if (place.setBy === undefined || old.type !== 'scalar' || typeof old.value !== 'string') return value.with({});
  const valueAt = old.place;
  // Written through from another field of the object, whose value was one with it.
  const isThis = valueAt.span.file === place.span.file && valueAt.span.start === place.span.start;
  return ScalarTree.at({ ...place, over: isThis ? valueAt.over : { value: old.value, keyAt, valueAt } }, value);
}
