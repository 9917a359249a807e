import { hasManualSelector, OPERATORS } from '../labels/label-selector.js';
import { type LabelPair, readLabels, readLabelSelector, type Requirement, satisfies } from '../labels/labels.js';
import { isKind } from '../object/resource.js';
import type { PodTemplate, Workload } from './workload.js';

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
