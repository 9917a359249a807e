import { get, getEntries, getList, getString, isString, type Tree } from '../../tree/tree.js';
import { decodeBase64 } from '../../text/base64.js';
import type { FindObject, Source } from '../listening/config-sources.js';
import type { Resource } from '../object/resource.js';
import type { Container, Variable } from '../pods/container.js';

/** A variable whose value stands in a ConfigMap or Secret. */
export interface GivenVariable extends Variable {
  readonly resource: Resource;
  /** The container asks for this very key; with `envFrom` it takes whatever is there. */
  readonly asked: boolean;
}

/** What ConfigMaps and Secrets give to the environment of a container. */
export interface Given {
  readonly variables: readonly GivenVariable[];
  /** Nothing else comes from elsewhere: every source is on disk, and there once. */
  readonly known: boolean;
}

const NOTHING: Given = { variables: [], known: true };

/**
 * What `envFrom` and `valueFrom` bring. A variable that `env` names wins over `envFrom`, and of two sources the later
 * one (semantics 8.4).
 */
export function givenTo(container: Container, find: FindObject, entriesIn = textEntries): Given {
  const [all, own] = [getList(container.get('envFrom')), getList(container.get('env'))];
  const isPlain = container.variables.length === own.length; // each has its value in place
  if (all.length === 0 && isPlain) return NOTHING; // as in most containers
  const variables = new Map<string, GivenVariable>();
  let known = true;
  for (const item of all) {
    const brought = broughtBy(item, find, entriesIn);
    known &&= brought !== undefined;
    for (const entry of brought ?? []) variables.set(entry.name, entry);
  }
  for (const item of own) variables.delete(getString(item, 'name') ?? '');
  for (const item of isPlain ? [] : own) {
    const name = getString(item, 'name');
    const [from, key] = keyOf(item);
    const entry = from && entriesOf(from, find, entriesIn)?.find((each) => each.name === key);
    if (name !== undefined && entry !== undefined) variables.set(name, { ...entry, name, asked: true });
  }
  return { variables: [...variables.values()], known };
}

/** What one item of `envFrom` brings, under the names that its prefix makes; undefined where nobody knows. */
export function broughtBy(item: Tree, find: FindObject, entriesIn = textEntries): readonly GivenVariable[] | undefined {
  const source = sourceOf(item, 'configMapRef', 'secretRef');
  const prefix = getString(item, 'prefix') ?? '';
  const entries = source && entriesOf(source, find, entriesIn);
  return prefix === '' ? entries : entries?.map((entry) => ({ ...entry, name: `${prefix}${entry.name}` }));
}

function sourceOf(item: Tree, configMap: string, secret: string): Source | undefined {
  const map = getString(item, configMap, 'name');
  if (map !== undefined) return { kind: 'ConfigMap', name: map };
  const name = getString(item, secret, 'name');
  return name === undefined ? undefined : { kind: 'Secret', name };
}

function keyOf(item: Tree): readonly [source: Source | undefined, key: string | undefined] {
  const from = get(item, 'valueFrom');
  if (from === undefined) return [undefined, undefined];
  const key = getString(from, 'configMapKeyRef', 'key') ?? getString(from, 'secretKeyRef', 'key');
  return [sourceOf(from, 'configMapKeyRef', 'secretKeyRef'), key];
}

/** The entries of one object; undefined where it is not on disk, or there in several versions. */
function entriesOf(
  { kind, name }: Source,
  find: FindObject,
  entriesIn: (object: Resource) => readonly GivenVariable[],
): readonly GivenVariable[] | undefined {
  const [resource, ...more] = find(kind, name);
  return resource === undefined || more.length > 0 || resource.partial ? undefined : entriesIn(resource);
}

/** What a ConfigMap or Secret holds as text, decoded where it is base64. */
export function textEntries(resource: Resource): readonly GivenVariable[] {
  const variables: GivenVariable[] = [];
  for (const field of ['data', 'stringData']) {
    const isPlain = resource.kind === 'ConfigMap' || field === 'stringData';
    for (const { key: name, value: scalar } of getEntries(resource.tree, field)) {
      if (!isString(scalar)) continue;
      const value = isPlain ? scalar.value : decodeBase64(scalar.value);
      if (value !== undefined) variables.push({ name, value, scalar, resource, asked: false });
    }
  }
  return variables;
}
