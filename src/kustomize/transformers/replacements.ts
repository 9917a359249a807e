import type { SourceFile } from '../../text/source-file.js';
import { code } from '../../text/words.js';
import { computedScalar, scalarText } from '../../tree/edit.js';
import {
  get,
  getBoolean,
  getList,
  getNumber,
  getString,
  placeOf,
  type MapTree,
  type Place,
  type ScalarTree,
  type ScalarValue,
  type Tree,
} from '../../tree/tree.js';
import { resolvePlainCore } from '../../yaml/values/scalar.js';
import {
  gvkOf,
  isSelected,
  mayHaveMore,
  textAt,
  withTree,
  type Draft,
  type IllTyped,
  type ObjectId,
} from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { editFields, fieldSteps, lookUpField } from '../fields/field-path.js';
import { settingsIn } from '../kustomization/first-document.js';
import type { Refuse } from '../kustomization/known-fields.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { fileOf } from '../kustomization/sources.js';
import { absence, attempt, Refusal, type Trace } from '../build/trace.js';
import { selectorOf } from './select.js';
import type { Step } from './step.js';

/** `replacements`: copies the value of one field of one object into fields of others. */
export function replacementSteps({ tree, folder }: Kustomization, trace: Trace): readonly Step[] {
  const items = getList(tree, 'replacements').flatMap((item) => {
    const path = get(item, 'path');
    if (path === undefined) return [item];
    const file = fileOf(textAt(item, 'path'), path, folder, trace);
    return file === undefined ? [] : replacementsIn(file, placeOf(path), trace);
  });
  return items.map((item) => ({
    place: placeOf(item, ['source']),
    run: (drafts) => {
      replace(drafts, item, trace);
    },
  }));
}

/** What a file lists; kustomize takes one replacement alone, too, and refuses all else. */
function replacementsIn(file: SourceFile, at: Place, trace: Trace): readonly Tree[] {
  const refuse: Refuse = (place, message) => void trace.problems.push({ place, message });
  const problems = trace.problems.length;
  const read = settingsIn(file, refuse);
  if (read?.type === 'list') return read.items;
  if (read?.type === 'map') return [read];
  if (trace.problems.length === problems) refuse(read === undefined ? at : placeOf(read), NO_REPLACEMENT);
  return [];
}

const NO_REPLACEMENT = 'a file of replacements has a list of them';

function replace(drafts: Drafts, item: Tree, trace: Trace): void {
  const targets = get(item, 'targets');
  const [source, given] = [get(item, 'source'), get(item, 'sourceValue')];
  if (targets?.type !== 'list' || (source === undefined) === (given === undefined))
    throw new Refusal('a replacement has a source and at least one target', placeOf(item));
  // What is to be written is not known then, but what stands in the fields is not what will.
  const unread: Source = { value: unreadValue(placeOf(item, ['source'])) };
  const from =
    given === undefined
      ? attempt(trace, placeOf(unread.value), unread, () => sourceOf(drafts, source ?? item, trace))
      : { value: given };
  for (const target of targets.items)
    attempt(trace, placeOf(target, ['select']), undefined, () => {
      drafts.atomically(() => {
        replaceIn(drafts, target, from);
      });
    });
}

/** What is copied, and where it is copied from: what a target writes over there is what the next field gets. */
interface Source {
  value: Tree;
  draft?: Draft;
  readonly steps?: readonly string[];
}

/** The objects that have, or had, an id that fits what the selector names. */
function selectedById(drafts: Drafts, selector: Tree): readonly Draft[] {
  const name = textAt(selector, 'name');
  return (name === '' ? drafts.all() : drafts.named(name)).filter(selectsById(selector));
}

function selectsById(selector: Tree): (draft: Draft) => boolean {
  const wanted = {
    group: textAt(selector, 'group'),
    version: textAt(selector, 'version'),
    kind: textAt(selector, 'kind'),
  };
  const [name, namespace] = [textAt(selector, 'name'), textAt(selector, 'namespace')];
  return (draft) => {
    // What has no namespace counts as being in `default` here.
    const present = { ...draft.id, namespace: textAt(draft.tree, 'metadata', 'namespace') || 'default' };
    const fits = (id: ObjectId): boolean =>
      (name === '' || id.name === name) && (namespace === '' || id.namespace === namespace) && isSelected(id, wanted);
    return fits(present) || draft.formerIds.some(fits);
  };
}

