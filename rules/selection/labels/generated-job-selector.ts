import { readLabelSelector, satisfies, type Labels, type Match } from '../../../src/k8s/labels/labels.js';
import { JOB_NAME_LABELS, JOB_UID_LABELS } from '../../../src/k8s/labels/label-keys.js';
import { describe, isKind, type Resource } from '../../../src/k8s/object/resource.js';
import { hasManualSelector } from '../../../src/k8s/labels/label-selector.js';
import type { Workload } from '../../../src/k8s/workloads/workload.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * The API server makes the selector of a Job, and the Pod labels for it, from the Job's uid (semantics 2.4, 3.3;
 * generateSelector).
 */
export default defineAdmissionRule({
  id: 'generated-job-selector',
  severity: 'error',
  summary: 'Job that sets the selector or the Pod labels which the server generates',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ resource, templates: [template] }) {
    if (isKind(resource, 'batch', 'CronJob')) yield* checkCronJob(resource);
    // A saved live object carries its uid; nobody means to apply it as it is.
    if (!isKind(resource, 'batch', 'Job') || resource.get('metadata', 'uid') !== undefined) return;
    const selector = resource.get('spec', 'selector');
    if (hasManualSelector(resource)) {
      if (selector === undefined && !resource.partial) yield missingSelector(resource);
      return;
    }
    if (selector?.type === 'map' && !isAsGenerated(resource)) yield ownSelector(resource);
    if (template !== undefined) yield* ownLabels(resource, template);
  },
});

function* checkCronJob(resource: Resource): Iterable<Finding> {
  const job = ['spec', 'jobTemplate', 'spec'];
  const manual = resource.get(...job, 'manualSelector');
  const isManual = manual?.type === 'scalar' && manual.value === true;
  if (resource.get(...job, 'selector') === undefined && !isManual) return;
  const field = resource.get(...job, 'selector') === undefined ? 'manualSelector' : 'selector';
  yield {
    message: `${describe(resource)} sets ${code(field)} for its Jobs, which the server generates`,
    at: { place: resource.keyAt(...job, field), text: 'each Job of a CronJob gets a selector of its own' },
    related:
      field === 'selector' && isManual
        ? [{ place: resource.keyAt(...job, 'manualSelector'), text: 'a CronJob does not support this either' }]
        : [],
    help: 'leave both `selector` and `manualSelector` out',
  };
}

/** A selector that only repeats what the server would write passes. */
function isAsGenerated(resource: Resource): boolean {
  const isName = (wanted: string): Match => (wanted === resource.name ? 'yes' : 'no');
  const expected = new Map([
    ...JOB_NAME_LABELS.map((key) => [key, isName] as const),
    ...JOB_UID_LABELS.map((key) => [key, (): Match => 'no'] as const),
  ]);
  const none: Labels = new Map();
  return readLabelSelector(resource.tree, ['spec', 'selector']).every(
    (requirement) => satisfies(requirement, none, expected) !== 'no',
  );
}

function ownSelector(resource: Resource): Finding {
  return {
    message: `${describe(resource)} writes a selector, which the server generates`,
    at: {
      place: resource.keyAt('spec', 'selector'),
      text: 'the API server refuses a selector that it has not generated',
    },
    notes: ['a Job finds its Pods by a label with its own uid, which nobody can know before'],
    help: 'leave `selector` out; `manualSelector: true` exists for the rare Job that must adopt other Pods',
  };
}

function missingSelector(resource: Resource): Finding {
  return {
    message: `${describe(resource)} sets \`manualSelector\` but has no selector`,
    at: { place: resource.keyAt('spec', 'manualSelector'), text: 'with this the server generates no selector' },
    help: 'leave `manualSelector` out',
  };
}

function* ownLabels(resource: Resource, { labels }: Workload['templates'][number]): Iterable<Finding> {
  const named = JOB_NAME_LABELS.map((key) => ({ label: labels.get(key), part: 'name' }));
  const numbered = JOB_UID_LABELS.map((key) => ({ label: labels.get(key), part: 'uid' }));
  for (const { label, part } of [...named, ...numbered]) {
    if (label === undefined || (part === 'name' && label.value === resource.name)) continue;
    yield {
      message: `${describe(resource)} gives its Pods the label ${code(label.key)}, which the server sets`,
      at: { place: label.valueAt, text: `the server sets the ${part} of the Job here` },
      notes: ['the API server refuses a Job that gives this label another value'],
      help: 'leave the label out',
    };
  }
}
