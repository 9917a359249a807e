import { refusesUnknown } from '../../../src/k8s/fields/field-errors.js';
import { isMisplaced } from '../../../src/k8s/fields/misplaced.js';
import { isExcerpt, isPatchFile } from '../../../src/k8s/object/patch-file.js';
import { describe, isKind, type Resource } from '../../../src/k8s/object/resource.js';
import { hasPairs, labelSelectorState } from '../../../src/k8s/labels/label-selector.js';
import type { Labels } from '../../../src/k8s/labels/labels.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code, list } from '../../../src/text/words.js';

const KINDS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

/**
 * In apps/v1 nothing is copied from the template any more: the selector must be written, and must not be empty
 * (semantics 2.4, 2.5).
 */
export default defineAdmissionRule({
  id: 'missing-workload-selector',
  severity: 'error',
  summary: 'workload without a selector for its own Pods',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ resource, templates: [template] }, cluster) {
    // A patch that is applied by itself is for an object that is there already.
    if (resource.partial || isPatchFile(resource.file.path) || template === undefined) return;
    if (isKind(resource, '', 'ReplicationController')) {
      // Its selector defaults to the labels of the template, so one of both is enough.
      if (!hasPairs(resource, ['spec', 'selector']) && !hasPairs(resource, ['spec', 'template', 'metadata', 'labels']))
        yield nothingToSelect(resource);
      return;
    }
    if (resource.apiVersion !== 'apps/v1' || !KINDS.includes(resource.kind)) return;
    if (refusesUnknown(resource, cluster) && isMisplaced(resource, ['spec', 'selector'], cluster.minor)) return;
    const state = labelSelectorState(resource);
    if (state === 'absent') yield missing(resource, template.labels);
    if (state === 'empty') yield empty(resource, template.labels);
    // Strict decoding already refuses the unknown fields; without it they are dropped, and an empty selector is left.
    if (state === 'foreign' && cluster.fieldValidation !== 'strict') yield foreign(resource);
  },
});

function missing(resource: Resource, labels: Labels): Finding {
  return {
    message: `${describe(resource)} has no selector for its own Pods`,
    at: { place: resource.keyAt('spec'), text: '`selector` is missing here' },
    related: [
      {
        place: resource.at('spec', 'template', 'metadata', 'labels'),
        text: labels.size === 0 ? 'its Pods have no labels' : 'the labels of its Pods',
      },
    ],
    notes: [
      `the API server refuses a ${resource.kind} without \`spec.selector\`; ` +
        'only API versions before apps/v1 copied it from the template',
    ],
    help: wayOut(labels),
    severity: isExcerpt(resource) ? 'info' : 'error',
  };
}

function empty(resource: Resource, labels: Labels): Finding {
  return {
    message: `${describe(resource)} has an empty selector`,
    at: { place: resource.keyAt('spec', 'selector'), text: 'no label is named here' },
    notes: [`an empty selector would match every Pod of the namespace, so the API server refuses it`],
    help: wayOut(labels),
  };
}

function foreign(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has a selector in the style of a Service, without \`matchLabels\``,
    at: { place: resource.keyAt('spec', 'selector'), text: 'its labels stand directly below `selector`' },
    notes: [
      'the labels are unknown fields here, ' +
        'and an empty selector is left when they are dropped, which the API server refuses',
    ],
    help: 'put the labels under `matchLabels`',
  };
}

function nothingToSelect(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has neither a selector nor Pod labels to take it from`,
    at: { place: resource.keyAt('spec', 'template'), text: 'the Pod template has no labels' },
    notes: ['the selector of a ReplicationController defaults to the labels of its template, and must not be empty'],
    help: 'give the Pod template a label',
  };
}

/** A selector of the labels that stay: versions and charts change, and a selector is immutable. */
function wayOut(labels: Labels): string {
  const stable = [...labels.values()].filter(({ key }) => !/version|chart|release$|managed-by|hash|revision/.test(key));
  if (stable.length === 0)
    return 'give the Pod template a label of its own, and name it under `spec.selector.matchLabels`';
  return `name under \`spec.selector.matchLabels\` the labels by which its Pods are known: ${list(
    stable.map(({ key, value }) => code(`${key}: ${value}`)),
    'and',
    4,
  )}`;
}
