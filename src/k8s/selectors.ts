import { isSimilar } from '../text/similar.js';
import { codes, code } from '../text/words.js';
import { get, getBoolean, getEntries, getList, type Path } from '../tree/tree.js';
import { readLabelSelector, readLabels, satisfies, type LabelPair, type Requirement } from './labels.js';
import { isKind, type Resource } from './resource.js';
import type { PodTemplate, Workload } from './workload.js';

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

/** A Job's selector counts as written only with `manualSelector: true`; otherwise the server generates it (semantics 2.4). */
export function hasManualSelector(resource: Resource): boolean {
  return getBoolean(resource.tree, 'spec', 'manualSelector') === true;
}

/** One requirement of a workload's selector that the workload's own Pods do not meet. */
export interface Contradiction {
  readonly requirement: Requirement;
  readonly template: PodTemplate;
  /** The label of the template with the same key. */
  readonly label: LabelPair | undefined;
  /** A label of the template that has the wanted value under another key, which the selector does not ask for. */
  readonly renamed: LabelPair | undefined;
  /** A label of the workload itself that would meet the requirement, if it counted. */
  readonly onController: LabelPair | undefined;
}

/**
 * The requirements that the template's own labels do not meet: those which a controller adds do not count for the API
 * server. What is refused for its syntax or type is left out, and so is a label that a kustomization may still add.
 */
export function contradictions(workload: Workload): readonly Contradiction[] {
  const { resource } = workload;
  const [template] = workload.templates;
  if (template === undefined) return [];
  const selector = selectorOf(workload);
  return selector.flatMap((requirement) => {
    const { key } = requirement;
    const label = template.labels.get(key);
    if (!isSound(requirement) || satisfies(requirement, template.labels, new Map()) !== 'no') return [];
    const unread = label === undefined && resource.get(...template.path, 'metadata', 'labels', key) !== undefined;
    const renamed = label === undefined ? renamedLabel(requirement, template, selector) : undefined;
    const added = resource.partial && (template.labels.size === 0 || resource.mayGainLabel(key));
    if (unread || (added && label === undefined)) return [];
    const own = readLabels(resource.tree, ['metadata', 'labels']);
    const onController = satisfies(requirement, own, new Map()) === 'yes' ? own.get(key) : undefined;
    return [{ requirement, template, label, renamed, onController }];
  });
}

function renamedLabel(
  { pair }: Requirement,
  { labels }: PodTemplate,
  selector: readonly Requirement[],
): LabelPair | undefined {
  if (pair === undefined || pair.value.length < 3) return undefined;
  return [...labels.values()].find(
    ({ key, value }) => value === pair.value && !selector.some((other) => other.key === key),
  );
}

function selectorOf(workload: Workload): readonly Requirement[] {
  const { resource } = workload;
  if (!isKind(resource, 'batch', 'Job')) return workload.selector ?? [];
  return hasManualSelector(resource) ? readLabelSelector(resource.tree, ['spec', 'selector']) : [];
}

/** False for an expression that the API server refuses whatever the labels are. */
function isSound({ operator, values, pair }: Requirement): boolean {
  if (pair !== undefined) return true;
  return OPERATORS.includes(operator) && (operator === 'In' || operator === 'NotIn') === values.length > 0;
}

/** A requirement as a sentence part: "`app: web`", "`app` to be `a` or `b`", "no label `app`". */
export function requirementWords({ key, operator, values }: Requirement): string {
  if (operator === 'Exists') return `a label ${code(key)}`;
  if (operator === 'DoesNotExist') return `no label ${code(key)}`;
  if (operator === 'NotIn') return `${code(key)} to be other than ${codes(values, 'or')}`;
  return values.length === 1 ? code(`${key}: ${values[0] ?? ''}`) : `${code(key)} to be ${codes(values, 'or')}`;
}

/** The paths of the LabelSelectors whose syntax the API server checks in this object. */
export function labelSelectorPaths(resource: Resource): readonly Path[] {
  const { group, kind } = resource;
  const selects =
    (group === 'apps' && ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(kind)) ||
    `${group}/${kind}` === 'batch/Job';
  if (selects || isKind(resource, 'policy', 'PodDisruptionBudget')) return [['spec', 'selector']];
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
  return isKind(resource, '', 'Service') || isKind(resource, '', 'ReplicationController')
    ? ['spec', 'selector']
    : undefined;
}
