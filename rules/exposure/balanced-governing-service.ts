import type { PodNameUse } from '../../src/graph/names/pod-name-uses.js';
import { servesMetricsOnly } from '../../src/k8s/services/metrics-service.js';
import { podNaming, type PodNaming } from '../../src/k8s/workloads/pod-naming.js';
import { calledLabels } from '../../src/message/pod-naming.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { PodTemplate, Workload } from '../../src/k8s/workloads/workload.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, scalarsIn } from '../../src/tree/tree.js';

/**
 * The DNS specification gives Pods names below headless Services only; CoreDNS answers for the others too (semantics
 * 7.7, 8.3). Where nobody calls a single Pod, nothing is lost, unless a headless Service of the same Pods waits to be
 * named.
 */
export default defineRule({
  id: 'balanced-governing-service',
  severity: 'warning',
  summary: 'Names of single Pods below a Service that is not headless',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, { names, unit, selection }) {
    for (const template of workload.templates) {
      const naming = podNaming(template);
      if (naming?.service === undefined) continue;
      const lookup = names.service({ name: naming.service, namespace: undefined, from: workload.resource });
      if (lookup.kind !== 'found' || !lookup.certain) continue;
      const [service] = lookup.services;
      const balances = lookup.services.every(
        (each) => !each.headless && !unit.isRefused(each.resource) && selection.matching(each).includes(template),
      );
      const use = service && names.podNameUse(workload, service.name);
      // One that somebody calls by its own name is there for its addresses: peers find each other by them.
      const isForNames = (each: Service): boolean =>
        names.podNameUse(workload, each.name) !== undefined ||
        (names.clientsOf(each).length === 0 && !speaksOf(template, each.name));
      const headless = selection
        .servicesOf(template)
        .find((each) => each.headless && !servesMetricsOnly(each) && isForNames(each));
      if (service === undefined || !balances) continue;
      if (use !== undefined)
        yield { ...balanced(naming, service, use), ...(isOfOne(workload, service) ? { severity: 'info' } : {}) };
      else if (headless !== undefined) yield besideHeadless(naming, service, headless);
    }
  },
});

/** The name of the only Pod is as good as that of the Service, unless the Service calls itself headless. */
function isOfOne({ resource }: Workload, { name }: Service): boolean {
  return getNumber(resource.tree, 'spec', 'replicas') === 1 && !name.includes('headless');
}

/** `-Djgroups.dns.query=grid-ping`, which is no address by its form. */
function speaksOf({ containers }: PodTemplate, name: string): boolean {
  return containers.some((container) =>
    ['command', 'args', 'env'].some((field) =>
      [...scalarsIn(container.get(field))].some((text) => text.split(/[^a-z0-9-]+/).includes(name)),
    ),
  );
}

function balanced({ template, verb, path, pod }: PodNaming, service: Service, use: PodNameUse): Finding {
  const { resource } = template.workload;
  return {
    message: `${describe(resource)} ${verb} ${code(service.name)}, which is not headless`,
    at: {
      place: resource.at(...path),
      text: `names such as ${code(`${pod}.${service.name}`)} belong to a headless Service`,
    },
    related: [
      { place: service.resource.at('spec', 'type'), text: `${serviceWords(service)} has an address of its own` },
      ...calledLabels(use),
    ],
    notes: [
      'the DNS specification of Kubernetes promises such names for headless Services only; ' +
        'CoreDNS answers them anyway',
    ],
    help: `add a headless Service (\`clusterIP: None\`) for the names, and keep ${code(service.name)} for clients`,
  };
}

/** Somebody wrote a headless Service for the names of these Pods, and the workload names the other one. */
function besideHeadless({ template, verb, path, pod }: PodNaming, service: Service, headless: Service): Finding {
  const { resource } = template.workload;
  return {
    message:
      `${describe(resource)} ${verb} ${code(service.name)}, ` +
      `but the headless Service of its Pods is ${code(headless.name)}`,
    at: { place: resource.at(...path), text: 'this Service has an address of its own' },
    related: [
      { place: headless.resource.at('metadata', 'name'), text: `${serviceWords(headless)} selects the same Pods` },
    ],
    notes: [
      'a Pod has a name of its own only below the Service that is named here: ' +
        `${code(`${pod}.${headless.name}`)} does not resolve`,
    ],
    help: `name ${code(headless.name)}; a StatefulSet has to be made anew for it`,
  };
}
