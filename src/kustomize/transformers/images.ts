import { computedScalar, scalarText, withEntry, withItems, withValues } from '../../tree/edit.js';
import {
  getList,
  placeOf,
  type ListTree,
  type MapTree,
  type Place,
  type ScalarTree,
  type Tree,
} from '../../tree/tree.js';
import type { Configuration } from '../configuration/configuration.js';
import { textAt, withTree, type Draft } from '../objects/draft.js';
import { changeField, scalarIn, specsByKind, type FieldSpec } from '../fields/field-spec.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { Refusal } from '../build/trace.js';
import { imageLookup } from './image-lookup.js';
import type { Step } from './step.js';

interface Image {
  readonly name: string;
  readonly newName: string;
  readonly newTag: string;
  readonly digest: string;
  readonly tagSuffix: string;
  readonly place: Place;
}

/**
 * `images`, under its old name `imageTags` too: new names, tags and digests for the images of containers. What is
 * refused is the shape of an object, whichever image it is about, so that all of them are one step.
 */
export function imageSteps({ tree }: Kustomization, { images: fields }: Configuration): readonly Step[] {
  const images = ['images', 'imageTags'].flatMap((field) => getList(tree, field)).map(readImage);
  const [first] = images;
  if (first === undefined) return [];
  const specs = specsByKind(fields.map((spec) => ({ ...spec, create: false })));
  // A field that is found in two ways gets a suffix twice from each image before the next one changes it.
  const isRepeated = images.some(({ tagSuffix }) => tagSuffix !== '');
  const retags = isRepeated ? images.map((image) => retagWith([image])) : [retagWith(images)];
  const change = (draft: Draft): Draft => {
    if (draft.id.kind === 'CustomResourceDefinition') return draft;
    return retags.reduce((at, retag) => retagged(at, isRepeated ? retag : onceFor(retag), specs(at.id)), draft);
  };
  return [
    {
      place: first.place,
      run: (drafts) => {
        drafts.changeAll(change);
      },
    },
  ];
}

function readImage(item: Tree): Image {
  return {
    name: textAt(item, 'name'),
    newName: textAt(item, 'newName'),
    newTag: textAt(item, 'newTag'),
    digest: textAt(item, 'digest'),
    tagSuffix: textAt(item, 'tagSuffix'),
    place: placeOf(item, ['name']),
  };
}

/** Writes the new name, tag and digest of an image into a field that holds one. */
type Retag = (old: Tree) => Tree;

/** Every image in turn that means what stands there by then. */
function retagWith(images: readonly Image[]): Retag {
  const find = imageLookup(images.map(({ name }) => name));
  return (old) => {
    let scalar = old;
    let from: number | undefined = 0;
    while (scalar.type === 'scalar') {
      from = find(scalarText(scalar), from);
      const image: Image | undefined = from === undefined ? undefined : images[from];
      if (from === undefined || image === undefined) break;
      scalar = withImage(scalar, image);
      from++;
    }
    return scalar;
  };
}

/** The same, which leaves alone what it has made itself. */
function onceFor(retag: Retag): Retag {
  const made = new Set<Tree>();
  return (old) => {
    const next = made.has(old) ? old : retag(old);
    made.add(next);
    return next;
  };
}

/** Containers wherever a list is called so, in custom kinds too, and then the fields that hold an image. */
function retagged(draft: Draft, retag: Retag, fields: readonly FieldSpec[]): Draft {
  const setIn = (at: MapTree, spec: FieldSpec): MapTree =>
    changeField(at, spec, (old) => {
      const image = scalarIn(old, spec);
      if (image === undefined) throw new Refusal('there is no image to change');
      return retag(image);
    });
  const tree = inContainers(draft.tree, retag);
  return withTree(draft, fields.reduce(setIn, tree));
}

function inContainers<T extends Tree>(tree: T, retag: Retag): T;
function inContainers(tree: Tree, retag: Retag): Tree {
  if (tree.type === 'scalar') return tree;
  if (tree.type === 'list')
    return withItems(
      tree,
      tree.items.map((item) => inContainers(item, retag)),
    );
  return withValues(tree, ({ key, value }) => {
    const inside = inContainers(value, retag);
    const isOfContainers = key === 'containers' || key === 'initContainers';
    return isOfContainers && inside.type === 'list' ? retagItems(inside, retag) : inside;
  });
}

function retagItems(list: ListTree, retag: Retag): Tree {
  const items = list.items.map((item) => {
    const entry = item.type === 'map' ? item.entries.get('image') : undefined;
    if (item.type !== 'map' || entry === undefined) return item;
    const next = retag(scalarIn(entry.value, { path: 'image' }) ?? entry.value);
    return next === entry.value ? item : withEntry(item, 'image', next, entry.keyPlace);
  });
  return withItems(list, items);
}

function withImage(old: ScalarTree, image: Image): ScalarTree {
  const [name, tag, digest] = splitImage(scalarText(old));
  const [newTag, newDigest] = tagOf(image, tag, digest);
  const text = `${image.newName || name}${newTag === '' ? '' : `:${newTag}`}${newDigest === '' ? '' : `@${newDigest}`}`;
  return computedScalar(text, old.place, image.place.span);
}

/** A new tag or digest takes the place of both. */
function tagOf(
  { newTag, digest: newDigest, tagSuffix }: Image,
  tag: string,
  digest: string,
): readonly [string, string] {
  if (newTag !== '' || newDigest !== '') return [newTag, newDigest];
  return tagSuffix === '' ? [tag, digest] : [tag + tagSuffix, ''];
}

/** Name, tag and digest; a colon before the first slash belongs to a port. */
export function splitImage(image: string): readonly [string, string, string] {
  const slash = Math.max(image.indexOf('/'), 0);
  const at = image.indexOf('@', slash);
  const beforeDigest = at === -1 ? image : image.slice(0, at);
  const colon = beforeDigest.indexOf(':', slash);
  const name = colon === -1 ? beforeDigest : beforeDigest.slice(0, colon);
  return [name, colon === -1 ? '' : beforeDigest.slice(colon + 1), at === -1 ? '' : image.slice(at + 1)];
}
