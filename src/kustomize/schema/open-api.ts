import type { Shape } from './merge-keys.js';
import { isKnownKind } from './scopes.js';

/** What an OpenAPI document (version 2) says of the kinds that it defines. */
export interface Definitions {
  readonly shapeOf: (apiVersion: string, kind: string) => Shape | undefined;
  /** Kinds beyond those that kustomize knows by heart, as `apiVersion kind`. */
  readonly clusterScoped: ReadonlySet<string>;
}

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (data: unknown, key: string): unknown => (isData(data) && Object.hasOwn(data, key) ? data[key] : undefined);

/**
 * The kinds of a document by their `x-kubernetes-group-version-kind` (kyaml/openapi); undefined for what is no
 * document.
 */
export function readDefinitions(document: unknown): Definitions | undefined {
  if (!isData(document)) return undefined;
  const definitions = own(document, 'definitions');
  const byKind = new Map<string, unknown>();
  for (const definition of isData(definitions) ? Object.values(definitions) : []) {
    const kinds = own(definition, 'x-kubernetes-group-version-kind');
    for (const kind of Array.isArray(kinds) ? kinds : []) byKind.set(nameOf(kind), definition);
  }
  return {
    shapeOf: (apiVersion, kind) => shapeIn(byKind.get(`${apiVersion} ${kind}`), definitions),
    clusterScoped: clusterScopedIn(own(document, 'paths')),
  };
}

function nameOf(kind: unknown): string {
  const [group = '', version = '', name = ''] = ['group', 'version', 'kind'].map((part) => textIn(kind, part));
  return `${group === '' ? '' : `${group}/`}${version} ${name}`;
}

function textIn(data: unknown, key: string): string | undefined {
  const value = own(data, key);
  return typeof value === 'string' ? value : undefined;
}

/** Read as far as a patch goes: definitions may mean each other in a circle. */
function shapeIn(definition: unknown, definitions: unknown): Shape | undefined {
  const found = follow(definition, definitions);
  if (found === undefined) return undefined;
  const [properties, any] = [own(found, 'properties'), own(found, 'additionalProperties')];
  const keys = keysOf(found);
  return {
    field: (name) => shapeIn(own(properties, name) ?? (isData(any) ? any : undefined), definitions),
    ...(keys !== undefined && { keys }),
    items: () => (own(found, 'type') === 'array' ? shapeIn(own(found, 'items'), definitions) : undefined),
  };
}

const MOST_STEPS = 100;

function follow(definition: unknown, definitions: unknown): Data | undefined {
  let at = definition;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const reference = textIn(at, '$ref');
    if (reference === undefined) return isData(at) ? at : undefined;
    const name = /^#\/definitions\/([^/]+)$/.exec(reference)?.[1];
    at = name === undefined ? undefined : own(definitions, name.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return undefined;
}

/** A list is merged where its strategy says so; one without keys is a list of texts. */
function keysOf(definition: Data): readonly string[] | undefined {
  if (textIn(definition, 'x-kubernetes-patch-strategy')?.split(',').includes('merge') !== true) return undefined;
  const keys = own(definition, 'x-kubernetes-list-map-keys');
  if (Array.isArray(keys)) return keys.map(String);
  const key = textIn(definition, 'x-kubernetes-patch-merge-key');
  return key === undefined ? [] : [key];
}

/** A kind has a namespace if one of the paths under which it is read goes by one. */
function clusterScopedIn(paths: unknown): ReadonlySet<string> {
  const namespaced = new Set<string>();
  const all = new Set<string>();
  for (const [path, methods] of Object.entries(isData(paths) ? paths : {})) {
    const kind = own(own(methods, 'get'), 'x-kubernetes-group-version-kind');
    if (!isData(kind)) continue;
    all.add(nameOf(kind));
    if (path.includes('namespaces/{namespace}')) namespaced.add(nameOf(kind));
  }
  const isKnown = (name: string): boolean => isKnownKind(...(name.split(' ') as [string, string]));
  return new Set([...all].filter((name) => !namespaced.has(name) && !isKnown(name)));
}
