import type { SourceFile } from '../../text/source-file.js';
import { withEntries, withEntry } from '../../tree/edit.js';
import { get, getList, getMap, placeOf, isString, type MapTree, type Place, type Tree } from '../../tree/tree.js';
import { KUSTOMIZE } from '../../yaml/values/dialect.js';
import type { Document, DuplicateKey } from '../../yaml/document.js';
import { parseFile, parseInside } from '../../yaml/parse.js';
import type { ScalarTree } from '../../tree/tree.js';
import type { BuildProblem } from '../build/build.js';
import { describeId, draftOf, textAt, type Draft } from './draft.js';
import type { Drafts } from './drafts.js';
import { firstBareKey, KEY_REFUSAL } from './keys.js';
import { isKnownKind } from '../schema/scopes.js';
import { throughJson } from './one-value.js';
import { quoted } from './quotes.js';
import { attempt, type Trace } from '../build/trace.js';

/** The objects of one file, in kustomize's order; what is no object is noted and left out. */
export function readResources(file: SourceFile, trace: Trace): readonly Draft[] {
  const { documents, template } = parseFile(file, KUSTOMIZE);
  if (template !== undefined) trace.open.push({ place: { span: template }, what: 'a template', changes: false });
  return readDocuments(documents, file, file.text, trace);
}

/**
 * True for a text that holds objects itself: kustomize takes for one what can be read as one, and any other text for a
 * path.
 */
