import { withEntry, withoutEntry, withWholeEntry } from '../../tree/edit.js';
import { get, getBoolean, getList, getMap, placeOf, type MapTree, type Tree } from '../../tree/tree.js';
import { describeId, idKey, idOf, idsOf, rememberId, sameId, textAt, type Draft } from '../draft.js';
import type { Kustomization } from '../kustomization.js';
import { isInlineText, readInlineResources, readResources } from '../resources.js';
import type { SchemaInUse } from '../schema-in-use.js';
import { fileOf } from '../sources.js';
import { withTextsOnly } from '../texts.js';
import { absence, attempt, Refusal, startTrace, type Trace } from '../trace.js';
import { directiveOf } from './directives.js';
import { patchDraft, readJsonPatch, type PatchText } from './json-patch.js';
import { selectorOf } from './select.js';
import type { Step } from './step.js';
import { strategicMerge } from './strategic-merge.js';

/** `patchesStrategicMerge`: files, or patches written in place. */
export function mergePatchSteps({ tree, folder }: Kustomization, trace: Trace): readonly Step[] {
  return getList(tree, 'patchesStrategicMerge').flatMap((item) => {
    if (item.type !== 'scalar' || typeof item.value !== 'string') return [];
    const text = isInlineText(item) ? item : fileOf(item.value, item, folder, trace);
    return text === undefined
      ? []
      : patchesIn(text, trace).map((patch) => ({
          place: item.place,
          run: (drafts) =>
            mergeIntoItsObject(
              drafts,
              { ...patch, tree: withTextsOnly(patch.tree) },
              { name: false, kind: false, inUse: trace.inUse },
            ),
        }));
  });
}

const patchesIn = (text: PatchText, trace: Trace): readonly Draft[] =>
  'type' in text ? readInlineResources(text, trace) : readResources(text, trace);

/** `patches`: each one a strategic merge or a JSON patch, from a file or in place, for its own object or for all that a target selects. */
export function patchSteps({ tree, folder }: Kustomization, trace: Trace): readonly Step[] {
  return getList(tree, 'patches').flatMap((item) => {
    const text = patchText(item, folder, trace);
    return text === undefined
      ? []
      : [{ place: placeOfPatch(item), run: (drafts: readonly Draft[]) => applyPatch(drafts, item, text, trace) }];
  });
}

/** What a patch says: a file, or a text in the kustomization. */
export function patchText(item: Tree, folder: string, trace: Trace): PatchText | undefined {
  const [path, patch] = [get(item, 'path'), get(item, 'patch')];
  if ((textAt(item, 'path') === '') === (textAt(item, 'patch').trim() === '')) {
    trace.problems.push({ place: placeOf(item, []), message: 'a patch has either a `path` or a `patch`' });
    return undefined;
  }
  if (textAt(item, 'path') !== '') return path && fileOf(textAt(item, 'path'), path, folder, trace);
  return patch?.type === 'scalar' ? patch : undefined;
}

const placeOfPatch = (item: Tree): Step['place'] => placeOf(item, [get(item, 'path') === undefined ? 'patch' : 'path']);

function applyPatch(drafts: readonly Draft[], item: Tree, text: PatchText, trace: Trace): readonly Draft[] {
  const operations = readJsonPatch(text);
  const target = get(item, 'target');
  if (operations !== undefined) {
    if (target === undefined) throw new Refusal('a JSON patch needs a `target`', placeOf(item, []));
    const selects = selectorOf(target);
    return drafts.map((draft) =>
      selects(draft)
        ? attempt(trace, placeOfPatch(item), draft, () => patchDraft(rememberId(draft), operations))
        : draft,
    );
  }
  const read = startTrace(trace.sources, trace.inUse);
  const patches = patchesIn(text, read);
  trace.problems.push(...read.problems);
  const options = {
    name: getBoolean(item, 'options', 'allowNameChange') === true,
    kind: getBoolean(item, 'options', 'allowKindChange') === true,
    inUse: trace.inUse,
  };
  if (target === undefined) return patches.reduce((all, patch) => mergeIntoItsObject(all, patch, options), drafts);
  const [patch, second] = patches;
  if (second !== undefined) throw new Refusal('a patch with a `target` must be a single one', placeOf(second.tree, []));
  if (patch === undefined) return drafts;
  const selects = selectorOf(target);
  return withoutClash(
    drafts.flatMap((draft) =>
      selects(draft)
        ? attempt<readonly Draft[]>(trace, placeOfPatch(item), [draft], () =>
            mergeInto(draft, likeTarget(withTextsOnly(patch.tree), draft), options),
          )
        : [draft],
    ),
  );
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
function mergeIntoItsObject(drafts: readonly Draft[], patch: Draft, options: Options): readonly Draft[] {
  const id = idOf(patch);
  const matches = drafts.filter((draft) => idsOf(draft).some((one) => sameId(one, id)));
  const place = placeOf(patch.tree, ['metadata', 'name']);
  if (matches.length === 0) throw absence(`no object is ${describeId(id)}, which the patch is for`, place);
  if (matches.length > 1) throw new Refusal(`more than one object is ${describeId(id)}`, place);
  return withoutClash(
    drafts.flatMap((draft) => (draft === matches[0] ? mergeInto(draft, patch.tree, options) : [draft])),
  );
}

/** The object with the patch merged in; none where the patch deletes it. Name, namespace and kind stay, unless the options say so. */
function mergeInto(draft: Draft, patch: MapTree, options: Options): readonly Draft[] {
  options.inUse.isNeeded = true;
  const merged = strategicMerge(draft.tree, patch, options.inUse.schema);
  if (merged === undefined) return [];
  // kustomize changes the object in place, and drops what stands in the place of the whole.
  if (directiveOf(patch) === 'replace') return [options.name || options.kind ? rememberId(draft) : draft];
  const kind = keepSame(options.kind ? merged : restore(merged, draft.tree, 'kind'), draft.tree, 'apiVersion');
  const metadata = getMap(kind, 'metadata');
  const old = getMap(draft.tree, 'metadata');
  if (metadata === undefined || old === undefined) return [{ ...draft, tree: kind }];
  const named = options.name ? metadata : restore(metadata, old, 'name');
  const tree = withEntry(kind, 'metadata', restore(named, old, 'namespace'), metadata.place);
  return [{ ...(options.name || options.kind ? rememberId(draft) : draft), tree }];
}

/** What a patch repeats only to say which object it is for stays where it was. */
function keepSame(map: MapTree, old: MapTree, key: string): MapTree {
  return textAt(map, key) === textAt(old, key) ? restore(map, old, key) : map;
}

function restore(map: MapTree, old: MapTree, key: string): MapTree {
  const entry = old.entries.get(key);
  return entry === undefined ? withoutEntry(map, key) : withWholeEntry(map, entry);
}

function withoutClash(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Set<string>();
  for (const draft of drafts) {
    const key = idKey(idOf(draft));
    if (seen.has(key)) throw new Refusal(`the patch makes a second ${describeId(idOf(draft))}`);
    seen.add(key);
  }
  return drafts;
}
