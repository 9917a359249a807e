import { groupBy } from '../../data/group.js';
import { withEntry } from '../../tree/edit.js';
import { get, placeOf, type MapTree, type Place, type ScalarTree } from '../../tree/tree.js';
import { DEFAULT_CONFIGURATION, type Configuration } from '../configuration/configuration.js';
import {
  apiVersionOf,
  describeId,
  gvkOf,
  idKey,
  rememberId,
  sameId,
  textAt,
  withTree,
  type Draft,
  type Gvk,
} from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { changeField, scalarIn, specsByKind, type FieldSpec } from '../fields/field-spec.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { isClusterScoped } from '../schema/scopes.js';
import { Refusal } from '../build/trace.js';
import type { Step } from './step.js';

/**
 * `namespace`: overwrites the namespace of every object that is not known to have none; it then stands in the
 * kustomization.
 */
export function namespaceSteps({ tree }: Kustomization, configuration: Configuration): readonly Step[] {
  const namespace = get(tree, 'namespace');
  if (namespace?.type !== 'scalar' || namespace.value === '') return [];
  const keyPlace = tree.entries.get('namespace')?.keyPlace ?? namespace.place;
  return [
    {
      place: placeOf(tree, ['namespace']),
      run: (drafts) => moveAll(drafts, { namespace, keyPlace, specs: specsByKind(configuration.namespace) }),
    },
  ];
}

interface Move {
  readonly namespace: ScalarTree;
  readonly keyPlace: Place;
  readonly specs: (of: Gvk) => readonly FieldSpec[];
}

/** Two objects that become one are refused, and stay as they are: whoever mends that finds the others moved. */
function moveAll(drafts: Drafts, move: Move): Refusal | undefined {
  const before = drafts.all();
  drafts.changeAll((draft) => withTree(rememberId(draft), moveOne(draft.tree, draft.id, move)));
  const clash = drafts.clash();
  if (clash === undefined) return undefined;
  const twice = drafts.all().filter(({ id }) => sameId(id, clash))[1];
  stayApart(drafts, before);
  return new Refusal(
    `with one namespace for all, ${describeId(clash)} is there twice`,
    twice && placeOf(twice.tree, ['metadata', 'name']),
    { reach: [clash.kind] },
  );
}

function stayApart(drafts: Drafts, before: readonly Draft[]): void {
  const moved = groupBy(drafts.all(), ({ id }) => idKey(id));
  const old = new Map(drafts.all().map((draft, at) => [draft, before[at]]));
  drafts.changeAll((draft) => ((moved.get(idKey(draft.id))?.length ?? 0) > 1 ? (old.get(draft) ?? draft) : draft));
}

/** One object with the namespace that kustomize would give it by its own field specs. */
export function intoNamespace(tree: MapTree, namespace: ScalarTree, keyPlace: Place): MapTree {
  return moveOne(tree, gvkOf(tree), { namespace, keyPlace, specs: specsByKind(DEFAULT_CONFIGURATION.namespace) });
}

function moveOne(tree: MapTree, gvk: Gvk, move: Move): MapTree {
  const creation = { of: 'scalar', place: move.keyPlace } as const;
  const setIn = (at: MapTree, spec: FieldSpec): MapTree =>
    changeField(
      at,
      spec,
      (old) => {
        scalarIn(old, spec);
        return move.namespace;
      },
      creation,
    );
  const own = isClusterScoped(apiVersionOf(gvk), gvk.kind)
    ? tree
    : setIn(tree, { path: 'metadata/namespace', create: true });
  const bound = gvk.kind === 'RoleBinding' || gvk.kind === 'ClusterRoleBinding' ? moveSubjects(own, move) : own;
  return move
    .specs(gvk)
    .filter((spec) => applies(spec, apiVersionOf(gvk), gvk.kind))
    .reduce(setIn, bound);
}

/** A Namespace is renamed, but no other kind of that name; bindings have a rule of their own. */
function applies({ path, kind = '' }: FieldSpec, apiVersion: string, own: string): boolean {
  if (path === 'metadata/namespace' || (path === 'metadata/name' && apiVersion !== 'v1')) return false;
  return !(
    path === 'subjects/namespace' &&
    (own === 'RoleBinding' || own === 'ClusterRoleBinding') &&
    (kind === 'RoleBinding' || kind === 'ClusterRoleBinding')
  );
}

/** Of the subjects of a binding only those called `default` follow. */
function moveSubjects(tree: MapTree, { namespace, keyPlace }: Move): MapTree {
  const subjects = get(tree, 'subjects');
  if (subjects?.type !== 'list') return tree;
  const items = subjects.items.map((item) =>
    item.type === 'map' && textAt(item, 'name') === 'default'
      ? withEntry(item, 'namespace', namespace, keyPlace)
      : item,
  );
  return withEntry(tree, 'subjects', subjects.with(items), keyPlace);
}
