import { computedScalar, scalarText, withEntry } from '../../tree/edit.js';
import { get, getList, placeOf, type MapTree, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { NameReference } from '../name-reference.js';
import {
  describeId,
  idOf,
  isSelected,
  NO_NAMESPACE,
  originalIdOf,
  textAt,
  type Draft,
  type Gvk,
  type ObjectId,
} from '../draft.js';
import { changeField, type FieldSpec } from '../field-spec.js';
import { compareGvk } from '../order.js';
import { attempt, Refusal, type Trace } from '../trace.js';

/**
 * Writes the present names of objects into the fields that name them (api/filters/nameref). The name keeps its place;
 * what it is called now stands at the object that was renamed.
 */
export function followNames(
  drafts: readonly Draft[],
  references: readonly NameReference[],
  trace: Trace,
): readonly Draft[] {
  const named = drafts.map(withIds);
  if (named.every(({ draft }) => draft.formerIds.length === 0)) return drafts;
  const byName = candidatesByName(named);
  const originals = new Set(named.map(({ original }) => original.namespace));
  const ordered = [...references].sort(compareGvk);
  return named.map((referrer) => {
    const bound = subjectNamespaces(referrer.draft);
    const followed = ordered.reduce(
      (tree, target) => followOne(tree, { referrer, bound, target, byName, originals }, trace),
      referrer.draft.tree,
    );
    return followed === referrer.draft.tree ? referrer.draft : { ...referrer.draft, tree: followed };
  });
}

interface Named {
  readonly draft: Draft;
  readonly id: ObjectId;
  readonly original: ObjectId;
}

const withIds = (draft: Draft): Named => ({ draft, id: idOf(draft), original: originalIdOf(draft) });

interface Search {
  readonly referrer: Named;
  /** Namespaces of the ServiceAccounts that a RoleBinding is for. */
  readonly bound: ReadonlySet<string>;
  /** Namespaces that objects had before the first change. */
  readonly originals: ReadonlySet<string>;
  readonly target: NameReference;
  readonly byName: ReadonlyMap<string, readonly Named[]>;
}

/** Objects by every name that they had before. */
function candidatesByName(all: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const byName = new Map<string, Named[]>();
  for (const one of all) {
    for (const name of new Set(one.draft.formerIds.map((id) => id.name))) {
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [one]);
      else list.push(one);
    }
  }
  return byName;
}

function followOne(tree: MapTree, search: Search, trace: Trace): MapTree {
  return search.target.referrers
    .filter((spec) => isSelected(search.referrer.original, spec))
    .reduce(
      (at, spec) =>
        attempt(trace, placeOf(at, ['metadata', 'name']), at, () =>
          changeField(at, { path: spec.path }, (old) => follow(old, spec, search)),
        ),
      tree,
    );
}

/** A name, a list of names, or maps with a `name` and a `namespace`. */
function follow(old: Tree | undefined, spec: FieldSpec, search: Search): Tree {
  if (old === undefined) throw new Refusal('there is no field to follow a name in');
  if (old.type === 'list') return { ...old, items: old.items.map((item) => follow(item, spec, search)) };
  if (old.type === 'map') return followInMap(old, spec, search);
  const referral =
    old.value === null
      ? undefined
      : referralOf(scalarText(old), candidates(scalarText(old), search), spec, search, sameName);
  return referral === undefined || referral.id.name === scalarText(old) ? old : renamed(old, referral);
}

function renamed(old: ScalarTree, { id, draft }: Named): ScalarTree {
  return computedScalar(id.name, old.place, placeOf(draft.tree, ['metadata', 'name']).span);
}

function followInMap(old: MapTree, spec: FieldSpec, search: Search): Tree {
  const name = get(old, 'name');
  if (name?.type !== 'scalar') throw new Refusal('there is no `name` in what should name an object', placeOf(old, []));
  const namespace = old.entries.has('namespace') ? textAt(old, 'namespace') : undefined;
  const within = candidates(scalarText(name), search);
  const wanted = ({ id, original }: Named): boolean =>
    (search.originals.has(namespace ?? '') ? original : id).namespace === namespace;
  const there = namespace === undefined ? within : within.filter(wanted);
  const referral = referralOf(scalarText(name), there, spec, search, sameNameAndNamespace);
  if (referral === undefined) return old;
  const own = get(referral.draft.tree, 'metadata', 'namespace');
  const followed =
    referral.id.name === scalarText(name) ? old : withEntry(old, 'name', renamed(name, referral), name.place);
  if (own?.type !== 'scalar' || own.value === '') return followed;
  const written = get(old, 'namespace');
  if (written?.type === 'scalar' && scalarText(written) === scalarText(own)) return followed;
  return withEntry(followed, 'namespace', own, old.entries.get('namespace')?.keyPlace ?? name.place);
}

/** The objects that were called so and that the referrer may name at all: those of its namespace, those that have none, and the ServiceAccounts of its subjects. */
function candidates(name: string, { referrer, byName, bound }: Search): readonly Named[] {
  const all = byName.get(name) ?? [];
  if (referrer.id.namespace === NO_NAMESPACE) return all;
  return all.filter(
    ({ id, draft }) =>
      id.namespace === NO_NAMESPACE ||
      id.namespace === referrer.id.namespace ||
      bound.has(textAt(draft.tree, 'metadata', 'namespace')),
  );
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
  within: readonly Named[],
  spec: FieldSpec,
  search: Search,
  same: (all: readonly Named[]) => boolean,
): Named | undefined {
  const { referrer, target } = search;
  const roleRef = roleRefOf(spec, referrer.draft);
  const fitting = within.filter(
    ({ draft, id }) =>
      draft.formerIds.some((former) => isSelected(former, target)) &&
      (roleRef === undefined || draft.formerIds.some((former) => isSelected(former, roleRef))) &&
      (referrer.id.namespace === NO_NAMESPACE ||
        id.namespace === NO_NAMESPACE ||
        id.kind === 'ServiceAccount' ||
        id.namespace === referrer.id.namespace),
  );
  if (fitting.length <= 1) return fitting[0];
  const loosely = fitting.filter(({ draft }) => sameAffixes(draft, referrer.draft, true));
  const exactly =
    loosely.length > 1 ? loosely.filter(({ draft }) => sameAffixes(draft, referrer.draft, false)) : loosely;
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

const sameName = (all: readonly Named[]): boolean => all.every(({ id }) => id.name === all[0]?.id.name);
const sameNameAndNamespace = (all: readonly Named[]): boolean =>
  sameName(all) && all.every(({ id }) => id.namespace === all[0]?.id.namespace);

/** True where both were renamed by the same layers, as far as both go; `loosely` also where one was not renamed at all. */
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
