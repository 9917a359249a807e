import type { Graph } from '../../../src/graph/graph.js';
import type { Monitor, ScrapedPort } from '../../../src/k8s/monitors/monitor.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Spoken } from '../../../src/k8s/spoken/saying.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getString } from '../../../src/tree/tree.js';

/** Prometheus scrapes in plain HTTP unless `scheme` says `https` (semantics 7.5, 7.16). */
export default defineRule({
  id: 'mismatched-scrape-scheme',
  severity: 'warning',
  summary: 'A monitor that scrapes a port with TLS in plain HTTP, or one with plain HTTP in TLS',
  kinds: ['Monitor'],
  fixable: false,
  since: '0.1.0',

  *check(monitor, graph) {
    const { resource, ports } = monitor;
    if (resource.partial || resource.patched || graph.unit.isRefused(resource)) return;
    for (const scraped of ports) {
      const endpoint = scraped.path.slice(0, 3);
      const scheme = getString(resource.tree, ...endpoint, 'scheme')?.toLowerCase() ?? 'http';
      const spoken = spokenAt(monitor, scraped, graph);
      if (spoken === undefined || spoken.scheme === 'grpc' || spoken.scheme === scheme) continue;
      if (!isRelabelled(resource.get(...endpoint))) yield mismatched(monitor, scraped, spoken);
    }
  },
});

type Endpoint = ReturnType<Monitor['resource']['get']>;

function isRelabelled(endpoint: Endpoint): boolean {
  return getList(endpoint, 'relabelings').some((item) => getString(item, 'targetLabel') === '__scheme__');
}

/** What all that is scraped by this item speaks; undefined where that is not known of each. */
function spokenAt(monitor: Monitor, { field, wanted }: ScrapedPort, { monitors, ports }: Graph): Spoken | undefined {
  const { services, templates, certain, settled } = monitors.scraped(monitor);
  if (!certain || !settled) return undefined;
  const isWanted = (name: string | undefined, number: number): boolean =>
    wanted.kind === 'names' ? name !== undefined && wanted.names.includes(name) : wanted.number === number;
  const all =
    monitor.selects === 'services' && field === 'port'
      ? services.flatMap((service) =>
          service.ports
            .filter(({ name, port }) => isWanted(name, port))
            .map((port) => ports.spokenBehind(service, port)),
        )
      : templates.flatMap((template) =>
          template.runningPorts
            .filter(({ name, number }) => isWanted(name, number))
            .map(({ number }) => ports.spokenOn(template, number)),
        );
  const [first] = all;
  return all.every((each) => each !== undefined && each.scheme === first?.scheme) ? first : undefined;
}

function mismatched({ resource }: Monitor, { path }: ScrapedPort, spoken: Spoken): Finding {
  const scheme = [...path.slice(0, 3), 'scheme'];
  const isWritten = resource.get(...scheme) !== undefined;
  const isSecure = spoken.scheme === 'https';
  const what = isSecure ? 'a port with TLS in plain HTTP' : 'a port with plain HTTP in TLS';
  return {
    message: `${describe(resource)} scrapes ${what}`,
    at: isWritten
      ? { place: resource.at(...scheme), text: `${isSecure ? 'TLS' : 'plain HTTP'} is spoken there` }
      : { place: resource.at(...path), text: 'without `scheme` this is plain HTTP' },
    related: [{ place: spoken.at, text: `${spoken.by} of the Pods says so` }],
    notes: ['Prometheus gets an error in place of the metrics, and calls the target down'],
    help: `write ${code(`scheme: ${spoken.scheme}`)}`,
  };
}
