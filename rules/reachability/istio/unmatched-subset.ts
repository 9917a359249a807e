import { once } from '../../../src/data/once.js';
import type { Elsewhere } from '../../../src/graph/elsewhere.js';
import { carries, readLabels, requirementsOf, type Labels } from '../../../src/k8s/labels/labels.js';
import { readIstioHost, type Subset } from '../../../src/k8s/routes/istio.js';
import { isRunTimeLabel } from '../../../src/k8s/labels/label-keys.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { pairWords } from '../../../src/message/labels.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** A subset has the Pods behind the Service that carry all of its labels (semantics 7.3). */
export default defineRule({
  id: 'unmatched-subset',
  severity: 'warning',
  summary: 'A subset of a DestinationRule whose labels no Pod behind its Service carries',
  kinds: ['networking.istio.io/DestinationRule'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { names, selection, routes, elsewhere }) {
    if (resource.partial) return;
    const host = readIstioHost(getString(resource.tree, 'spec', 'host') ?? '');
    const lookup =
      host.kind === 'service'
        ? names.service({ name: host.name, namespace: host.namespace, from: resource })
        : undefined;
    if (lookup?.kind !== 'found') return;
    const [service] = lookup.services;
    const templates = lookup.services.flatMap((each) => selection.matching(each));
    // A Service that selects nothing has a finding of its own; labels that a kustomization adds are not known.
    if (service === undefined || templates.length === 0 || templates.some(({ workload }) => workload.resource.partial))
      return;
    const selectors = once(() => selectorsOf(service, elsewhere));
    for (const subset of routes.subsetsOf(resource)) {
      const pairs = [...subset.labels.values()];
      if (
        pairs.some(({ key, value }) => isRunTimeLabel(key) || isPlaceholder(value)) ||
        templates.some((template) => isIn(subset, template)) ||
        isInAnotherUnit(subset, selectors(), { from: resource, elsewhere })
      )
        continue;
      const strange = pairs.find(({ key, value }) =>
        templates.every((template) => carries(key, value, template.labels, template.added) === 'no'),
      );
      const finding = unmatched(resource, subset, service, templates, strange?.key);
      // No request gets lost in a subset that no route names.
      yield routes.isLeftAside(resource, subset) ? { ...finding, severity: 'info' } : finding;
    }
  },
});

function isIn({ labels }: Subset, template: PodTemplate): boolean {
  return [...labels.values()].every(({ key, value }) => carries(key, value, template.labels, template.added) !== 'no');
}

/** Of this Service, and of those of its name elsewhere in the tree (semantics 9.4). */
function selectorsOf({ name, selector, resource }: Service, elsewhere: Elsewhere): readonly Labels[] {
  const others = elsewhere.named('', 'Service', name, resource.namespace ?? null);
  return [selector, ...others.map((other) => readLabels(other.tree, ['spec', 'selector']))].filter(
    (each): each is Labels => each !== undefined && each.size > 0,
  );
}

interface Beyond {
  readonly from: Resource;
  readonly elsewhere: Elsewhere;
}

/** Pods that one of these selectors finds in another unit. */
function isInAnotherUnit({ labels }: Subset, selectors: readonly Labels[], { from, elsewhere }: Beyond): boolean {
  return selectors.some(
    (selecting) => elsewhere.pods(requirementsOf(new Map([...selecting, ...labels])), from).length > 0,
  );
}

function unmatched(
  resource: Resource,
  subset: Subset,
  service: Service,
  templates: readonly PodTemplate[],
  key: string | undefined,
): Finding {
  const pair = key === undefined ? undefined : subset.labels.get(key);
  return {
    message:
      `${describe(resource)} has the subset ${code(subset.name)}, ` +
      `whose labels no Pod of Service ${code(service.name)} carries`,
    at: {
      place: pair?.valueAt ?? resource.at(...subset.path, 'name'),
      text:
        pair === undefined ? 'no Pod template carries all of its labels' : `no Pod template carries ${pairWords(pair)}`,
    },
    related: templates.slice(0, 3).map((template) => {
      const own = key === undefined ? undefined : template.labels.get(key);
      const owner = describe(template.workload.resource);
      return {
        place: own?.valueAt ?? template.at('metadata', 'labels'),
        text: own === undefined ? `${owner} has other labels` : `${owner} has ${pairWords(own)}`,
      };
    }),
    notes: ['requests to a subset without Pods are answered with 503'],
  };
}
