import { goPattern, type Pattern } from '../../text/pattern.js';
import { computedScalar, scalarText, withEntry } from '../../tree/edit.js';
import { getList, placeOf, type MapTree, type Place, type Tree } from '../../tree/tree.js';
import type { Configuration } from '../configuration.js';
import { textAt } from '../draft.js';
import { changeField } from '../field-spec.js';
import type { Kustomization } from '../kustomization.js';
import type { Step } from './step.js';

interface Image {
  readonly matches: Pattern | undefined;
  readonly newName: string;
  readonly newTag: string;
  readonly digest: string;
  readonly tagSuffix: string;
  readonly place: Place;
}

/** `images`, under its old name `imageTags` too: new names, tags and digests for the images of containers. */
export function imageSteps({ tree }: Kustomization, { images }: Configuration): readonly Step[] {
  return ['images', 'imageTags']
    .flatMap((field) => getList(tree, field))
    .map((item) => {
      const image = readImage(item);
      const set = (old: Tree | undefined): Tree =>
        old === undefined ? computedScalar(null, image.place) : retag(old, image);
      return {
        place: image.place,
        run: (drafts) =>
          drafts.map((draft) => {
            if (textAt(draft.tree, 'kind') === 'CustomResourceDefinition') return draft;
            const tree = inContainers(draft.tree, image) as MapTree;
            return {
              ...draft,
              tree: images.reduce((at, spec) => changeField(at, { ...spec, create: false }, set), tree),
            };
          }),
      };
    });
}

function readImage(item: Tree): Image {
  return {
    matches: pattern(textAt(item, 'name')),
    newName: textAt(item, 'newName'),
    newTag: textAt(item, 'newTag'),
    digest: textAt(item, 'digest'),
    tagSuffix: textAt(item, 'tagSuffix'),
    place: placeOf(item, ['name']),
  };
}

/** kustomize reads the name as a regular expression; one that is none matches nothing. */
function pattern(name: string): Pattern | undefined {
  try {
    return goPattern(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
  } catch {
    return undefined;
  }
}

/** Containers wherever a list is called so, in custom kinds too. */
function inContainers(tree: Tree, image: Image): Tree {
  if (tree.type === 'scalar') return tree;
  if (tree.type === 'list') {
    const items = tree.items.map((item) => inContainers(item, image));
    return items.every((item, index) => item === tree.items[index]) ? tree : { ...tree, items };
  }
  let changed = tree;
  for (const { key, keyPlace, value } of tree.entries.values()) {
    const inside = inContainers(value, image);
    const next =
      (key === 'containers' || key === 'initContainers') && inside.type === 'list' ? retagItems(inside, image) : inside;
    if (next !== value) changed = withEntry(changed, key, next, keyPlace);
  }
  return changed;
}

function retagItems(list: Extract<Tree, { type: 'list' }>, image: Image): Tree {
  const items = list.items.map((item) => {
    const entry = item.type === 'map' ? item.entries.get('image') : undefined;
    if (item.type !== 'map' || entry === undefined) return item;
    const next = retag(entry.value, image);
    return next === entry.value ? item : withEntry(item, 'image', next, entry.keyPlace);
  });
  return items.every((item, index) => item === list.items[index]) ? list : { ...list, items };
}

function retag(old: Tree, image: Image): Tree {
  if (old.type !== 'scalar' || image.matches?.test(scalarText(old)) !== true) return old;
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