function wantedBy(source: Tree): string {
  const [kind, name, namespace] = [textAt(source, 'kind'), textAt(source, 'name'), textAt(source, 'namespace')];
  const named = name === '' ? '' : ` ${code(name)}`;
  const within = namespace === '' ? '' : ` in namespace ${code(namespace)}`;
  return `${kind || 'object'}${named}${within}`;
}

/** Stands in a field for a text that is not on disk; everybody takes it for a placeholder. */
const UNREAD = '<unread>';

const unreadValue = (place: Place): ScalarTree => computedScalar(UNREAD, place);

function sourceOf(drafts: Drafts, source: Tree, trace: Trace): Source {
  const [draft, second] = selectedById(drafts, source);
  if (draft === undefined)
    throw absence(`there is no ${wantedBy(source)}, the source of a replacement`, placeOf(source, ['name']));
  if (second !== undefined)
    throw new Refusal(
      `there is more than one ${wantedBy(source)}, the source of a replacement`,
      placeOf(source, ['name']),
    );
  const path = getString(source, 'fieldPath') ?? 'metadata.name';
  const steps = fieldSteps(path);
  const value = lookUpField(draft.tree, steps);
  if (value === undefined && mayHaveMore(draft, trace)) return { value: unreadValue(placeOf(source)) };
  if (value === undefined || isEmpty(value))
    throw new Refusal(`the source has no \`${path}\``, placeOf(source, ['fieldPath']));
  const delimiter = textAt(source, 'options', 'delimiter');
  if (delimiter === '') return { value, draft, steps };
  const part = wantScalar(value, source).split(delimiter)[getNumber(source, 'options', 'index') ?? 0];
  if (part === undefined)
    throw new Refusal('the source has no part with this index', placeOf(source, ['options', 'index']));
  return { value: computedScalar(part, placeOf(value)) };
}

function isEmpty(tree: Tree): boolean {
  if (tree.type === 'scalar') return tree.value === null;
  return tree.type === 'map' ? tree.entries.size === 0 : tree.items.length === 0;
}

function wantScalar(tree: Tree, at: Tree): string {
  if (tree.type === 'scalar') return scalarText(tree);
  throw new Refusal('only a text can be split', placeOf(at, ['options', 'delimiter']));
}

function replaceIn(drafts: Drafts, target: Tree, from: Source): void {
  const select = get(target, 'select');
  if (select === undefined) throw new Refusal('a target says what it selects', placeOf(target));
  const rejects = getList(target, 'reject');
  const rejected = [
    ...rejects.filter((one) => ID_FIELDS.some((field) => textAt(one, field) !== '')).map(selectsById),
    ...rejects.filter((one) => SELECTORS.some((field) => textAt(one, field) !== '')).map(bySelectors),
  ];
  const labelled = bySelectors(select);
  const fields = fieldsOf(target);
  for (const draft of selectedById(drafts, select)) {
    if (!labelled(draft) || rejected.some((isRejected) => isRejected(draft))) continue;
    const illTyped: IllTyped[] = [];
    const isSource = draft === from.draft;
    const tree = fields.reduce((at, field) => {
      const set = setField(at, field, { target, value: from.value, illTyped });
      if (isSource) from.value = lookUpField(set, from.steps ?? []) ?? from.value;
      return set;
    }, draft.tree);
    const changed = withTree(draft, tree);
    const next = illTyped.length === 0 ? changed : { ...changed, illTyped: [...draft.illTyped, ...illTyped] };
    drafts.change(draft, next);
    if (isSource) from.draft = next;
  }
}

const ID_FIELDS = ['group', 'version', 'kind', 'name', 'namespace'];
const SELECTORS = ['labelSelector', 'annotationSelector'];

/** A field into which a target copies the value. */
interface TargetField {
  readonly text: string;
  readonly steps: readonly string[];
  readonly place: Place;
}

