import { replacing } from '../../../src/message/replacing.js';
import { pairWords } from '../../../src/message/labels.js';
import { refusesUnknown } from '../../../src/k8s/fields/field-errors.js';
import { isMisplaced } from '../../../src/k8s/fields/misplaced.js';
import type { Cluster } from '../../../src/k8s/object/cluster.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { type Contradiction, contradictions } from '../../../src/k8s/workloads/contradictions.js';
import { requirementWords } from '../../../src/message/labels.js';
import type { Voices } from '../../../src/graph/unit/voices.js';
import type { LabelPair } from '../../../src/k8s/labels/labels.js';
import { newLabel } from '../../../src/message/new-label.js';
import type { PodTemplate, Workload } from '../../../src/k8s/workloads/workload.js';
import { defineAdmissionRule, type Finding, type FixRecipe, type PlacedLabel } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/**
 * The API server refuses a workload whose selector does not match the labels of its own template; labels that a
 * controller adds later do not help (semantics 2.4; ValidateDeployment, ValidateReplicaSet, …).
 */
export default defineAdmissionRule({
  id: 'selector-template-mismatch',
  severity: 'error',
  summary: 'workload selector that does not match its own Pod template',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, { voices, ...cluster }) {
    if (hasMisplacedLabels(workload, cluster)) return;
    const found = contradictions(workload);
    const [first, ...others] = found;
    if (first !== undefined)
      yield mismatch(workload, first, others, others.length > 0 ? undefined : repair(first, voices));
  },
});

/** Labels on a wrong level are one slip, and a finding of their own. */
function hasMisplacedLabels({ resource, templates: [template] }: Workload, cluster: Cluster): boolean {
  return (
    template !== undefined &&
    refusesUnknown(resource, cluster) &&
    isMisplaced(resource, [...template.path, 'metadata', 'labels'], cluster.minor)
  );
}

function mismatch(
  workload: Workload,
  first: Contradiction,
  others: readonly Contradiction[],
  fix: FixRecipe | undefined,
): Finding {
  const { resource, kind } = workload;
  const { requirement } = first;
  const wanted = requirementWords(requirement);
  return {
    message:
      `${describe(resource)} ${requirement.pair === undefined ? 'wants' : 'selects'} ${wanted}, ` + contrast(first),
    at: { place: requirement.at, text: `the selector asks for ${wanted}` },
    related: [
      ...templateEnd(first),
      ...others
        .slice(0, 2)
        .flatMap((other) => [{ place: other.requirement.at, text: 'this one differs too' }, ...templateEnd(other)]),
    ],
    notes: [
      resource.custom
        ? `its controller would not find the Pods that it makes`
        : `the API server refuses a ${kind} whose selector does not match its template labels`,
      ...(others.length > 0 ? [`${count(others.length + 1, 'label')} of the selector do not match`] : []),
    ],
    help:
      resource.group === 'apps'
        ? `where this ${kind} already runs, its template can be changed, its selector cannot`
        : undefined,
    fix,
    severity: resource.custom ? 'warning' : 'error',
  };
}

function contrast({ label, renamed }: Contradiction): string {
  if (label !== undefined) return `but its own Pods carry ${pairWords(label)}`;
  return renamed === undefined
    ? 'which its own Pod template lacks'
    : `which its own Pods carry as ${code(renamed.key)}`;
}

function templateEnd({ requirement, template, label, renamed, onController }: Contradiction): readonly PlacedLabel[] {
  if (label !== undefined) return [{ place: label.valueAt, text: `the Pod template says ${pairWords(label)}` }];
  if (renamed !== undefined) return [{ place: renamed.keyAt, text: 'the Pod template has the value under this key' }];
  return [
    ...(onController === undefined
      ? []
      : [{ place: onController.valueAt, text: 'this label is not given to the Pods' }]),
    { place: template.at('metadata', 'labels'), text: `the Pod template has no label ${code(requirement.key)}` },
  ];
}

/**
 * What other texts say too is right; where they are silent the template follows, because a selector cannot be changed
 * later.
 */
function repair({ requirement, template, label, renamed }: Contradiction, voices: Voices): FixRecipe | undefined {
  const { pair } = requirement;
  if (pair === undefined) return undefined;
  if (label !== undefined)
    return isRight(label, pair, template, voices)
      ? change('use the value of the Pod template', pair.valueAt, label.value)
      : change('use the value of the selector', label.valueAt, pair.value);
  if (renamed !== undefined)
    return voices.prefersLabel(pair, renamed)
      ? change('use the key of the selector', renamed.keyAt, pair.key)
      : change('use the key of the Pod template', pair.keyAt, renamed.key);
  return { title: 'give the Pod template the label', applicability: 'unsafe', changes: [newLabel(template, pair)] };
}

/** True where more texts, or the name of the workload, speak for the Pod template than for the selector. */
function isRight(label: LabelPair, asked: LabelPair, { workload }: PodTemplate, voices: Voices): boolean {
  const more = voices.label(label.key, label.value) - voices.label(asked.key, asked.value);
  if (more !== 0 || label.value === workload.name) return more >= 0;
  return asked.value !== workload.name && voices.prefersLabel(label, asked);
}

function change(title: string, replace: Place, text: string): FixRecipe {
  return replacing(title, replace, text);
}
