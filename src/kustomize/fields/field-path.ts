import { withoutEnd } from '../../text/trim.js';
import { goPattern, type Pattern } from '../../text/pattern.js';
import { computedScalar, emptyMap, mapOf, scalarText, withEntry } from '../../tree/edit.js';
import { get, placeOf, ListTree, Entry, type Place, type Tree } from '../../tree/tree.js';
import { splitPath } from './field-spec.js';
import { overwrite, writeThrough, type Writes } from '../objects/one-value.js';
import { Refusal } from '../build/trace.js';

/**
 * The steps of a path with dots, as replacements and vars write it: `spec.containers.[name=web].image`,
 * `metadata.annotations.[example.com/port]`, `spec.ports.0.port`.
 */
export function fieldSteps(path: string): readonly string[] {
  const steps: string[] = [];
  let open: string[] = [];
  for (const part of splitPath(path, '.')) {
    if (open.length === 0 && !(part.startsWith('[') && !part.endsWith(']'))) {
      steps.push(part);
      continue;
    }
    open.push(part);
    if (!part.endsWith(']')) continue;
    steps.push(bracketed(open.join('.')));
    open = [];
  }
  return (open.length > 0 ? [...steps, bracketed(open.join('.'))] : steps)
    .map((step) => step.trim())
    .filter((step) => step !== '');
}

/** `[name=a.b]` means an item; `[a.b]` is a key with dots in it. */
const bracketed = (text: string): string => (text.includes('=') ? text : withoutEnd(text.replace(/^\[+/, ''), ']'));

interface ItemStep {
  readonly field: string;
  readonly text: string;
}

function itemStep(step: string): ItemStep | undefined {
  if (!step.startsWith('[') || !step.endsWith(']')) return undefined;
  const equals = step.indexOf('=');
  if (equals === -1) throw new Refusal('an item of a list is written as `[field=value]`');
  return { field: step.slice(1, equals), text: step.slice(equals + 1, -1) };
}

const isIndex = (step: string): boolean => /^\+?\d+$/.test(step);

/** The value at a path, of items with the same text the first; undefined where there is none. */
export function lookUpField(tree: Tree, steps: readonly string[]): Tree | undefined {
  return steps.reduce<Tree | undefined>((at, step) => (at === undefined ? undefined : stepInto(at, step)), tree);
}

function stepInto(at: Tree, step: string): Tree | undefined {
  if (isIndex(step) || step === '-')
    return at.type === 'list' ? at.items.at(step === '-' ? -1 : Number(step)) : undefined;
  const item = itemStep(step);
  if (item === undefined) return at.type === 'map' ? at.entries.get(step)?.value : undefined;
  return at.type === 'list'
    ? at.items.find((one) => textOf(item.field === '' ? one : get(one, item.field)) === item.text)
    : undefined;
}

const textOf = (tree: Tree | undefined): string | undefined => (tree?.type === 'scalar' ? scalarText(tree) : undefined);

/** How the fields at a path are changed. */
export interface FieldEdit {
  /** The new value, from the old one or from none where the field is made. */
  readonly change: (old: Tree | undefined) => Tree;
  /** True to make what is absent, standing at `place`. */
  readonly create: boolean;
  readonly place: Place;
}

/** The tree with every field that the path means changed, and how many there were. */
export function editFields(
  tree: Tree,
  steps: readonly string[],
  edit: FieldEdit,
): { readonly tree: Tree; readonly count: number } {
  let count = 0;
  const writes: Writes = new Map();
  const counted: FieldEdit = {
    ...edit,
    change: (old) => {
      count++;
      return overwrite(old, edit.change(old), writes);
    },
  };
  return { tree: writeThrough(editAt(tree, steps, counted), writes), count };
}

function editAt(at: Tree, steps: readonly string[], edit: FieldEdit): Tree {
  const [step, ...rest] = steps;
  if (step === undefined) return edit.change(at);
  if (isIndex(step)) return editIndex(wantList(at, step), Number(step), rest, edit);
  const item = itemStep(step);
  if (item !== undefined) return editItems(wantList(at, step), item, rest, edit);
  if (step === '*') return wantList(at, step).with(wantList(at, step).items.map((one) => editAt(one, rest, edit)));
  return editField(at, step, rest, edit);
}

function wantList(at: Tree, step: string): ListTree {
  if (at.type === 'list') return at;
  throw new Refusal(`there is no list for \`${step}\` to mean an item of`, placeOf(at));
}

function editField(at: Tree, step: string, rest: readonly string[], edit: FieldEdit): Tree {
  if (at.type === 'scalar' && at.value === null) return at;
  if (at.type !== 'map') throw new Refusal(`there is no map for \`${step}\` to be a field of`, placeOf(at));
  const entry = at.entries.get(step);
  if (entry !== undefined) return withEntry(at, step, editAt(entry.value, rest, edit), entry.keyPlace);
  return edit.create ? withEntry(at, step, made(rest, edit), edit.place) : at;
}

/** A field that was absent, with what the rest of the path makes in it. */
function made(rest: readonly string[], edit: FieldEdit): Tree {
  const [next] = rest;
  if (next === undefined) return edit.change(undefined);
  const isList = isIndex(next) || itemStep(next) !== undefined;
  return editAt(isList ? ListTree.at(edit.place, []) : emptyMap(edit.place), rest, edit);
}

function editIndex(list: ListTree, index: number, rest: readonly string[], edit: FieldEdit): Tree {
  if (index === list.items.length && edit.create) return list.with([...list.items, made(rest, edit)]);
  if (index >= list.items.length)
    throw new Refusal(`the list has ${list.items.length} items, and none at ${index}`, placeOf(list));
  return list.with(list.items.map((one, at) => (at === index ? editAt(one, rest, edit) : one)));
}

/** The items whose field matches; kustomize takes the text for a pattern that may match anywhere. */
function editItems(list: ListTree, item: ItemStep, rest: readonly string[], edit: FieldEdit): Tree {
  const pattern = patternOf(item.text, list);
  const fits = (one: Tree): boolean => {
    const text = textOf(item.field === '' ? one : get(one, item.field));
    return text !== undefined && pattern.test(text);
  };
  if (!list.items.some(fits)) return edit.create ? appendItem(list, item, rest, edit) : list;
  const below = item.field === '' ? [] : rest;
  return list.with(list.items.map((one) => (fits(one) ? editAt(one, below, edit) : one)));
}

function appendItem(list: ListTree, { field, text }: ItemStep, rest: readonly string[], edit: FieldEdit): Tree {
  const value = computedScalar(text, edit.place);
  const item: Tree = field === '' ? value : mapOf([Entry.at(edit.place, field, value)], edit.place);
  return list.with([...list.items, editAt(item, field === '' ? [] : rest, edit)]);
}

function patternOf(text: string, at: Tree): Pattern {
  try {
    return goPattern(text);
  } catch {
    throw new Refusal(`\`${text}\` is no regular expression`, placeOf(at));
  }
}
