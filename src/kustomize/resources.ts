import type { SourceFile } from '../text/source-file.js';
import { get, placeOf, type MapTree, type Place, type Tree } from '../tree/tree.js';
import { KUSTOMIZE } from '../yaml/dialect.js';
import type { Document } from '../yaml/document.js';
import { parseFile, parseInside } from '../yaml/parse.js';
import type { ScalarTree } from '../tree/tree.js';
import { describeId, draftOf, idKey, idOf, textAt, type Draft } from './draft.js';
import { firstBareKey, KEY_REFUSAL } from './keys.js';
import { isKnownKind } from './tables/scopes.js';
import type { Trace } from './trace.js';

/** The objects of one file, in its order; what is no object is noted and left out. */
export function readResources(file: SourceFile, trace: Trace): readonly Draft[] {
  const { documents, template } = parseFile(file, KUSTOMIZE);
  if (template !== undefined) trace.open.push({ place: { span: template }, what: 'a template', changes: false });
  return documents.flatMap((document) => readDocument(document, file, trace));
}

/** True for a text that holds objects itself: kustomize takes for one what can be read as one, and any other text for a path. */
export function isInlineText(item: Tree): item is ScalarTree & { readonly value: string } {
  if (item.type !== 'scalar' || typeof item.value !== 'string') return false;
  return item.value.includes('\n') || /^\s*\{/.test(item.value) || /^\s*\w+:\s/.test(item.value);
}

/** The objects that an inline patch or plugin holds. */
export function readInlineResources(scalar: ScalarTree, trace: Trace): readonly Draft[] {
  return parseInside(scalar, KUSTOMIZE).flatMap((document) => readDocument(document, scalar.place.span.file, trace));
}

function readDocument(document: Document, file: SourceFile, trace: Trace): readonly Draft[] {
  const problem = document.problems[0];
  if (problem !== undefined) trace.problems.push({ place: { span: problem.span }, message: problem.message });
  for (const quirk of document.quirks) {
    if (quirk.kind === 'duplicate-key') trace.problems.push({ place: quirk.lost, message: `kustomize refuses a key that is written twice: \`${quirk.key}\`` });
  }
  const bare = document.tree === undefined ? undefined : firstBareKey(document.tree);
  if (bare !== undefined) trace.problems.push({ place: bare, message: KEY_REFUSAL, help: 'write the key in quotes' });
  if (document.tree === undefined) return [];
  const trees = objectsIn(document.tree, trace);
  // kustomize asks its schema whether an unknown kind has a namespace.
  if (trees.some((tree) => !isKnownKind(textAt(tree, 'apiVersion'), textAt(tree, 'kind')))) trace.inUse.isNeeded = true;
  return trees.map((tree) => draftOf(tree, file, document));
}

/** The object itself, or the items of a list: every kind that ends in `List` and has items is one. */
function objectsIn(tree: Tree, trace: Trace): readonly MapTree[] {
  const refuse = (place: Place, message: string): readonly MapTree[] => (trace.problems.push({ place, message }), []);
  if (tree.type !== 'map') return refuse(placeOf(tree, []), 'this is no object: kustomize wants a map');
  if (tree.entries.size === 0) return [];
  const kind = textAt(tree, 'kind');
  if (kind === '') return refuse(placeOf(tree, []), 'kustomize wants a `kind`');
  if (kind.endsWith('List') && tree.entries.has('items')) {
    const items = get(tree, 'items');
    return items?.type === 'list' ? items.items.flatMap((item) => objectsIn(item, trace)) : [];
  }
  if (textAt(tree, 'metadata', 'name') === '' && !kind.endsWith('List')) return refuse(placeOf(tree, ['metadata']), 'kustomize wants a `metadata.name`');
  return [tree];
}

/** One list of objects behind another; two objects with one id are refused, and the first one is kept. */
export function append(drafts: readonly Draft[], added: readonly Draft[], trace: Trace): readonly Draft[] {
  const all = [...drafts];
  const ids = new Set(drafts.map((draft) => idKey(idOf(draft))));
  for (const draft of added) {
    const id = idOf(draft);
    const key = idKey(id);
    if (ids.has(key)) {
      trace.problems.push({ place: placeOf(draft.tree, ['metadata', 'name']), message: `${describeId(id)} is already there: kustomize takes each object once` });
      continue;
    }
    ids.add(key);
    all.push(draft);
  }
  return all;
}