export function isInlineText(item: Tree): item is ScalarTree & { readonly value: string } {
  if (!isString(item)) return false;
  return item.value.includes('\n') || /^\s*\{/.test(item.value) || /^\s*\w+:\s/.test(item.value);
}

/** The objects that an inline patch or plugin holds. */
export function readInlineResources(scalar: ScalarTree, trace: Trace): readonly Draft[] {
  const documents = parseInside(scalar, KUSTOMIZE);
  const text = String(scalar.value);
  if (documents.some(({ problems }) => problems.length > 0) && VARIABLE.test(text)) {
    trace.open.push({ place: scalar.place, what: 'a template', changes: true });
    return [];
  }
  return readDocuments(documents, scalar.place.span.file, text, trace);
}

/** What envsubst fills in: among brackets it is no YAML yet. */
const VARIABLE = /\$\{[A-Za-z_]\w*\}/;

function readDocuments(documents: readonly Document[], file: SourceFile, text: string, trace: Trace): readonly Draft[] {
  for (const document of documents) noteProblems(document, trace);
  const objects = attempt(trace, { span: { file, start: 0, end: Math.min(1, file.text.length) } }, [], () =>
    objectsIn(documents, isOneDocument(text), trace),
  );
  // kustomize asks its schema whether an unknown kind has a namespace.
  if (objects.some(({ tree }) => !isKnownKind(textAt(tree, 'apiVersion'), textAt(tree, 'kind'))))
    trace.inUse.isNeeded = true;
  return objects.map(({ tree, document }) => draftOf(tree, file, document));
}

/** kustomize counts the lines that begin with `---`, one at the start of the text aside. */
const isOneDocument = (text: string): boolean => !/\n---.*\n/.test(text);

/** True for `annotations` of the object, and for a key in it: there kustomize is not strict. */
function isOfAnnotations(tree: Tree | undefined, { kept }: DuplicateKey): boolean {
  const metadata = getMap(tree, 'metadata');
  const entries = [metadata?.entries.get('annotations'), ...(getMap(metadata, 'annotations')?.entries.values() ?? [])];
  return entries.some((entry) => entry !== undefined && areAt(entry.keyPlace, kept));
}

/**
 * The object with all of its annotations: kustomize notes some of its own before it reads the object, and joins two
 * maps of them on the way; of two with one key the first stays (kyaml, RNode.SetAnnotations).
 */
function withAllAnnotations(tree: Tree, quirks: Document['quirks']): Tree {
  const metadata = getMap(tree, 'metadata');
  const kept = metadata?.entries.get('annotations');
  if (tree.type !== 'map' || metadata === undefined || kept?.value.type !== 'map') return tree;
  const lost = quirks.flatMap((quirk) =>
    quirk.kind === 'duplicate-key' && areAt(kept.keyPlace, quirk.kept) && quirk.lostValue.type === 'map'
      ? [quirk.lostValue]
      : [],
  );
  if (lost.length === 0) return tree;
  const all = lost.reduceRight((joined, { entries }) => withEntries(joined, entries.values()), kept.value);
  return withEntry(tree, 'metadata', withEntry(metadata, 'annotations', all, kept.keyPlace), metadata.place);
}

const areAt = (a: Place, b: Place): boolean => a.span.start === b.span.start && a.span.file === b.span.file;

function noteProblems({ problems, quirks, tree }: Document, trace: Trace): void {
  const problem = problems[0];
  if (problem !== undefined) trace.problems.push({ place: { span: problem.span }, message: problem.message });
  for (const quirk of quirks) {
    if (quirk.kind === 'duplicate-key' && !isOfAnnotations(tree, quirk))
      trace.problems.push({
        place: quirk.lost,
        message: `kustomize refuses a key that is written twice: \`${quirk.key}\``,
      });
  }
  const bare = tree === undefined ? undefined : firstBareKey(tree);
  if (bare !== undefined) trace.problems.push({ place: bare, message: KEY_REFUSAL, help: 'write the key in quotes' });
}

interface Found<T extends Tree> {
  readonly tree: T;
  readonly document: Document;
}

/**
 * The objects themselves, and the items of lists: every kind that ends in `List` and has items is one. A `List` that is
 * alone in its file is taken apart as it stands, any other goes through JSON, and what it holds comes last (kyaml
 * byteio_reader.go, resource/factory.go).
 */
function objectsIn(documents: readonly Document[], isAlone: boolean, trace: Trace): readonly Found<MapTree>[] {
  const objects: Found<MapTree>[] = [];
  const itemsOf = (tree: Tree, document: Document): Found<Tree>[] =>
    getList(tree, 'items').map((item) => ({ tree: item, document }));
  const queue = documents.flatMap((document): Found<Tree>[] => {
    if (document.tree === undefined) return [];
    const tree = withAllAnnotations(document.tree, document.quirks);
    return isAlone && isUnwrapped(tree) ? itemsOf(tree, document) : [{ tree, document }];
  });
  // Lists are taken apart at the end of the queue, which grows while it is gone through.
  for (const { tree, document } of queue) {
    if (tree.type === 'map' && tree.entries.size === 0) continue;
    const problem = problemOf(tree);
    if (problem !== undefined) trace.problems.push(problem);
    else if (tree.type === 'map' && !isList(tree)) objects.push({ tree, document });
    else for (const item of itemsOf(throughJson(tree, quoted), document)) queue.push(item);
  }
  return objects;
}

const isUnwrapped = (tree: Tree): boolean =>
  ['List', 'ResourceList'].includes(textAt(tree, 'kind')) && tree.type === 'map' && tree.entries.has('items');
const isList = (tree: MapTree): boolean => textAt(tree, 'kind').endsWith('List') && tree.entries.has('items');

/** Why kustomize takes something for no object; undefined where it does. */
function problemOf(tree: Tree): BuildProblem | undefined {
  if (tree.type !== 'map') return { place: placeOf(tree), message: 'this is no object: kustomize wants a map' };
  const kind = textAt(tree, 'kind');
  if (kind === '') return { place: placeOf(tree), message: 'kustomize wants a `kind`' };
  if (kind.endsWith('List')) {
    const items = get(tree, 'items');
    return items === undefined || items.type === 'list'
      ? undefined
      : { place: placeOf(tree, ['items']), message: 'the `items` of a list are a list' };
  }
  return textAt(tree, 'metadata', 'name') === ''
    ? { place: placeOf(tree, ['metadata']), message: 'kustomize wants a `metadata.name`' }
    : undefined;
}

/** Adds objects behind others; of two with one id the second one is refused. */
export function addDrafts(drafts: Drafts, added: readonly Draft[], trace: Trace): void {
  for (const draft of added) {
    if (!drafts.has(draft.id)) drafts.add(draft);
    else
      trace.problems.push({
        place: placeOf(draft.tree, ['metadata', 'name']),
        message: `${describeId(draft.id)} is already there: kustomize takes each object once`,
        reach: [draft.id.kind],
      });
  }
}
