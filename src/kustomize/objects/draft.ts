import { groupOf } from '../../k8s/object/groups.js';
import type { SourceFile } from '../../text/source-file.js';
import { scalarText } from '../../tree/edit.js';
import { get, type MapTree, type Path, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { Document } from '../../yaml/document.js';
import { isClusterScoped } from '../schema/scopes.js';
import type { BuildProblem } from '../build/build.js';
import type { Trace } from '../build/trace.js';

/** Group, version and kind; an empty one stands for any in a selector. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What kustomize knows an object by. */
export interface ObjectId extends Gvk {
  readonly name: string;
  /** Never empty: `default` stands for none, a word of its own for cluster-scoped kinds. */
  readonly namespace: string;
}

/** A value of another type than its field had, which kustomize carries along, and cannot print. */
export interface IllTyped {
  readonly scalar: ScalarTree;
  readonly problem: BuildProblem;
}

/** An object on its way through the layers, with what later layers must know of its past. */
export interface Draft {
  readonly tree: MapTree;
  /** As its tree says it. */
  readonly id: ObjectId;
  readonly file: SourceFile;
  readonly document: Document | undefined;
  /** Its ids before each renaming and before each change of namespace, oldest first. */
  readonly formerIds: readonly ObjectId[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** Set for a generated object whose name shall end in a hash of its content. */
  readonly hashed: boolean;
  /** Names of the vars that read from it. */
  readonly variables: readonly string[];
  /** True for a generated object with data that are not on disk. */
  readonly isUnread: boolean;
  readonly illTyped: readonly IllTyped[];
}

export function draftOf(tree: MapTree, file: SourceFile, document?: Document): Draft {
  return {
    tree,
    id: idOf(tree),
    file,
    document,
    formerIds: [],
    prefixes: [],
    suffixes: [],
    hashed: false,
    variables: [],
    isUnread: false,
    illTyped: [],
  };
}

/** True for an object to which a part that is not on disk may give a field that it lacks. */
export function mayHaveMore({ isUnread }: Draft, { open }: Trace): boolean {
  return isUnread || open.some(({ changes }) => changes);
}

/** The draft with another tree. Its id is read again where the new tree may say another one. */
export function withTree(draft: Draft, tree: MapTree): Draft {
  if (tree === draft.tree) return draft;
  const isSame = IDENTITY.every((key) => tree.entries.get(key)?.value === draft.tree.entries.get(key)?.value);
  const id = isSame ? draft.id : idOf(tree);
  return { ...draft, tree, id: sameId(id, draft.id) ? draft.id : id };
}

/** The fields that an id is read from. */
const IDENTITY = ['apiVersion', 'kind', 'metadata'];

/** The text at a path as kustomize reads it, whatever its type; empty where there is none. */
export function textAt(tree: Tree | undefined, ...path: Path): string {
  const found = get(tree, ...path);
  return found?.type === 'scalar' ? scalarText(found) : '';
}

export function gvkOf(tree: Tree): Gvk {
  return gvk(textAt(tree, 'apiVersion'), textAt(tree, 'kind'));
}

export function gvk(apiVersion: string, kind: string): Gvk {
  return { group: groupOf(apiVersion), version: apiVersion.slice(apiVersion.indexOf('/') + 1), kind };
}

export const apiVersionOf = ({ group, version }: Gvk): string => (group === '' ? version : `${group}/${version}`);

/** Stands for the namespace of what has none. */
export const NO_NAMESPACE = '_non_namespaceable_';

export function objectId(of: Gvk, name: string, namespace: string): ObjectId {
  const isWithout = isClusterScoped(apiVersionOf(of), of.kind);
  return {
    group: of.group,
    version: of.version,
    kind: of.kind,
    name,
    namespace: isWithout ? NO_NAMESPACE : namespace || 'default',
  };
}

function idOf(tree: MapTree): ObjectId {
  return objectId(gvkOf(tree), textAt(tree, 'metadata', 'name'), textAt(tree, 'metadata', 'namespace'));
}

/** The id under which the object was first loaded. */
export function originalIdOf(draft: Draft): ObjectId {
  return draft.formerIds[0] ?? draft.id;
}

export function sameGvk(a: Gvk, b: Gvk): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}

export function sameId(a: ObjectId, b: ObjectId): boolean {
  return a.name === b.name && a.namespace === b.namespace && sameGvk(a, b);
}

/** The id as one text, to look it up. */
export function idKey({ group, version, kind, namespace, name }: ObjectId): string {
  return `${name}\0${namespace}\0${kind}\0${group}\0${version}`;
}

/** True where every part that the selector names is the same. */
export function isSelected(one: Gvk, selector: Partial<Gvk>): boolean {
  return fits(selector.kind, one.kind) && fits(selector.group, one.group) && fits(selector.version, one.version);
}

const fits = (wanted: string | undefined, text: string): boolean =>
  wanted === undefined || wanted === '' || wanted === text;

/**
 * The draft with its present id added to its past. A version that changes later changes in the past as well, as
 * kustomize keeps none.
 */
export function rememberId(draft: Draft): Draft {
  const last = draft.formerIds.at(-1);
  if (last !== undefined && sameId(last, draft.id)) return draft;
  return { ...draft, formerIds: [...draft.formerIds, draft.id] };
}

/** `Service web` and the like, for messages. */
export function describeId({ kind, name, namespace }: ObjectId): string {
  const where = namespace === 'default' || namespace === NO_NAMESPACE ? '' : ` in namespace \`${namespace}\``;
  return `${kind} \`${name}\`${where}`;
}
