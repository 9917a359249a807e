import { computedScalar, scalarText, withWholeEntry } from '../../tree/edit.js';
import { get, getBoolean, getEntries, getList, placeOf, type Entry, type MapTree, type Place, type Tree } from '../../tree/tree.js';
import { readSpecs } from '../read-specs.js';
import type { Configuration } from '../configuration.js';
import type { Draft } from '../draft.js';
import { addSpecs, changeField, type FieldSpec } from '../field-spec.js';
import { isNoText, KEY_REFUSAL } from '../keys.js';
import type { Kustomization } from '../kustomization.js';
import { Refusal } from '../trace.js';
import type { Step } from './step.js';

/** `labels`, then `commonLabels`: each pair in each of its fields; what is added stands where the kustomization says it. */
export function labelSteps({ tree }: Kustomization, configuration: Configuration): readonly Step[] {
  const items = getList(tree, 'labels').map((item) => ({
    place: placeOf(item, ['pairs']),
    run: (drafts: readonly Draft[]) => setEverywhere(drafts, pairsOf(get(item, 'pairs'), 'labels'), specsOf(item, configuration)),
  }));
  const common = get(tree, 'commonLabels');
  if (common === undefined) return items;
  return [...items, { place: placeOf(tree, ['commonLabels']), run: (drafts) => setEverywhere(drafts, pairsOf(common, 'commonLabels'), configuration.commonLabels) }];
}

/** `commonAnnotations`. */
export function annotationSteps({ tree }: Kustomization, configuration: Configuration): readonly Step[] {
  const common = get(tree, 'commonAnnotations');
  if (common === undefined) return [];
  return [{ place: placeOf(tree, ['commonAnnotations']), run: (drafts) => setEverywhere(drafts, pairsOf(common), configuration.commonAnnotations) }];
}

function specsOf(item: Tree, configuration: Configuration): readonly FieldSpec[] {
  const place = placeOf(item, []);
  const own = addSpecs(readSpecs(get(item, 'fields')), configuration.labels, place);
  if (getBoolean(item, 'includeSelectors') === true) return addSpecs(own, configuration.commonLabels, place);
  const templates = getBoolean(item, 'includeTemplates') === true ? configuration.templateLabels : [];
  return addSpecs(addSpecs(own, templates, place), [{ path: 'metadata/labels', create: true }], place);
}

/** The pairs in the order of their keys, every part marked with the field that adds it; kustomize writes every value as a text. */
function pairsOf(map: Tree | undefined, setBy?: Place['setBy']): readonly Entry[] {
  return [...getEntries(map)]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((entry) => {
      if (isNoText(entry.key)) throw new Refusal(KEY_REFUSAL, entry.keyPlace);
      if (entry.value.type !== 'scalar') throw new Refusal(`\`${entry.key}\` must be a text`, entry.keyPlace);
      const value = typeof entry.value.value === 'string' ? entry.value : computedScalar(scalarText(entry.value), entry.value.place);
      return setBy === undefined ? { ...entry, value } : { ...entry, keyPlace: { ...entry.keyPlace, setBy }, value: { ...value, place: { ...value.place, setBy } } };
    });
}

function setEverywhere(drafts: readonly Draft[], pairs: readonly Entry[], specs: readonly FieldSpec[]): readonly Draft[] {
  return drafts.map((draft) => ({ ...draft, tree: pairs.reduce((tree, pair) => setPair(tree, pair, specs), draft.tree) }));
}

/**
 * Sets a pair in all of its fields. As in kustomize, the fields that did not have the key share one value from then on:
 * a later layer that changes the label of the object alone changes the selectors that were made with it too.
 */
function setPair(tree: MapTree, pair: Entry, specs: readonly FieldSpec[]): MapTree {
  const shared = { ...pair.value };
  const changes = new Map<Tree, Tree>();
  const set = (old: Tree | undefined): Tree => {
    if (old === undefined || (old.type === 'scalar' && old.value === null)) return old ?? { type: 'scalar', value: null, source: '', style: 'plain', place: pair.keyPlace };
    if (old.type !== 'map') throw new Refusal(`kustomize wants a map to put \`${pair.key}\` into`, placeOf(old, []));
    const before = old.entries.get(pair.key)?.value;
    if (before === undefined) return withWholeEntry(old, { ...pair, value: shared });
    const value = changes.get(before) ?? (before === shared ? shared : { ...pair.value });
    changes.set(before, value);
    return withWholeEntry(old, { ...pair, value });
  };
  const changed = specs.reduce((at, spec) => changeField(at, spec, set, { of: 'map', place: pair.keyPlace }), tree);
  return changes.size === 0 ? changed : (exchange(changed, changes) as MapTree);
}

/** The tree with each value that is a key of the map exchanged for the one that belongs to it. */
function exchange(tree: Tree, changes: ReadonlyMap<Tree, Tree>): Tree {
  const other = changes.get(tree);
  if (other !== undefined || tree.type === 'scalar') return other ?? tree;
  if (tree.type === 'list') {
    const items = tree.items.map((item) => exchange(item, changes));
    return items.every((item, index) => item === tree.items[index]) ? tree : { ...tree, items };
  }
  return [...tree.entries.values()].reduce<MapTree>((map, entry) => {
    const value = exchange(entry.value, changes);
    return value === entry.value ? map : withWholeEntry(map, { ...entry, value });
  }, tree);
}
