import { append } from '../../data/group.js';
import { computedScalar, scalarText, withEntry } from '../../tree/edit.js';
import { get, getList, placeOf, type MapTree, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { NameReference } from '../configuration/name-reference.js';
import {
  describeId,
  isSelected,
  NO_NAMESPACE,
  originalIdOf,
  textAt,
  withTree,
  type Draft,
  type Gvk,
} from '../objects/draft.js';
import { changeField, specsByKind, type FieldSpec } from '../fields/field-spec.js';
import { compareGvk } from './order.js';
import { attempt, Refusal, type Trace } from '../build/trace.js';

/**
 * Writes the present names of objects into the fields that name them (api/filters/nameref). The name keeps its place;
 * what it is called now stands at the object that was renamed.
 */
export function followNames(
  drafts: readonly Draft[],
  references: readonly NameReference[],
  trace: Trace,
): readonly Draft[] {
  if (drafts.every(({ formerIds }) => formerIds.length === 0)) return drafts;
  const lookup = lookupOf(drafts);
  const originals = new Set(drafts.map((draft) => originalIdOf(draft).namespace));
  const fields = specsByKind(
    [...references].sort(compareGvk).flatMap((target) => target.referrers.map((spec) => ({ ...spec, target }))),
  );
  return drafts.map((referrer) => {
    const bound = subjectNamespaces(referrer);
    const follow = (tree: MapTree, spec: Field): MapTree =>
      followField(tree, spec, { referrer, bound, target: spec.target, lookup, originals }, trace);
    return withTree(referrer, fields(originalIdOf(referrer)).reduce(follow, referrer.tree));
  });
}

/** A field that may name an object of the kind `target`. */
interface Field extends FieldSpec {
  readonly target: NameReference;
}

interface Search {
  readonly referrer: Draft;
  /** Namespaces of the ServiceAccounts that a RoleBinding is for. */
  readonly bound: ReadonlySet<string>;
  /** Namespaces that objects had before the first change. */
  readonly originals: ReadonlySet<string>;
  readonly target: NameReference;
  readonly lookup: Lookup;
}

/** The objects that were called by a name while they had a kind, each with its position. */
interface Called {
  readonly all: Positioned[];
  readonly byNamespace: Map<string, Positioned[]>;
  /** As it is written, which may be not at all. */
  readonly byWritten: Map<string, Positioned[]>;
}

interface Positioned {
  readonly draft: Draft;
  readonly position: number;
}

type Lookup = ReadonlyMap<string, Called>;

const keyOf = (name: string, kind: string): string => `${kind}\0${name}`;

/** Objects by every name and kind that they had before; an empty kind stands for any. */
function lookupOf(drafts: readonly Draft[]): Lookup {
  const lookup = new Map<string, Called>();
  for (const [position, draft] of drafts.entries()) {
    const names = new Set(draft.formerIds.map(({ name }) => name));
    const kinds = new Set(['', ...draft.formerIds.map(({ kind }) => kind)]);
    for (const key of [...names].flatMap((name) => [...kinds].map((kind) => keyOf(name, kind))))
      enter(lookup, key, { draft, position });
  }
  return lookup;
}

function enter(lookup: Map<string, Called>, key: string, one: Positioned): void {
  const called: Called = lookup.get(key) ?? { all: [], byNamespace: new Map(), byWritten: new Map() };
  lookup.set(key, called);
  called.all.push(one);
  append(called.byNamespace, one.draft.id.namespace, one);
  append(called.byWritten, textAt(one.draft.tree, 'metadata', 'namespace'), one);
}

function followField(tree: MapTree, spec: Field, search: Search, trace: Trace): MapTree {
  return attempt(trace, placeOf(tree, ['metadata', 'name']), tree, () =>
    changeField(tree, { path: spec.path }, (old) => follow(old, spec, search)),
  );
}

/** A name, a list of names, or maps with a `name` and a `namespace`. */
function follow(old: Tree | undefined, spec: FieldSpec, search: Search): Tree {
  if (old === undefined) throw new Refusal('there is no field to follow a name in');
  if (old.type === 'list') return old.with(old.items.map((item) => follow(item, spec, search)));
  if (old.type === 'map') return followInMap(old, spec, search);
  const referral =
    old.value === null
      ? undefined
      : referralOf(scalarText(old), candidates(scalarText(old), search), spec, search, sameName);
  return referral === undefined || referral.id.name === scalarText(old) ? old : renamed(old, referral);
}

function renamed(old: ScalarTree, { id, tree }: Draft): ScalarTree {
  return computedScalar(id.name, old.place, placeOf(tree, ['metadata', 'name']).span);
}

function followInMap(old: MapTree, spec: FieldSpec, search: Search): Tree {
  const name = get(old, 'name');
  if (name?.type !== 'scalar') throw new Refusal('there is no `name` in what should name an object', placeOf(old));
  const namespace = old.entries.has('namespace') ? textAt(old, 'namespace') : undefined;
  const within = candidates(scalarText(name), search);
  const isOriginal = search.originals.has(namespace ?? '');
  const wanted = (draft: Draft): boolean => (isOriginal ? originalIdOf(draft) : draft.id).namespace === namespace;
  const there = namespace === undefined ? within : within.filter(wanted);
  const referral = referralOf(scalarText(name), there, spec, search, sameNameAndNamespace);
  if (referral === undefined) return old;
  const own = get(referral.tree, 'metadata', 'namespace');
  const followed =
    referral.id.name === scalarText(name) ? old : withEntry(old, 'name', renamed(name, referral), name.place);
  if (own?.type !== 'scalar' || own.value === '') return followed;
  const written = get(old, 'namespace');
  if (written?.type === 'scalar' && scalarText(written) === scalarText(own)) return followed;
  return withEntry(followed, 'namespace', own, old.entries.get('namespace')?.keyPlace ?? name.place);
}

/**
 * The objects that were called so and that the referrer may name at all, in their order: those of its namespace, those
 * that have none, and the ServiceAccounts of its subjects.
 */
function candidates(name: string, { referrer, target, lookup, bound }: Search): readonly Draft[] {
  const called = lookup.get(keyOf(name, target.kind));
  if (called === undefined) return [];
  const { namespace } = referrer.id;
  if (namespace === NO_NAMESPACE) return called.all.map(({ draft }) => draft);
  const within = new Set([
    ...(called.byNamespace.get(NO_NAMESPACE) ?? []),
    ...(called.byNamespace.get(namespace) ?? []),
    ...[...bound].flatMap((one) => called.byWritten.get(one) ?? []),
  ]);
  return [...within].sort((a, b) => a.position - b.position).map(({ draft }) => draft);
}

function subjectNamespaces({ tree }: Draft): ReadonlySet<string> {
  if (textAt(tree, 'kind') !== 'RoleBinding') return new Set();
  return new Set(
    getList(tree, 'subjects').flatMap((subject) =>
      textAt(subject, 'kind') === 'ServiceAccount' && get(subject, 'namespace') !== undefined
        ? [textAt(subject, 'namespace')]
        : [],
    ),
  );
}

function referralOf(
  name: string,
  within: readonly Draft[],
  spec: FieldSpec,
  search: Search,
  same: (all: readonly Draft[]) => boolean,
): Draft | undefined {
  const { referrer, target } = search;
  const roleRef = roleRefOf(spec, referrer);
  const fitting = within.filter(
    ({ formerIds, id }) =>
      formerIds.some((former) => isSelected(former, target)) &&
      (roleRef === undefined || formerIds.some((former) => isSelected(former, roleRef))) &&
      (referrer.id.namespace === NO_NAMESPACE ||
        id.namespace === NO_NAMESPACE ||
        id.kind === 'ServiceAccount' ||
        id.namespace === referrer.id.namespace),
  );
  if (fitting.length <= 1) return fitting[0];
  const loosely = fitting.filter((draft) => sameAffixes(draft, referrer, true));
  const exactly = loosely.length > 1 ? loosely.filter((draft) => sameAffixes(draft, referrer, false)) : loosely;
  if (exactly.length <= 1 || same(exactly)) return exactly[0];
  throw new Refusal(`\`${name}\` may mean ${exactly.map(({ id }) => describeId(id)).join(' or ')}`);
}

/** A binding says itself which kind of role it means. */
function roleRefOf({ path }: FieldSpec, { tree }: Draft): Gvk | undefined {
  if (
    !path.endsWith('roleRef/name') ||
    get(tree, 'roleRef', 'apiGroup') === undefined ||
    get(tree, 'roleRef', 'kind') === undefined
  )
    return undefined;
  return { group: textAt(tree, 'roleRef', 'apiGroup'), version: '', kind: textAt(tree, 'roleRef', 'kind') };
}

const sameName = (all: readonly Draft[]): boolean => all.every(({ id }) => id.name === all[0]?.id.name);
const sameNameAndNamespace = (all: readonly Draft[]): boolean =>
  sameName(all) && all.every(({ id }) => id.namespace === all[0]?.id.namespace);

/**
 * True where both were renamed by the same layers, as far as both go; `loosely` also where one was not renamed at all.
 */
function sameAffixes(a: Draft, b: Draft, loosely: boolean): boolean {
  const fits = (x: readonly string[], y: readonly string[]): boolean =>
    (loosely && (x.length === 0 || y.length === 0)) || sameEnding(x, y);
  return fits(a.prefixes, b.prefixes) && fits(a.suffixes, b.suffixes);
}

function sameEnding(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length === 0;
  return short.every((text, index) => text === long[long.length - short.length + index]);
}
