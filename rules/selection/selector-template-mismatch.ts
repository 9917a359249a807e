import { pairWords } from '../../src/message/labels.js';
import { refusesUnknown } from '../../src/k8s/fields/field-errors.js';
import { isMisplaced } from '../../src/k8s/fields/misplaced.js';
import type { Cluster } from '../../src/k8s/object/cluster.js';
import { describe } from '../../src/k8s/object/resource.js';
import { type Contradiction, contradictions } from '../../src/k8s/workloads/contradictions.js';
import { requirementWords } from '../../src/message/labels.js';
import type { Workload } from '../../src/k8s/workloads/workload.js';
import { defineAdmissionRule, type Finding, type FixRecipe, type PlacedLabel } from '../../src/rule/rule.js';
import { code, count } from '../../src/text/words.js';

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

  *check(workload, cluster) {
    if (hasMisplacedLabels(workload, cluster)) return;
    const found = contradictions(workload);
    if (found[0] !== undefined) yield mismatch(workload, found[0], found.slice(1));
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

function mismatch(workload: Workload, first: Contradiction, others: readonly Contradiction[]): Finding {
  const { resource, kind } = workload;
  const { requirement } = first;
  const wanted = requirementWords(requirement);
  return {
    message: `${describe(resource)} ${requirement.pair === undefined ? 'wants' : 'selects'} ${wanted}, ${contrast(first)}`,
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
    fix: others.length > 0 ? undefined : repair(first),
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

/** The side that the workload's own labels speak against is the wrong one; where they are silent, the template follows the selector. */
function repair({ requirement, template, label, renamed }: Contradiction): FixRecipe | undefined {
  const { pair, key } = requirement;
  if (pair === undefined) return undefined;
  if (label !== undefined) {
    const own = template.workload.resource.get('metadata', 'labels', key);
    const isOwn = own?.type === 'scalar' && own.value === label.value;
    return isOwn
      ? {
          title: 'use the value of the Pod template',
          applicability: 'unsafe',
          changes: [{ replace: pair.valueAt, with: label.value }],
        }
      : {
          title: 'use the value of the selector',
          applicability: 'unsafe',
          changes: [{ replace: label.valueAt, with: pair.value }],
        };
  }
  if (renamed !== undefined)
    return {
      title: 'use the key of the Pod template',
      applicability: 'unsafe',
      changes: [{ replace: pair.keyAt, with: renamed.key }],
    };
  const last = [...template.labels.values()].at(-1);
  if (last === undefined || last.value === '') return undefined;
  const change = { after: { key: last.keyAt, value: last.valueAt }, entry: [key, pair.value] } as const;
  return { title: 'give the Pod template the label', applicability: 'unsafe', changes: [change] };
}
