import { firstAnswer } from '../../data/group.js';
import { isTemplateName } from '../../text/paths.js';
import { get, getString, placeOf, type Entry, type Place, type ScalarTree, type Tree } from '../../tree/tree.js';
import { isNamePlaceholder, isPortPlaceholder, placeholderIn } from '../syntax/placeholders.js';
import { groupOf, isBuiltInGroup } from './groups.js';

export interface FoundPlaceholder {
  readonly text: string;
  readonly place: Place;
}

/** What a key says of its value, where a placeholder in it would matter. */
type Role =
  | 'name'
  /** Only a port field can tell a word to replace from a name: `containerPort: PORT`. */
  | 'port'
  /** A map of labels, whose values matter whatever their keys. */
  | 'labels'
  /** Texts in which `$(X)` and the like mean something at run time. */
  | 'unread';

const KEYS: Readonly<Record<Role, readonly string[]>> = {
  name: ['name', 'namespace', 'number', 'serviceName'],
  port: ['port', 'targetPort', 'nodePort', 'containerPort', 'hostPort'],
  labels: ['labels', 'matchLabels', 'selector'],
  unread: ['data', 'stringData', 'binaryData', 'annotations', 'env', 'args', 'command'],
};

const ROLES: ReadonlyMap<string, Role> = new Map(
  (Object.keys(KEYS) as Role[]).flatMap((role) => KEYS[role].map((key) => [key, role] as const)),
);

/**
 * The first placeholder in a name, a label, a selector or a port of a built-in object. Custom resources have
 * expressions of their own, which are no placeholders but in their own names; neither are those in arguments and data.
 * `path` is that of the file.
 */
export function firstPlaceholder(tree: Tree | undefined, path: string): FoundPlaceholder | undefined {
  if (tree === undefined) return undefined;
  let known = found.get(tree);
  if (known === undefined) found.set(tree, (known = searchObject(tree) ?? wordForName(tree, path) ?? NONE));
  return known === NONE ? undefined : known;
}

/**
 * Asked once for the file and once for the object. It is kept with the text that was read, and holds nothing but text.
 */
const found = new WeakMap<Tree, FoundPlaceholder | typeof NONE>();

const NONE = 'none';

function searchObject(tree: Tree): FoundPlaceholder | undefined {
  const apiVersion = getString(tree, 'apiVersion');
  if (apiVersion === undefined || getString(tree, 'kind') === undefined) return undefined;
  // `policy/v1{{ if .Old }}beta1{{ end }}`: nobody knows the API before it is filled in.
  const text = placeholderIn(apiVersion);
  if (text !== undefined) return { text, place: placeOf(tree, ['apiVersion']) };
  return isBuiltInGroup(groupOf(apiVersion)) ? search(tree) : inName(tree);
}

/** `${{ values.name }}`: the name of an object is plain text, whatever its kind makes of other fields. */
function inName(tree: Tree): FoundPlaceholder | undefined {
  const written = get(tree, 'metadata', 'name');
  if (written?.type !== 'scalar' || typeof written.value !== 'string') return undefined;
  const text = /\$\{\{|\{\{|<%/.test(written.value) ? placeholderIn(written.value) : undefined;
  return text === undefined ? undefined : { text, place: written.place };
}

/** `service_name` in a file that calls itself a template: a word that no object can be called. */
function wordForName(tree: Tree, path: string): FoundPlaceholder | undefined {
  const name = isTemplateName(path) ? getString(tree, 'metadata', 'name') : undefined;
  const isRole = groupOf(getString(tree, 'apiVersion') ?? '') === 'rbac.authorization.k8s.io';
  return name === undefined || isRole || !/[A-Z_]/.test(name)
    ? undefined
    : { text: name, place: placeOf(tree, ['metadata', 'name']) };
}

function search(tree: Tree): FoundPlaceholder | undefined {
  if (tree.type === 'scalar') return undefined;
  return tree.type === 'list' ? firstAnswer(tree.items, search) : firstAnswer(tree.entries.values(), inField);
}

function inField({ key, value }: Entry): FoundPlaceholder | undefined {
  const role = ROLES.get(key);
  return value.type === 'scalar' ? inScalar(value, role, false) : inCollection(value, role);
}

/** In a map of labels, where every value matters, whatever its key. */
function inLabel({ key, value }: Entry): FoundPlaceholder | undefined {
  const role = ROLES.get(key);
  return value.type === 'scalar' ? inScalar(value, role, true) : inCollection(value, role);
}

function inCollection(tree: Tree, role: Role | undefined): FoundPlaceholder | undefined {
  if (role === 'unread') return undefined;
  return role === 'labels' && tree.type === 'map' ? firstAnswer(tree.entries.values(), inLabel) : search(tree);
}

function inScalar(scalar: ScalarTree, role: Role | undefined, isLabel: boolean): FoundPlaceholder | undefined {
  const { value } = scalar;
  if (typeof value !== 'string' || (role === undefined && !isLabel)) return undefined;
  const text = placeholderOf(value, role, isLabel);
  return text === undefined ? undefined : { text, place: scalar.place };
}

function placeholderOf(value: string, role: Role | undefined, isLabel: boolean): string | undefined {
  if (role === 'port' && isPortPlaceholder(value)) return value;
  if (role === 'name' && isNamePlaceholder(value)) return placeholderIn(value) ?? value;
  return isLabel || role === 'name' || role === 'port' ? placeholderIn(value) : undefined;
}
