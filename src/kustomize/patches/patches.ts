import { emptyMap, withEntry, withoutEntry, withWholeEntry } from '../../tree/edit.js';
import { get, getBoolean, getList, getString, getMap, placeOf, type MapTree, type Tree } from '../../tree/tree.js';
import { describeId, rememberId, textAt, withTree, type Draft } from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { isInlineText, readInlineResources, readResources } from '../objects/resources.js';
import type { SchemaInUse } from '../schema/schema-in-use.js';
import { patchFileOf } from '../kustomization/sources.js';
import { withTextsOnly } from '../objects/texts.js';
import { absence, attempt, Refusal, startTrace, type Trace } from '../build/trace.js';
import { directiveOf } from './directives.js';
import { patchDraft, readJsonPatch, type PatchText } from './json-patch.js';
import { selected } from '../transformers/select.js';
import type { Step } from '../transformers/step.js';
import { strategicMerge } from './strategic-merge.js';

/** `patchesStrategicMerge`: files, or patches written in place. */
export function mergePatchSteps({ tree, folder }: Kustomization, trace: Trace): readonly Step[] {
  return getList(tree, 'patchesStrategicMerge').flatMap((item) => {
    const written = getString(item);
    if (written === undefined) return [];
    const text = isInlineText(item) ? item : patchFileOf(written, item, folder, trace);
    return text === undefined
      ? []
      : patchesIn(text, trace).map((patch) => ({
          place: item.place,
          run: (drafts) => {
            const options = { name: false, kind: false, inUse: trace.inUse };
            attempt(trace, item.place, undefined, () =>
              mergeIntoItsObject(drafts, withTree(patch, withTextsOnly(patch.tree)), options),
            );
          },
        }));
  });
}

const patchesIn = (text: PatchText, trace: Trace): readonly Draft[] =>
  'type' in text ? readInlineResources(text, trace) : readResources(text, trace);

/**
 * `patches`: each one a strategic merge or a JSON patch, from a file or in place, for its own object or for all that a
 * target selects.
 */
export function patchSteps({ tree, folder }: Kustomization, trace: Trace): readonly Step[] {
  return getList(tree, 'patches').flatMap((item) => {
    const text = patchText(item, folder, trace);
    return text === undefined
      ? []
      : [
          {
            place: placeOfPatch(item),
            run: (drafts: Drafts) => {
              applyPatch(drafts, item, text, trace);
            },
          },
        ];
  });
}

/** What a patch says: a file, or a text in the kustomization. */
export function patchText(item: Tree, folder: string, trace: Trace): PatchText | undefined {
  // The list of files that it once was is refused for its form; what they say is known all the same.
  const old = getString(item);
  if (old !== undefined) return patchFileOf(old, item, folder, trace);
  const [path, patch] = [get(item, 'path'), get(item, 'patch')];
  if ((textAt(item, 'path') === '') === (textAt(item, 'patch').trim() === '')) {
    trace.problems.push({ place: placeOf(item), message: 'a patch has either a `path` or a `patch`' });
    return undefined;
  }
  if (textAt(item, 'path') !== '')
    return path && patchFileOf(textAt(item, 'path'), path, folder, trace, targetKinds(item));
  return patch?.type === 'scalar' ? patch : undefined;
}

function targetKinds(item: Tree): readonly string[] | undefined {
  const kind = getString(item, 'target', 'kind');
  return kind !== undefined && /^[A-Za-z]+$/.test(kind) ? [kind] : undefined;
}

function placeOfPatch(item: Tree): Step['place'] {
  if (item.type === 'scalar') return item.place;
  return placeOf(item, [get(item, 'path') === undefined ? 'patch' : 'path']);
}

