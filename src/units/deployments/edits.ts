import { isPlaceholder } from '../../k8s/syntax/placeholders.js';
import type { Edit } from '../../kustomize/index.js';
import { splitImage } from '../../kustomize/index.js';
import { computedScalar, mapOf, withEntries, withoutEntry, withWholeEntry } from '../../tree/edit.js';
import {
  get,
  getBoolean,
  getEntries,
  getList,
  getString,
  Entry,
  ListTree,
  isString,
  type MapTree,
  type Place,
  type ScalarTree,
  type Tree,
} from '../../tree/tree.js';

type Change = Edit['change'];

/**
 * What Argo CD writes into the kustomization of a folder for `spec.source.kustomize` (argo-cd, util/kustomize:
 * `kustomize edit` for each field). Everything keeps its place in the Application.
 */
export function argoEdit(options: Tree): Edit {
  const changes = [
    ...['namePrefix', 'nameSuffix', 'namespace'].map((field) => replaced(options, field)),
    images(getList(options, 'images').flatMap(imageOf)),
    named(options, 'replicas'),
    labels(options),
    merged(options, 'commonAnnotations'),
    appended(options, 'patches'),
    appended(options, 'components'),
  ];
  return { change: inTurn(changes), isUnrestricted: false };
}

/**
 * What Flux writes into the kustomization of a folder (fluxcd/pkg, kustomize_generator.go), or into the one that it
 * makes for a folder without; it builds without restrictions.
 */
export function fluxEdit(spec: Tree, written: Edit['written']): Edit {
  const target = entryOf(spec, 'targetNamespace');
  const changes = [
    target === undefined ? SAME : (tree: MapTree): MapTree => withWholeEntry(tree, target.withKey('namespace')),
    ...['namePrefix', 'nameSuffix'].map((field) => replaced(spec, field)),
    appended(spec, 'patches'),
    appended(spec, 'components'),
    images(getList(spec, 'images').flatMap((item) => (item.type === 'map' ? [item] : []))),
  ];
  return { change: inTurn(changes), written, isUnrestricted: true };
}

/** Fields of Flux that say more than `fluxEdit` reads: patches in forms that it has given up. */
export function isFullyRead(spec: Tree): boolean {
  return getList(spec, 'patchesStrategicMerge').length === 0 && getList(spec, 'patchesJson6902').length === 0;
}

/** The kustomization that lists these paths, which all stand where the folder is asked for. */
export function listing(paths: readonly string[], place: Place): MapTree {
  const resources = ListTree.at(
    place,
    paths.map((path) => computedScalar(path, place)),
  );
  return mapOf([Entry.at(place, 'resources', resources)], place);
}

const SAME: Change = (tree) => tree;

function inTurn(changes: readonly Change[]): Change {
  return (tree) => changes.reduce((before, change) => change(before), tree);
}

/** The entry of a field that says something; a namespace that nobody knows yet says nothing. */
function entryOf(from: Tree, field: string): Entry | undefined {
  const text = getString(from, field) ?? '';
  const isUnknown = text === '' || (/namespace$/i.test(field) && isPlaceholder(text));
  return isUnknown ? undefined : [...getEntries(from)].find(({ key }) => key === field);
}

function replaced(from: Tree, field: string): Change {
  const entry = entryOf(from, field);
  return entry === undefined ? SAME : (tree) => withWholeEntry(tree, entry);
}

/** Pairs over those that are there. */
function merged(from: Tree, field: string): Change {
  const added = get(from, field);
  if (added?.type !== 'map') return SAME;
  return (tree) => {
    const old = get(tree, field);
    const entries = old?.type === 'map' ? [...old.entries.values(), ...added.entries.values()] : added.entries.values();
    return withWholeEntry(tree, Entry.at(added.place, field, mapOf(entries, added.place)));
  };
}

