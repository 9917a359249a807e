import type { Widened } from '../../../src/graph/sharing/widened.js';
import { endsByDesign } from '../../../src/k8s/listening/running.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code, count, list } from '../../../src/text/words.js';

/**
 * Common labels take the place of the value that a selector and the Pods have (kustomize's FieldSetter, semantics 9.6):
 * the Service then sends its requests to all ready Pods with the new one (semantics 5.3).
 */
export default defineRule({
  id: 'overwritten-service-selector',
  severity: 'error',
  summary: 'A label of a kustomization that takes the place of the one which told the Pods of Services apart',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { selection }) {
    const widened = selection.widened(service);
    if (widened === undefined) return;
    // One label is one mistake, however many Services it widens.
    const all = selection.widenedAt(widened.label.keyAt);
    const first = all.find(({ label: { value, over } }) => over.value !== value) ?? all[0];
    if (first === widened)
      yield overwritten(
        widened,
        all.filter((other) => other !== widened),
      );
  },
});

const MOST_NAMED = 3;

function overwritten(widened: Widened, others: readonly Widened[]): Finding {
  const { service, label, reached } = widened;
  const { over } = label;
  const field = label.keyAt.setBy ?? 'commonLabels';
  const was = code(`${label.key}: ${over.value}`);
  const changes = over.value !== label.value;
  const owners = [...new Set(reached.map(({ workload }) => describe(workload.resource)))];
  const named = owners.length > 2 ? [...owners.slice(0, 1), `${owners.length - 1} other workloads`] : owners;
  return {
    message: `${code(field)} makes ${serviceWords(service)} select the Pods of ${list(named)} as well`,
    at: {
      place: label.keyAt,
      text: changes
        ? `this takes the place of ${was} in the selector`
        : 'this takes the place of what other Pods carry',
    },
    related: [
      { place: over.valueAt, text: `${serviceWords(service)} tells its Pods by this` },
      ...reached.slice(0, MOST_NAMED).flatMap((template) => strangerAt(template, label.key)),
      ...others.slice(0, 2).map((other) => ({
        place: other.label.over.valueAt,
        text: `${serviceWords(other.service)} is widened too`,
      })),
    ],
    notes: [
      `these Pods get a share of the requests to ${serviceWords(service)}, which are not meant for them`,
      ...(others.length > 2 ? [`the same label widens ${count(others.length, 'other Service')}`] : []),
    ],
    help:
      `leave ${code(label.key)} to the manifests, and add a label that no selector has, ` +
      'such as `app.kubernetes.io/part-of`',
    ...(reached.every(endsByDesign) ? { severity: 'warning' } : {}),
  };
}

/** What the Pods of a stranger are called where they are written. */
function strangerAt({ labels, workload }: PodTemplate, key: string): readonly PlacedLabel[] {
  const over = labels.get(key)?.valueAt.over;
  return over === undefined
    ? []
    : [{ place: over.valueAt, text: `${describe(workload.resource)} tells its own by this` }];
}