function applyPatch(drafts: Drafts, item: Tree, text: PatchText, trace: Trace): void {
  const operations = readJsonPatch(text);
  const target = get(item, 'target');
  if (operations !== undefined) {
    if (target === undefined) throw new Refusal('a JSON patch needs a `target`', placeOf(item));
    for (const draft of selected(drafts, target))
      drafts.change(
        draft,
        attempt(trace, placeOfPatch(item), draft, () => patchDraft(rememberId(draft), operations)),
      );
    return;
  }
  const read = startTrace(trace.given, trace.inUse);
  const patches = patchesIn(text, read);
  for (const problem of read.problems) trace.problems.push(problem);
  const options = {
    name: getBoolean(item, 'options', 'allowNameChange') === true,
    kind: getBoolean(item, 'options', 'allowKindChange') === true,
    inUse: trace.inUse,
  };
  if (target === undefined) {
    for (const patch of patches)
      attempt(trace, placeOfPatch(item), undefined, () => mergeIntoItsObject(drafts, patch, options));
    return;
  }
  const [patch, second] = patches;
  if (second !== undefined) throw new Refusal('a patch with a `target` must be a single one', placeOf(second.tree));
  if (patch === undefined) return;
  const texts = withTextsOnly(patch.tree);
  for (const draft of selected(drafts, target))
    drafts.change(
      draft,
      attempt(trace, placeOfPatch(item), draft, () => mergeInto(draft, likeTarget(texts, draft), options)),
    );
  wantNoClash(drafts);
}

interface Options {
  readonly name: boolean;
  readonly kind: boolean;
  readonly inUse: SchemaInUse;
}

/** A patch for a target has the apiVersion of whatever it is applied to. */
function likeTarget(patch: MapTree, { tree }: Draft): MapTree {
  const apiVersion = tree.entries.get('apiVersion');
  return apiVersion === undefined ? patch : withEntry(patch, 'apiVersion', apiVersion.value, apiVersion.keyPlace);
}

/** Finds the object that the patch names, by the id that it has or ever had. */
function mergeIntoItsObject(drafts: Drafts, { id, tree }: Draft, options: Options): void {
  const [draft, second] = drafts.withId(id);
  const place = placeOf(tree, ['metadata', 'name']);
  if (draft === undefined) {
    // What it says is known all the same of the one that it can only mean.
    const [meant, other] = drafts.named(id.name).filter((each) => each.id.kind === id.kind);
    if (meant !== undefined && other === undefined) drafts.change(meant, mergeInto(meant, tree, options));
    // Beside others of its kind it has the wrong name; where there are none, something is not listed.
    const reach = drafts.all().some((other) => other.id.kind === id.kind) ? [id.kind] : undefined;
    throw absence(`no object is ${describeId(id)}, which the patch is for`, place, reach);
  }
  if (second !== undefined) throw new Refusal(`more than one object is ${describeId(id)}`, place);
  drafts.change(draft, mergeInto(draft, tree, options));
  wantNoClash(drafts);
}

/**
 * The object with the patch merged in; undefined where the patch deletes it. Name, namespace and kind stay, unless the
 * options say so.
 */
function mergeInto(draft: Draft, patch: MapTree, options: Options): Draft | undefined {
  options.inUse.isNeeded = true;
  const merged = strategicMerge(draft.tree, patch, options.inUse.schema);
  if (merged === undefined) return undefined;
  const known = options.name || options.kind ? rememberId(draft) : draft;
  // kustomize changes the object in place, and drops what stands in the place of the whole.
  if (directiveOf(patch) === 'replace') return known;
  const kind = keepSame(options.kind ? merged : restore(merged, draft.tree, 'kind'), draft.tree, 'apiVersion');
  const old = getMap(draft.tree, 'metadata');
  if (old === undefined) return withTree(draft, kind);
  // Where `$patch: delete` stands inside of it, what kustomize writes back is all that is left.
  const metadata = getMap(kind, 'metadata') ?? emptyMap(old.place);
  const named = options.name ? metadata : restore(metadata, old, 'name');
  return withTree(known, withEntry(kind, 'metadata', restore(named, old, 'namespace'), metadata.place));
}

/** What a patch repeats only to say which object it is for stays where it was. */
function keepSame(map: MapTree, old: MapTree, key: string): MapTree {
  return textAt(map, key) === textAt(old, key) ? restore(map, old, key) : map;
}

function restore(map: MapTree, old: MapTree, key: string): MapTree {
  const entry = old.entries.get(key);
  return entry === undefined ? withoutEntry(map, key) : withWholeEntry(map, entry);
}

function wantNoClash(drafts: Drafts): void {
  const clash = drafts.clash();
  if (clash !== undefined) throw new Refusal(`the patch makes a second ${describeId(clash)}`);
}
