import type { SourceFile } from '../../text/source-file.js';
import { getString, type Place, type Tree } from '../../tree/tree.js';
import { groupOf, isBuiltInGroup } from '../object/groups.js';

/** An action of Helm that stands in what Helm has made. */
export interface LeftAction {
  /** The action alone: `{{ .Values.port }}`. */
  readonly text: string;
  /** The field, or the label, that has it. */
  readonly key: string;
  readonly place: Place;
  /** No such text can stand there: a port, a label, the name of an object. */
  readonly isRefused: boolean;
}

/** What nothing but Helm fills in: an object of its templates that begins with a capital. */
const ACTION = /\{\{-?[^{}]{0,200}?(?<![\w.])\.(?:Values|Release|Chart|Capabilities)\b[^{}]{0,200}\}\}/;

export function isHelmAction(text: string): boolean {
  return ACTION.test(text);
}

/** True for the output of `helm template`, whether it was made for this run or printed into the file. */
export function isHelmOutput({ isValue, text }: SourceFile): boolean {
  return isValue !== undefined || /^# Source: [\w.-]+\/(?:templates|charts)\//m.test(text);
}

/** Texts that others read, for whom it may be meant. */
const UNREAD: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData', 'annotations', 'status']);
const LABELS: ReadonlySet<string> = new Set(['labels', 'matchLabels', 'selector']);
const PORTS: ReadonlySet<string> = new Set(['port', 'targetPort', 'nodePort', 'containerPort', 'hostPort', 'number']);

/** Each action in a field of a built-in object; definitions of custom kinds have texts for people. */
export function* leftActions(tree: Tree | undefined): Iterable<LeftAction> {
  if (tree === undefined || tree.type !== 'map') return;
  const apiVersion = getString(tree, 'apiVersion') ?? '';
  if (getString(tree, 'kind') === 'CustomResourceDefinition' || !isBuiltInGroup(groupOf(apiVersion))) return;
  yield* actionsIn(tree, [], '');
}

function* actionsIn(tree: Tree, path: readonly string[], key: string): Iterable<LeftAction> {
  if (tree.type === 'map') {
    for (const entry of tree.entries.values())
      if (!UNREAD.has(entry.key)) yield* actionsIn(entry.value, [...path, entry.key], entry.key);
  } else if (tree.type === 'list') {
    for (const item of tree.items) yield* actionsIn(item, path, key);
  } else if (typeof tree.value === 'string' && !tree.value.includes('\n')) {
    const text = ACTION.exec(tree.value)?.[0];
    if (text === undefined) return;
    const [parent = ''] = path.slice(-2, -1);
    const isName = parent === 'metadata' && (key === 'name' || key === 'namespace');
    yield { text, key, place: tree.place, isRefused: PORTS.has(key) || LABELS.has(parent) || isName };
  }
}
