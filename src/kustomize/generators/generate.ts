import { computedScalar, emptyMap, mapOf, withEntry } from '../../tree/edit.js';
import {
  get,
  getEntries,
  getList,
  getMap,
  getString,
  placeOf,
  Entry,
  type MapTree,
  type Tree,
} from '../../tree/tree.js';
import { describeId, draftOf, textAt, withTree, type Draft } from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { addDrafts } from '../objects/resources.js';
import { isNoText, KEY_REFUSAL } from '../objects/keys.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { absence, attempt, Refusal, type Trace } from '../build/trace.js';
import { withTextsOnly } from '../objects/texts.js';
import { dataOf } from './data.js';
import { pairsOf } from './pairs.js';

const GENERATORS = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

/**
 * Adds the objects of `configMapGenerator` and `secretGenerator`, or merges them into others, or puts them in their
 * place.
 */
export function generate(drafts: Drafts, kustomization: Kustomization, trace: Trace): void {
  for (const [field, kind] of GENERATORS) {
    for (const item of getList(kustomization.tree, field))
      attempt(trace, placeOf(item, ['name']), undefined, () => {
        absorb(drafts, makeDraft(item, kind, kustomization, trace), item, trace);
      });
  }
}

function makeDraft(item: Tree, kind: 'ConfigMap' | 'Secret', kustomization: Kustomization, trace: Trace): Draft {
  const name = get(item, 'name');
  if (name?.type !== 'scalar' || name.value === '')
    throw new Refusal(`a generated ${kind} must have a name`, placeOf(item));
  const place = placeOf(item, ['name']);
  const text = (value: string): Tree => computedScalar(value, place);
  const entry = (key: string, value: Tree, keyPlace = place): Entry => Entry.at(keyPlace, key, value);
  const { pairs, isUnread } = pairsOf(item, kustomization.folder, trace);
  const keys = new Set<string>();
  const repeated = pairs.find(({ key }) => keys.size === keys.add(key).size);
  if (repeated !== undefined) throw new Refusal(`the key \`${repeated.key}\` is given twice`, repeated.place);
  const bare = pairs.find(({ key }) => isNoText(key));
  if (bare !== undefined) throw new Refusal(KEY_REFUSAL, bare.place);
  const data = dataOf(pairs, kind, place);
  const options = (field: 'labels' | 'annotations'): Entry[] => {
    const found = mapOf(
      [...getEntries(kustomization.tree, 'generatorOptions', field), ...getEntries(item, 'options', field)],
      place,
    );
    return found.entries.size === 0 ? [] : [entry(field, found)];
  };
  const namespace = get(item, 'namespace');
  const metadata = [
    entry('name', name),
    ...(namespace === undefined ? [] : [entry('namespace', namespace)]),
    ...options('labels'),
    ...options('annotations'),
  ];
  const type = kind === 'Secret' ? [entry('type', get(item, 'type') ?? text('Opaque'))] : [];
  const immutable = optionOf(item, kustomization, 'immutable');
  const fixed = immutable === undefined ? [] : [entry('immutable', immutable)];
  const tree = mapOf(
    [
      entry('apiVersion', text('v1')),
      entry('kind', text(kind)),
      entry('metadata', mapOf(metadata, place)),
      ...type,
      ...data,
      ...fixed,
    ],
    place,
  );
  return {
    ...draftOf(tree, kustomization.file),
    hashed: optionOf(item, kustomization, 'disableNameSuffixHash') === undefined,
    isUnread,
  };
}

/** An option of the generator itself or of all generators, where it is switched on. */
function optionOf(item: Tree, { tree }: Kustomization, option: string): Tree | undefined {
  return [get(item, 'options', option), get(tree, 'generatorOptions', option)].find(
    (found) => found?.type === 'scalar' && found.value === true,
  );
}

function absorb(drafts: Drafts, made: Draft, item: Tree, trace: Trace): void {
  const behavior = getString(item, 'behavior') ?? 'create';
  const [old, second] = drafts.withId(made.id);
  if (behavior !== 'merge' && behavior !== 'replace') {
    if (old !== undefined)
      throw new Refusal(`${describeId(made.id)} is already there`, undefined, {
        help: 'say `behavior: merge` or `behavior: replace`',
      });
    addDrafts(drafts, [made], trace);
    return;
  }
  if (old === undefined) {
    // A part that cannot be read may bring the older object; what is known of the newer one stands.
    if (trace.open.length > 0) addDrafts(drafts, [made], trace);
    throw absence(`there is no ${describeId(made.id)} to ${behavior} with`, undefined, [made.id.kind]);
  }
  if (second !== undefined) throw new Refusal(`more than one object is ${describeId(made.id)}`);
  const data = behavior === 'replace' ? [] : ['data', 'binaryData'];
  const merged = data.reduce((tree, field) => mergeField(tree, old.tree, [field]), made.tree);
  const named = ['labels', 'annotations'].reduce(
    (tree, field) => mergeField(tree, old.tree, ['metadata', field]),
    merged,
  );
  const tree = takeOver(withTextsOnly(named), old.tree);
  const isUnread = made.isUnread || (behavior === 'merge' && old.isUnread);
  drafts.change(old, { ...withTree(old, tree), hashed: old.hashed && made.hashed, isUnread });
}

/** The map at a path with the entries of the older one that it lacks. */
function mergeField(tree: MapTree, older: MapTree, [head = '', ...rest]: readonly string[]): MapTree {
  const old = getMap(older, head);
  if (old === undefined) return tree;
  const own = getMap(tree, head) ?? emptyMap(old.place);
  const merged =
    rest.length > 0 ? mergeField(own, old, rest) : mapOf([...old.entries.values(), ...own.entries.values()], own.place);
  return withEntry(tree, head, merged, older.entries.get(head)?.keyPlace ?? old.place);
}

/** Name and namespace of the older object, which layers may have changed. */
function takeOver(tree: MapTree, older: MapTree): MapTree {
  const metadata = getMap(tree, 'metadata') ?? emptyMap(tree.place);
  const entries = [...metadata.entries.values()].filter(({ key }) => key !== 'namespace' && key !== 'name');
  const kept = ['name', 'namespace'].flatMap((key) =>
    textAt(older, 'metadata', key) === '' ? [] : (getMap(older, 'metadata')?.entries.get(key) ?? []),
  );
  return withEntry(tree, 'metadata', mapOf([...kept, ...entries], metadata.place), metadata.place);
}
