import { isSimilar } from '../../text/spelling/similar.js';
import { get, getBoolean, getEntries, getList, type Path } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';

/** Operators of `matchExpressions`; they are case-sensitive (semantics 2.3). */
export const OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * `foreign`: a map whose keys are no fields of a LabelSelector, as in a Service; strict decoding refuses it, lenient
 * decoding leaves an empty selector (semantics 2.4, E02). Null values are dropped before they are stored.
 */
export type SelectorState = 'absent' | 'empty' | 'foreign' | 'written';

/** What stands at `spec.selector` of an object with a LabelSelector. */
export function labelSelectorState(resource: Resource): SelectorState {
  const selector = resource.get('spec', 'selector');
  if (selector === undefined) return isMisspelled(resource) ? 'written' : 'absent';
  if (selector.type !== 'map') return 'written'; // a type error, which the decoder refuses
  const expressions = get(selector, 'matchExpressions');
  const labels = get(selector, 'matchLabels');
  const isList = expressions?.type === 'list' && expressions.items.length > 0;
  if (
    isList ||
    hasPairs(resource, ['spec', 'selector', 'matchLabels']) ||
    isOdd(labels?.type, 'map') ||
    isOdd(expressions?.type, 'list')
  )
    return 'written';
  return [...selector.entries.keys()].every((key) => key === 'matchLabels' || key === 'matchExpressions')
    ? 'empty'
    : 'foreign';
}

/** A field with a similar name stands in its place: that one is unknown, and reported as such. */
function isMisspelled(resource: Resource): boolean {
  return [...getEntries(resource.tree, 'spec')].some(({ key }) => key !== 'selector' && isSimilar(key, 'selector'));
}

function isOdd(found: string | undefined, wanted: string): boolean {
  return found !== undefined && found !== wanted;
}

/** True if the map at `path` holds a value that is not null. */
export function hasPairs(resource: Resource, path: Path): boolean {
  return [...getEntries(resource.tree, ...path)].some(({ value }) => value.type !== 'scalar' || value.value !== null);
}

/**
 * A Job's selector counts as written only with `manualSelector: true`; otherwise the server generates it (semantics
 * 2.4).
 */
export function hasManualSelector(resource: Resource): boolean {
  return getBoolean(resource.tree, 'spec', 'manualSelector') === true;
}

/** Kinds with a LabelSelector at `spec.selector`. */
const SELECTING_KINDS: readonly ObjectKind[] = [
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/Job',
  'policy/PodDisruptionBudget',
];

/** Kinds with a flat selector there. */
const FLAT_SELECTING_KINDS: readonly ObjectKind[] = ['/Service', '/ReplicationController'];

/** The kinds with selectors whose syntax the API server checks. */
export const KINDS_WITH_SELECTORS: readonly ObjectKind[] = [
  ...SELECTING_KINDS,
  ...FLAT_SELECTING_KINDS,
  'networking.k8s.io/NetworkPolicy',
];

/** The paths of the LabelSelectors whose syntax the API server checks in this object. */
export function labelSelectorPaths(resource: Resource): readonly Path[] {
  if (SELECTING_KINDS.includes(`${resource.group}/${resource.kind}`)) return [['spec', 'selector']];
  return isKind(resource, 'networking.k8s.io', 'NetworkPolicy')
    ? [['spec', 'podSelector'], ...peerPaths(resource)]
    : [];
}

function peerPaths(resource: Resource): readonly Path[] {
  const sides = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const;
  return sides.flatMap(([side, peers]) =>
    getList(resource.tree, 'spec', side).flatMap((rule, i) =>
      getList(rule, peers).flatMap((_, j) =>
        ['podSelector', 'namespaceSelector'].map((selector): Path => ['spec', side, i, peers, j, selector]),
      ),
    ),
  );
}

/** The path of a flat selector: a Service or a ReplicationController has one. */
export function flatSelectorPath(resource: Resource): Path | undefined {
  return FLAT_SELECTING_KINDS.includes(`${resource.group}/${resource.kind}`) ? ['spec', 'selector'] : undefined;
}