function fieldsOf(target: Tree): readonly TargetField[] {
  const paths = getList(target, 'fieldPaths').map((path) => ({
    text: path.type === 'scalar' ? scalarText(path) : '',
    place: placeOf(path),
  }));
  const all = paths.length === 0 ? [{ text: 'metadata.name', place: placeOf(target, ['select']) }] : paths;
  return all.map((field) => ({ ...field, steps: fieldSteps(field.text) }));
}

/** The selectors of labels and annotations alone. */
function bySelectors(selector: Tree): (draft: Draft) => boolean {
  if (selector.type !== 'map') return () => true;
  return selectorOf(selector.with(selector.entries.values().filter(({ key }) => SELECTORS.includes(key))));
}

/** What a target copies into its fields, and which of the new values do not fit there. */
interface Copying {
  readonly target: Tree;
  readonly value: Tree;
  readonly illTyped: IllTyped[];
}

function setField(tree: MapTree, field: TargetField, copying: Copying): MapTree {
  const create = getBoolean(copying.target, 'options', 'create') === true;
  const change = (old: Tree | undefined): Tree => newValue(old, copying, field.place);
  const edited = editFields(tree, field.steps, { change, create, place: field.place });
  if (edited.count === 0) throw new Refusal(`${gvkOf(tree).kind} has no field \`${field.text}\``, field.place);
  return edited.tree.type === 'map' ? edited.tree : tree;
}

/**
 * What stands in the place of a scalar is a scalar of the same type, empty where a map or a list is put there; anything
 * else is replaced as it is.
 */
function newValue(old: Tree | undefined, { target, value, illTyped }: Copying, place: Place): Tree {
  const delimiter = textAt(target, 'options', 'delimiter');
  const by = place.span;
  if (delimiter !== '') {
    const text = joined(
      old === undefined ? '' : wantScalar(old, target),
      old === undefined ? wantScalar(value, target) : textOf(value),
      delimiter,
      getNumber(target, 'options', 'index') ?? 0,
    );
    const scalar = computedScalar(text, old === undefined ? place : placeOf(old), placeOf(value).span);
    return typed(scalar, old, illTyped);
  }
  if (value.type === 'scalar' ? old !== undefined && old.type !== 'scalar' : old?.type !== 'scalar') return value;
  const scalar = computedScalar(textOf(value), value.type === 'scalar' ? value.place : place, by);
  return typed(scalar, old, illTyped);
}

/** A map or a list has none. */
const textOf = (tree: Tree): string => (tree.type === 'scalar' ? scalarText(tree) : '');

function typed(text: ScalarTree, old: Tree | undefined, illTyped: IllTyped[]): ScalarTree {
  const written = scalarText(text);
  if (written.includes(UNREAD)) return text;
  const value = resolvePlainCore(written);
  const scalar = computedScalar(value, text.place);
  const kind = old?.type === 'scalar' ? kindOf(old.value, old.source || String(old.value)) : undefined;
  if (kind === undefined) return scalar;
  if (kind === 'text' || (kind === 'null' && written === '')) return text;
  const given = kindOf(value, written);
  if (given === kind || (given === 'whole number' && kind === 'number')) return scalar;
  const { span, computedBy } = text.place;
  const message = `a ${given} takes the place of a ${kind} here`;
  illTyped.push({ scalar, problem: { place: { span: computedBy ?? span }, message } });
  return scalar;
}

type Kind = 'text' | 'null' | 'truth value' | 'whole number' | 'number';

function kindOf(value: ScalarValue, text: string): Kind {
  if (typeof value === 'number') return /^[-+]?(\d[\d_]*|0[xob][\da-f_]+)$/i.test(text) ? 'whole number' : 'number';
  if (typeof value === 'boolean') return 'truth value';
  return value === null ? 'null' : 'text';
}

/** The parts of the old text with one replaced, or with one more in front (below 0) or behind. */
function joined(old: string, text: string, delimiter: string, index: number): string {
  const parts = old.split(delimiter);
  if (index < 0) return [text, ...parts].join(delimiter);
  return (index >= parts.length ? [...parts, text] : parts.map((part, at) => (at === index ? text : part))).join(
    delimiter,
  );
}
