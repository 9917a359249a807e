import type { Graph } from '../../../src/graph/graph.js';
import type { Monitor, ScrapedPort } from '../../../src/k8s/monitors/monitor.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import { portWords, serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/**
 * Prometheus asks the Pods themselves, and a policy that isolates them closes every port that it does not list
 * (semantics 7.5, 7.10).
 */
export default defineRule({
  id: 'blocked-scrape-port',
  severity: 'warning',
  summary: 'A port that a ServiceMonitor scrapes and that no NetworkPolicy opens to anyone',
  kinds: ['Monitor'],
  fixable: false,
  since: '0.1.0',

  *check(monitor, graph) {
    const { monitors, unit, policies } = graph;
    if (monitor.selects === 'pods' || unit.isRefused(monitor.resource) || policies.mixed()) return;
    const { services, certain, settled } = monitors.scraped(monitor);
    if (!certain || !settled) return;
    for (const wanted of monitor.ports) {
      const blocked = services.flatMap((service) => closedPort(service, wanted, graph) ?? []);
      const [first] = blocked;
      if (first === undefined || blocked.length < services.length) continue;
      yield unscraped(monitor, wanted, first);
      return; // one policy closes them all
    }
  },
});

interface ClosedPort {
  readonly service: Service;
  readonly port: ServicePort;
  readonly number: number;
  readonly policy: NetworkPolicy;
}

function closedPort(
  service: Service,
  { wanted, field }: ScrapedPort,
  { selection, policies, ports }: Graph,
): ClosedPort | undefined {
  const { templates, uncertain } = selection.of(service);
  const [template] = templates;
  const port = service.ports.find(
    ({ name }) => field === 'port' && wanted.kind === 'names' && wanted.names.includes(name),
  );
  const [policy] = template === undefined ? [] : policies.isolating(template, 'ingress');
  if (uncertain || template === undefined || port === undefined || policy === undefined) return undefined;
  if (!templates.every((each) => policies.closes(service, port, each))) return undefined;
  return { service, port, policy, number: ports.resolve(port, template).number ?? port.port };
}

function unscraped(
  { resource }: Monitor,
  { path }: ScrapedPort,
  { service, port, number, policy }: ClosedPort,
): Finding {
  const what = `${portWords(port)} of ${serviceWords(service)}`;
  return {
    message: `${describe(resource)} scrapes ${what}, which no NetworkPolicy opens to anyone`,
    at: { place: resource.at(...path), text: `leads to port ${number} of isolated Pods` },
    related: [
      { place: policy.resource.at('spec', 'podSelector'), text: `${describe(policy.resource)} isolates the Pods` },
    ],
    notes: ['a Pod that any policy isolates is reached only through ports that a policy opens'],
    help: `open port ${number} of the Pods to Prometheus`,
  };
}
