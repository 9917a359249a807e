import type { PodNameUse } from '../../../src/graph/names/pod-name-uses.js';
import { servesMetricsOnly } from '../../../src/k8s/services/metrics-service.js';
import { podNaming, type PodNaming } from '../../../src/k8s/workloads/pod-naming.js';
import { calledLabels, immutableWords, scalarOfSpec } from '../../../src/message/pod-naming.js';
import { serviceWords } from '../../../src/message/ports.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * A StatefulSet without `serviceName` gives its Pods no subdomain, so a headless Service lists them without names
 * (semantics 5.8, 7.7, E20).
 */
export default defineRule({
  id: 'missing-service-name',
  severity: 'warning',
  summary: 'A StatefulSet without `serviceName`, though a headless Service selects its Pods',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, { selection, names }) {
    if (workload.resource.partial) return; // a patch may bring it
    for (const template of workload.templates) {
      const naming = podNaming(template);
      if (naming === undefined || naming.service !== undefined) continue;
      const headless = selection
        .servicesOf(template)
        .find((service) => service.headless && !servesMetricsOnly(service));
      if (headless !== undefined) yield unnamed(naming, headless, names.podNameUse(workload, headless.name));
    }
  },
});

function unnamed({ template, pod }: PodNaming, service: Service, use: PodNameUse | undefined): Finding {
  const { resource } = template.workload;
  const empty = resource.get('spec', 'serviceName') !== undefined;
  const entry = scalarOfSpec(resource);
  const changes = empty
    ? [{ replace: resource.at('spec', 'serviceName'), with: service.name }]
    : entry && [{ after: entry, entry: ['serviceName', service.name] as const }];
  return {
    message: `${describe(resource)} has no \`serviceName\`, though headless ${serviceWords(service)} selects its Pods`,
    at: {
      place: empty ? resource.at('spec', 'serviceName') : resource.keyAt('spec'),
      text: empty ? 'this names no Service' : `no ${code(`serviceName: ${service.name}`)} here`,
    },
    related: [
      { place: service.resource.at('metadata', 'name'), text: `headless ${serviceWords(service)}` },
      ...calledLabels(use),
    ],
    notes: [`without it the Service lists addresses only, and ${code(`${pod}.${service.name}`)} is no DNS name`],
    help: immutableWords(template),
    fix: changes && { title: `name ${serviceWords(service)}`, applicability: 'unsafe', changes },
    severity: use === undefined ? 'warning' : 'error',
  };
}