/** `commonLabels`, which with `labelWithoutSelector` are `labels` that no selector gets. */
function labels(options: Tree): Change {
  const pairs = get(options, 'commonLabels');
  if (getBoolean(options, 'labelWithoutSelector') !== true || pairs?.type !== 'map')
    return merged(options, 'commonLabels');
  const item = (['pairs', 'includeTemplates'] as const).flatMap((key): readonly Entry[] => {
    if (key === 'pairs') return [Entry.at(pairs.place, key, pairs)];
    return getBoolean(options, 'labelIncludeTemplates') === true
      ? [Entry.at(pairs.place, key, computedScalar(true, pairs.place))]
      : [];
  });
  return (tree) => withItems(tree, 'labels', [mapOf(item, pairs.place)], pairs.place);
}

function appended(from: Tree, field: string): Change {
  const added = get(from, field);
  return added?.type !== 'list' || added.items.length === 0
    ? SAME
    : (tree) => withItems(tree, field, added.items, added.place);
}

function withItems(tree: MapTree, field: string, items: readonly Tree[], place: Place): MapTree {
  return withList(tree, field, [...getList(tree, field), ...items], place);
}

function withList(tree: MapTree, field: string, items: readonly Tree[], place: Place): MapTree {
  return withWholeEntry(tree, Entry.at(place, field, ListTree.at(place, items)));
}

/** Items that take the place of those with the same name. */
function named(from: Tree, field: string): Change {
  const added = getList(from, field);
  const [first] = added;
  if (first === undefined) return SAME;
  const names = new Set(added.map((item) => getString(item, 'name')));
  return (tree) => {
    const kept = getList(tree, field).filter((old) => !names.has(getString(old, 'name')));
    return withList(withoutEntry(tree, field), field, [...kept, ...added], first.place);
  };
}

/** What is set for an image goes over what the kustomization sets for it; tag and digest are one. */
function images(added: readonly MapTree[]): Change {
  const last = added.at(-1);
  if (last === undefined) return SAME;
  return (tree) => {
    const all = [...getList(tree, 'images')];
    const positions = new Map<string | undefined, number>();
    const enter = (item: Tree, position: number): void => {
      const name = getString(item, 'name');
      if (!positions.has(name)) positions.set(name, position);
    };
    all.forEach(enter);
    let isWritten = false;
    for (const image of added) {
      const position = positions.get(getString(image, 'name'));
      const old = position === undefined ? undefined : all[position];
      if (position === undefined || old?.type !== 'map') enter(image, all.push(image) - 1);
      else {
        all[position] = withImage(old, image);
        isWritten = true;
      }
    }
    // What is written anew stands behind the other fields.
    return withList(isWritten ? withoutEntry(tree, 'images') : tree, 'images', all, last.place);
  };
}

function withImage(old: MapTree, image: MapTree): MapTree {
  const versioned = ['newTag', 'digest'].some((field) => image.entries.has(field));
  const kept = versioned ? withoutEntry(withoutEntry(old, 'newTag'), 'digest') : old;
  return withEntries(kept, image.entries.values());
}

/** `name=new/name:tag@digest` or `name:tag`, as `kustomize edit set image` takes it; a `*` keeps what is there. */
function imageOf(item: Tree): readonly MapTree[] {
  if (!isString(item)) return [];
  const written = item.value;
  const sign = written.indexOf('=');
  const [name, tag, digest] = splitImage(written.slice(sign + 1));
  const fields = sign === -1 ? { name } : { name: written.slice(0, sign), newName: name };
  const said = Object.entries({ ...fields, newTag: tag, digest }).filter(([, value]) => value !== '' && value !== '*');
  return [
    mapOf(
      said.map(([key, value]) => Entry.at(item.place, key, part(value, item))),
      item.place,
    ),
  ];
}

/** A part of a text: no edit of the whole gives it alone. */
function part(value: string, { place }: ScalarTree): ScalarTree {
  return computedScalar(value, place, place.span);
}
