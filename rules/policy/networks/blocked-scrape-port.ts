import type { Graph } from '../../../src/graph/graph.js';
import type { Monitor, ScrapedPort } from '../../../src/k8s/monitors/monitor.js';
import { isScraped, scrapePort } from '../../../src/k8s/monitors/scrape-port.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import type { Service, ServicePort } from '../../../src/k8s/services/service.js';
import { portWords, serviceWords } from '../../../src/message/ports.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';

/**
 * Prometheus asks the Pods themselves, and a policy that isolates them closes every port that it does not list
 * (semantics 7.5, 7.10).
 */
export default defineRule({
  id: 'blocked-scrape-port',
  severity: 'warning',
  summary: 'A port that Prometheus is told to scrape and that no NetworkPolicy opens to anyone',
  kinds: ['Monitor', 'Workload'],
  fixable: false,
  since: '0.1.0',

  *check(subject, graph) {
    if (graph.unit.isRefused(subject.resource) || graph.policies.mixed()) return;
    if ('templates' in subject) for (const template of subject.templates) yield* onPods(template, graph);
    else yield* onMonitor(subject, graph);
  },
});

function* onMonitor(monitor: Monitor, graph: Graph): Iterable<Finding> {
  if (monitor.selects === 'pods') return;
  const { services, certain, settled } = graph.monitors.scraped(monitor);
  if (!certain || !settled) return;
  for (const wanted of monitor.ports) {
    const blocked = services.flatMap((service) => closedPort(service, wanted, graph) ?? []);
    const [first] = blocked;
    if (first === undefined || blocked.length < services.length) continue;
    yield unscraped(monitor, wanted, first);
    return; // one policy closes them all
  }
}

/** Annotations promise the same as a monitor. */
function* onPods(template: PodTemplate, { policies }: Graph): Iterable<Finding> {
  const { resource } = template.workload;
  const scraped = scrapePort(resource, ...template.path);
  if (scraped?.kind !== 'number' || !isScraped(resource, ...template.path)) return;
  const [policy] = policies.isolating(template, 'ingress');
  if (policy === undefined || !policies.closesPods(template, scraped.number)) return;
  const what = `has its Pods scraped on port ${scraped.number}`;
  yield {
    message: `${describe(resource)} ${what}, which no NetworkPolicy opens to anyone`,
    at: { place: scraped.at, text: 'a port of isolated Pods' },
    related: [isolates(policy)],
    notes: [ISOLATED],
    help: `open port ${scraped.number} of the Pods to Prometheus`,
  };
}

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
    related: [isolates(policy)],
    notes: [ISOLATED],
    help: `open port ${number} of the Pods to Prometheus`,
  };
}

const ISOLATED = 'a Pod that any policy isolates is reached only through ports that a policy opens';

function isolates({ resource }: NetworkPolicy): PlacedLabel {
  return { place: resource.at('spec', 'podSelector'), text: `${describe(resource)} isolates the Pods` };
}
