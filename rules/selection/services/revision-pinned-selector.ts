import { isRevisionLabel, POD_NAME_LABEL } from '../../../src/k8s/labels/label-keys.js';
import type { LabelPair } from '../../../src/k8s/labels/labels.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { PodTemplate, Workload } from '../../../src/k8s/workloads/workload.js';
import { podOrdinals } from '../../../src/k8s/workloads/pod-naming.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';

/**
 * Controllers add labels that name one revision or one Pod; a Service may select them, but only as long as that one
 * lives (semantics 3.2).
 */
export default defineRule({
  id: 'revision-pinned-selector',
  severity: 'warning',
  summary: 'Service selector that holds on to one revision of a workload, or to a Pod that is not there',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { closure, selection }) {
    if (service.selector === undefined || service.type === 'ExternalName') return;
    const { templates } = selection.of(service);
    const beyond = templates.length === 0 ? closure.matchElsewhere(service) : undefined;
    for (const pair of service.selector.values()) {
      // A bare Pod, or another template that carries the label in writing, keeps it.
      const carriers = beyond === undefined ? templates : [beyond];
      const written =
        carriers.length > 0 &&
        carriers.every(
          (template) => template.labels.get(pair.key)?.value === pair.value && !template.added.has(pair.key),
        );
      if (isRevisionLabel(pair.key) && !written) yield pinned(service, pair, templates);
    }
    const name = service.selector.get(POD_NAME_LABEL);
    const [template, ...others] = templates;
    if (name !== undefined && template !== undefined && others.length === 0)
      yield* checkPodName(service, name, template.workload);
  },
});

function* checkPodName(service: Service, name: LabelPair, workload: Workload): Iterable<Finding> {
  const ordinals = podOrdinals(workload.resource);
  const ordinal = Number(name.value.slice(name.value.lastIndexOf('-') + 1));
  if (ordinals === undefined || workload.resource.partial || !(ordinal > ordinals.last)) return;
  yield {
    message:
      `Service ${code(service.name)} selects Pod ${code(name.value)}, ` +
      `which ${describe(workload.resource)} does not make`,
    at: { place: name.valueAt, text: `the last Pod is ${code(`${workload.name}-${ordinals.last}`)}` },
    related: [
      {
        place: workload.resource.at('spec', 'replicas'),
        text: `${describe(workload.resource)} has ${count(ordinals.count, 'replica')}`,
      },
    ],
    notes: ['the Service has endpoints only after the StatefulSet is scaled up'],
  };
}

function pinned(service: Service, pair: LabelPair, [template]: readonly PodTemplate[]): Finding {
  const owner = template === undefined ? 'its workload' : describe(template.workload.resource);
  return {
    message: `Service ${code(service.name)} selects by ${code(pair.key)}, which changes with every revision`,
    at: { place: pair.valueAt, text: 'a controller makes up this value' },
    related:
      template === undefined
        ? []
        : [
            {
              place: template.workload.resource.at('metadata', 'name'),
              text: `${owner} gives its Pods a new value with each rollout`,
            },
          ],
    notes: [`the next rollout of ${owner} leaves this Service without endpoints`],
    help: `take ${code(pair.key)} out of the selector`,
  };
}
