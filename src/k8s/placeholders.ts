import { getString, type Entry, type Place, type ScalarTree, type Tree } from '../tree/tree.js';
import { isBuiltInGroup } from './kinds.js';

/**
 * Text that somebody replaces before the manifest is applied, in the spellings of many tools: `${X}`, `$(X)`, `$X`, `{{ x }}`,
 * `{X_Y}`, `<x>`, `@X@`, `%X%`, `#{x}#`, `((x))`, `__X__`, `YOUR_X`, `REPLACEME`, `X_NAME`, and `HOSTNAME` in `shell-HOSTNAME`.
 */
const PLACEHOLDER = new RegExp(
  [
    /\$[{(A-Za-z_]|\{\{|\{[A-Z][A-Z0-9]*_[A-Z0-9_]+\}|<[^<>\s][^<>]*>|#\{[^{}]+\}|\(\([^()]+\)\)|\[\[[^[\]]+\]\]/,
    /%[A-Za-z]\w*%|^@\w+@$|@[A-Z][A-Z0-9_]*@|^__\w+__$|__[A-Z][A-Z0-9_]*__/,
    /REPLACE_?ME|CHANGE_?ME|(?<![A-Za-z0-9])YOUR_[A-Z0-9_]+$|^[A-Z][A-Z0-9_]*_NAME(SPACE)?$/,
    /(?:^|\.)[A-Z]\.[A-Z]\.[A-Z]\.[A-Z](?:\.|$)|^x(?:\.x){3}$/,
    /(?<=[a-z0-9][-.])(?:HOST|NODE|USER|FILE|CLUSTER|PROJECT)_?NAME\b|(?<=[a-z0-9][-.])(?:NAMESPACE|PLACEHOLDER)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** True for a value that is waiting to be filled in: nobody knows what it will be, so its syntax is not judged (semantics 14.5). */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** As `isPlaceholder`, for a port: `PORT` or `NODE_PORT` in capitals is a word for `sed` to replace, and no port name can look so. */
export function isPortPlaceholder(text: string): boolean {
  return isPlaceholder(text) || /^[A-Z0-9_]*PORT[A-Z0-9_]*$/.test(text);
}

/** The first placeholder inside a text: `${TAG}` of `shop-${TAG}`. */
export function placeholderIn(text: string): string | undefined {
  const written =
    /\$\{[^}]*\}|\$\([^)]*\)|\$[A-Za-z_]\w*|\{\{.*?\}\}|<[^<>\s][^<>]*>|#\{[^{}]+\}#?|%[A-Za-z]\w*%|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__/.exec(
      text,
    )?.[0];
  return written ?? (isPlaceholder(text) ? text : undefined);
}

export interface FoundPlaceholder {
  readonly text: string;
  readonly place: Place;
}

const PORTS = new Set(['port', 'targetPort', 'nodePort', 'containerPort', 'hostPort']);
const SCALARS = new Set([
  'name',
  'namespace',
  'port',
  'targetPort',
  'nodePort',
  'containerPort',
  'number',
  'serviceName',
]);
const MAPS = new Set(['labels', 'matchLabels', 'selector']);

/**
 * The first placeholder in a name, a label, a selector or a port of a built-in object. Custom resources have
 * expressions of their own, which are no placeholders; neither are those in arguments and data.
 */
export function firstPlaceholder(tree: Tree | undefined): FoundPlaceholder | undefined {
  const apiVersion = getString(tree, 'apiVersion');
  if (apiVersion === undefined || getString(tree, 'kind') === undefined) return undefined;
  const slash = apiVersion.lastIndexOf('/');
  return isBuiltInGroup(slash === -1 ? '' : apiVersion.slice(0, slash)) ? search(tree, false) : undefined;
}

function search(tree: Tree | undefined, wanted: boolean): FoundPlaceholder | undefined {
  if (tree === undefined) return undefined;
  if (tree.type === 'scalar') {
    const text = wanted && typeof tree.value === 'string' ? placeholderIn(tree.value) : undefined;
    return text === undefined ? undefined : { text, place: tree.place };
  }
  for (const part of tree.type === 'list' ? tree.items : tree.entries.values()) {
    const found = 'key' in part ? searchEntry(part, wanted) : search(part, false);
    if (found !== undefined) return found;
  }
  return undefined;
}

function searchEntry({ key, value }: Entry, wanted: boolean): FoundPlaceholder | undefined {
  if (value.type === 'scalar') return waiting(key, value) ?? search(value, wanted || SCALARS.has(key));
  return UNREAD.has(key) ? undefined : search(value, MAPS.has(key));
}

/** `containerPort: PORT`: only a port field can tell a word to replace from a name. */
function waiting(key: string, { value, place }: ScalarTree): FoundPlaceholder | undefined {
  return typeof value === 'string' && PORTS.has(key) && isPortPlaceholder(value) ? { text: value, place } : undefined;
}

/** Texts in which `$(X)` and the like mean something at run time. */
const UNREAD = new Set(['data', 'stringData', 'binaryData', 'annotations', 'env', 'args', 'command']);
