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
  if (all.length === 0 && container.variables.length === own.length) return NOTHING; // as in most containers
  const named = new Set(own.map((item) => getString(item, 'name')));
  const variables = new Map<string, GivenVariable>();
  let known = true;
  for (const item of all) {
    const brought = broughtBy(item, find, entriesIn);
    known &&= brought !== undefined;
    for (const entry of brought ?? [])
      if (!named.has(entry.name)) variables.set(entry.name, { ...entry, asked: false });
  }
  for (const item of own) {
    const name = getString(item, 'name');
    const [from, key] = keyOf(item);
    const entry = from && entriesOf(from, find, entriesIn)?.find((each) => each.name === key);
    if (name !== undefined && entry !== undefined) variables.set(name, { ...entry, name, asked: true });
  }
  return { variables: [...variables.values()], known };
}

/** What one item of `envFrom` brings, under the names that its prefix makes; undefined where nobody knows. */
export function broughtBy(item: Tree, find: FindObject, entriesIn = textEntries): readonly TextEntry[] | undefined {
  const source = sourceOf(item, 'configMapRef', 'secretRef');
  const prefix = getString(item, 'prefix') ?? '';
  const entries = source && entriesOf(source, find, entriesIn);
  return entries?.map((entry) => ({ ...entry, name: `${prefix}${entry.name}` }));
}

function sourceOf(item: Tree, configMap: string, secret: string): Source | undefined {
  const [map, name] = [getString(item, configMap, 'name'), getString(item, secret, 'name')];
  if (map !== undefined) return { kind: 'ConfigMap', name: map };
  return name === undefined ? undefined : { kind: 'Secret', name };
}

function keyOf(item: Tree): readonly [source: Source | undefined, key: string | undefined] {
  const from = get(item, 'valueFrom');
  const key = getString(from, 'configMapKeyRef', 'key') ?? getString(from, 'secretKeyRef', 'key');
  return [from && sourceOf(from, 'configMapKeyRef', 'secretKeyRef'), key];
}

/** The entries of one object; undefined where it is not on disk, or there in several versions. */
function entriesOf(
  { kind, name }: Source,
  find: FindObject,
  entriesIn: (object: Resource) => readonly TextEntry[],
): readonly TextEntry[] | undefined {
  const [resource, ...more] = find(kind, name);
  return resource === undefined || more.length > 0 || resource.partial ? undefined : entriesIn(resource);
}

interface TextEntry extends Variable {
  readonly resource: Resource;
}

/** What a ConfigMap or Secret holds as text, decoded where it is base64. */
export function textEntries(resource: Resource): readonly TextEntry[] {
  return ['data', 'stringData'].flatMap((field) =>
    [...getEntries(resource.tree, field)].flatMap(({ key, value: scalar }) => {
      if (!isString(scalar)) return [];
      const plain = resource.kind === 'ConfigMap' || field === 'stringData';
      const value = plain ? scalar.value : decodeBase64(scalar.value);
      return value === undefined ? [] : [{ name: key, value, scalar, resource }];
    }),
  );
}
