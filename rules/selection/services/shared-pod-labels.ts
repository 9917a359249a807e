import { describe, isKind } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { areVersions } from '../../../src/k8s/workloads/versions.js';
import type { PodTemplate, Workload } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, codes } from '../../../src/text/words.js';

/**
 * Pods that carry the same labels cannot be told apart: whatever selects the one workload selects the other too. A
 * canary or another version has a label of its own, and is fine (semantics 2.4, E19).
 */
export default defineRule({
  id: 'shared-pod-labels',
  severity: 'warning',
  summary: 'two workloads whose Pods carry the same labels, so that one Service mixes them',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, { selection }) {
    const [template] = workload.templates;
    if (template === undefined || !isJudged(workload) || template.labels.size === 0) return;
    const [service] = selection.servicesOf(template);
    if (service === undefined) return;
    if (selection.widened(service) !== undefined) return; // the label that makes them alike is another finding
    // Equal labels in distant folders may belong to examples that nobody applies together.
    const { uncertain, scope } = selection.of(service);
    if (uncertain || scope === 'unit') return;
    const [first, second, ...more] = eachOnce(selection.alike(template, service));
    // Said once for all of them; so many alike behind one Service are there on purpose.
    if (first === undefined || second !== template || more.length > MOST_BY_MISTAKE - 2) return;
    if (![second, ...more].some((other) => areVersions(other.workload, first.workload)))
      yield sharedLabels(template, first, more, service);
  },
});

/** Kinds whose Pods are alike and meant for the same traffic all the time. */
function isJudged({ resource }: Workload): boolean {
  return !resource.partial && (isKind(resource, 'apps', 'Deployment') || isKind(resource, 'apps', 'ReplicaSet'));
}

const MOST_BY_MISTAKE = 3;

/** The first of those that the rule judges, each workload once: enough of them to tell a mistake from a custom. */
function eachOnce(alike: readonly PodTemplate[]): readonly PodTemplate[] {
  const names = new Map<string, PodTemplate>();
  for (const template of alike) {
    if (names.size > MOST_BY_MISTAKE) break;
    const { name } = template.workload;
    if (isJudged(template.workload) && !names.has(name)) names.set(name, template);
  }
  return [...names.values()];
}

function sharedLabels(
  template: PodTemplate,
  twin: PodTemplate,
  more: readonly PodTemplate[],
  service: Service,
): Finding {
  const [owner, other] = [describe(template.workload.resource), describe(twin.workload.resource)];
  return {
    message: `${owner} gives its Pods the same labels as ${other}, so Service ${code(service.name)} mixes them`,
    at: { place: template.at('metadata', 'labels'), text: `nothing tells these Pods from those of ${other}` },
    related: [
      ...[twin, ...more].map((each) => ({
        place: each.at('metadata', 'labels'),
        text: `the Pods of ${describe(each.workload.resource)} carry the same`,
      })),
      {
        place: service.resource.keyAt('spec', 'selector'),
        text: `Service ${code(service.name)} selects ${more.length === 0 ? 'both' : 'all of them'}`,
      },
    ],
    notes: [
      `every selector that finds the one finds the other, since both carry only ${codes([...template.labels.keys()])}`,
    ],
    help: 'give each workload a label of its own, and name it in its selector',
  };
}
