import type { Graph } from '../../../src/graph/graph.js';
import type { Monitor, ScrapedPort } from '../../../src/k8s/monitors/monitor.js';
import { isScraped, scrapePort } from '../../../src/k8s/monitors/scrape-port.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { ScrapedNumber } from '../../../src/graph/passages/scraped-ports.js';
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
  summary: 'A port that Prometheus is told to scrape and that no NetworkPolicy opens to it',
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
    if (first !== undefined && blocked.length === services.length) {
      yield unscraped(monitor, wanted, first);
      return; // one policy closes them all
    }
    const [kept, ...more] = services.flatMap((service) => keptPort(service, wanted, graph) ?? []);
    if (kept === undefined) continue;
    yield keptFromScrapers(monitor, wanted, kept, more);
    return;
  }
}

/** Annotations promise the same as a monitor. */
function* onPods(template: PodTemplate, graph: Graph): Iterable<Finding> {
  const { policies } = graph;
  const { resource } = template.workload;
  const scraped = scrapePort(resource, ...template.path);
  if (scraped?.kind !== 'number' || !isScraped(resource, ...template.path)) return;
  const [policy] = policies.isolating(template, 'ingress');
  if (policy === undefined) return;
  const what = `has its Pods scraped on port ${scraped.number}`;
  if (!policies.closesPods(template, scraped.number)) {
    const wanted = { number: scraped.number, port: { port: scraped.number, protocol: 'TCP' } };
    const keeping = keepingOut(resource, wanted, [template], graph);
    if (keeping === undefined) return;
    yield {
      message: `${describe(resource)} ${what}, and ${describe(keeping.resource)} lets no scraper in`,
      at: { place: scraped.at, text: 'a port of isolated Pods' },
      related: peersOf(keeping),
      notes: [ISOLATED],
      help: `open port ${scraped.number} of the Pods to Prometheus as well`,
    };
    return;
  }
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
  scraped: ScrapedPort,
  { selection, policies, ports }: Graph,
): ClosedPort | undefined {
  const { templates, uncertain } = selection.of(service);
  const [template] = templates;
  const port = scrapedPortOf(service, scraped);
  const [policy] = template === undefined ? [] : policies.isolating(template, 'ingress');
  if (uncertain || template === undefined || port === undefined || policy === undefined) return undefined;
  if (!templates.every((each) => policies.closes(service, port, each))) return undefined;
  return { service, port, policy, number: ports.resolve(port, template).number ?? port.port };
}

function scrapedPortOf({ ports }: Service, { wanted, field }: ScrapedPort): ServicePort | undefined {
  return ports.find(({ name }) => field === 'port' && wanted.kind === 'names' && wanted.names.includes(name));
}

/** A port that is open to others, of which none is Prometheus. */
function keptPort(service: Service, scraped: ScrapedPort, graph: Graph): ClosedPort | undefined {
  const { templates, uncertain } = graph.selection.of(service);
  const port = scrapedPortOf(service, scraped);
  const [template] = templates;
  if (uncertain || template === undefined || port === undefined) return undefined;
  const { number } = graph.ports.resolve(port, template);
  const policy = keepingOut(service.resource, { number, port }, templates, graph);
  return policy && { service, port, policy, number: number ?? port.port };
}

/** Policies add up, and another unit may hold the one for Prometheus. */
function keepingOut(
  owner: Resource,
  scraped: ScrapedNumber,
  templates: readonly PodTemplate[],
  { policies, elsewhere, namespaces }: Graph,
): NetworkPolicy | undefined {
  const kept = templates.map((template) => policies.keepsScrapersOut(owner, scraped, template));
  if (kept.includes(undefined)) return undefined;
  const others = elsewhere.policies(namespaces.of(owner));
  const isOpened = others.some((other) => templates.some((template) => policies.selects(other, template) !== 'no'));
  return isOpened ? undefined : kept[0];
}

function keptFromScrapers(
  { resource }: Monitor,
  { path }: ScrapedPort,
  { service, port, number, policy }: ClosedPort,
  more: readonly ClosedPort[],
): Finding {
  const also = more.length === 0 ? '' : `, nor at ${more.length} more`;
  return {
    message:
      `${describe(resource)} scrapes ${portWords(port)} of ${serviceWords(service)}, ` +
      `and ${describe(policy.resource)} lets no scraper in${also}`,
    at: { place: resource.at(...path), text: `leads to port ${number} of isolated Pods` },
    related: peersOf(policy),
    notes: [ISOLATED],
    help: `open port ${number} of the Pods to Prometheus as well`,
  };
}

function peersOf({ rules }: NetworkPolicy): readonly PlacedLabel[] {
  return rules
    .filter(({ direction }) => direction === 'ingress')
    .flatMap(({ peers }) => peers)
    .slice(0, 3)
    .map(({ at }) => ({ place: at, text: 'these are let in, and do not scrape' }));
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
