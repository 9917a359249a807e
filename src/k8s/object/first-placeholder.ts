import { type Entry, getString, type Place, type ScalarTree, type Tree } from '../../tree/tree.js';
import { isPortPlaceholder, placeholderIn } from '../syntax/placeholders.js';
import { groupOf, isBuiltInGroup } from './groups.js';

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
  return isBuiltInGroup(groupOf(apiVersion)) ? search(tree, false) : undefined;
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
