import { replacing } from '../../src/message/replacing.js';
import type { Graph } from '../../src/graph/graph.js';
import { exporterOn } from '../../src/k8s/images/facts.js';
import { runningContainers } from '../../src/k8s/listening/running.js';
import { imageDefaults } from '../../src/k8s/programs/images.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { describe } from '../../src/k8s/object/resource.js';
import { isScraped, type ScrapePort, scrapePort } from '../../src/k8s/monitors/scrape-port.js';
import { holderWords, portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { scalarsIn } from '../../src/tree/tree.js';

/** Whoever reads the annotation goes to the address of a Pod, also where a Service carries it (semantics 7.5). */
export default defineRule({
  id: 'stray-scrape-port',
  severity: 'warning',
  summary: 'A `prometheus.io/port` that is the port of a Service, of an exporter that is not there, or a name',
  kinds: ['Service', 'Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(subject, graph) {
    if ('templates' in subject) for (const template of subject.templates) yield* onPods(template, graph);
    else yield* onService(subject, graph);
  },
});

function* onPods(template: PodTemplate, { selection, ports }: Graph): Iterable<Finding> {
  const { resource } = template.workload;
  const scraped = scrapePort(resource, ...template.path);
  if (scraped?.kind === 'name') yield byName(describe(resource), scraped, [template]);
  if (scraped?.kind !== 'number' || !ports.isScrapedInVain(template, scraped.number)) return;
  for (const service of selection.servicesOf(template)) {
    const port = service.ports.find((each) => each.port === scraped.number);
    const led = port === undefined ? undefined : ports.resolve(port, template).number;
    if (port === undefined || led === undefined || led === scraped.number) continue;
    yield ofService(describe(resource), { scraped, service, port, led });
    return;
  }
  const exporter = isScraped(resource, ...template.path) ? exporterOn(scraped.number) : undefined;
  if (exporter !== undefined && !mayExport(template)) yield withoutExporter(template, scraped, exporter);
}

/** Of images that are not known by heart any may bring an exporter, and so may a command that speaks of one. */
function mayExport(template: PodTemplate): boolean {
  return runningContainers(template).some(
    (container) =>
      imageDefaults(container)?.isOpenEnded !== false ||
      ['command', 'args'].some((field) => [...scalarsIn(container.get(field))].some((text) => /export/i.test(text))),
  );
}

function* onService(service: Service, { selection, ports }: Graph): Iterable<Finding> {
  const scraped = scrapePort(service.resource);
  if (scraped === undefined) return;
  const { templates } = selection.of(service);
  if (scraped.kind === 'name') yield byName(serviceWords(service), scraped, templates);
  else {
    const port = service.ports.find((each) => each.port === scraped.number);
    const judged = ports.judged(service);
    const [led, ...others] = new Set(judged.map((template) => port && ports.resolve(port, template).number));
    if (port === undefined || led === undefined || others.length > 0 || led === scraped.number) return;
    if (ports.contradicts(judged, scraped.number))
      yield ofService(serviceWords(service), { scraped, service, port, led });
  }
}

interface Stray {
  readonly scraped: Extract<ScrapePort, { kind: 'number' }>;
  readonly service: Service;
  readonly port: ServicePort;
  /** Where the Service port leads. */
  readonly led: number;
}

function ofService(who: string, { scraped, service, port, led }: Stray): Finding {
  return {
    message:
      `${who} wants to be scraped on ${scraped.number}, ` + `the port of ${serviceWords(service)} and not of its Pods`,
    at: { place: scraped.at, text: `no container declares ${scraped.number}` },
    related: [{ place: port.at('port'), text: `${serviceWords(service)} sends ${portWords(port)} to ${led}` }],
    notes: ['the usual scrape configurations put this number behind the address of each Pod'],
    fix: replacing(`scrape ${led}`, scraped.at, String(led)),
  };
}

function withoutExporter({ workload, containers }: PodTemplate, { at }: ScrapePort, exporter: string): Finding {
  const [first] = containers;
  return {
    message:
      `${describe(workload.resource)} wants to be scraped on the port of ${code(exporter)}, ` +
      'which none of its containers is',
    at: { place: at, text: 'nothing in the Pod listens here' },
    related: first === undefined ? [] : [{ place: first.at('image'), text: 'has no metrics on this port' }],
    notes: ['the scraper finds a target that is always down'],
    help: `add ${code(exporter)} as another container of the Pod, or take the annotations away`,
  };
}

function byName(
  who: string,
  scraped: Extract<ScrapePort, { kind: 'name' }>,
  templates: readonly PodTemplate[],
): Finding {
  const holders = templates.flatMap(({ runningPorts }) => runningPorts.filter(({ name }) => name === scraped.name));
  const [holder] = holders;
  const isOne = new Set(holders.map(({ number }) => number)).size === 1;
  // Without a number the scraper tries all declared ports: where that is the very one, it finds what it was to find.
  const declared = new Set(templates.flatMap(({ runningPorts }) => runningPorts.map(({ number }) => number)));
  const isFoundAnyway = isOne && declared.size === 1;
  return {
    message: `${who} wants to be scraped on port ${code(scraped.name)}, and the annotation takes numbers only`,
    at: { place: scraped.at, text: 'a name, which the usual scrape configurations leave aside' },
    related: holder === undefined ? [] : [holderLabel(holder, templates)],
    notes: [
      isFoundAnyway
        ? 'without a number every declared port is scraped: here it is the only one'
        : 'without a number every declared port is scraped, or port 80',
    ],
    fix:
      holder === undefined || !isOne
        ? undefined
        : replacing(`write ${holder.number}`, scraped.at, String(holder.number)),
    ...(isFoundAnyway ? { severity: 'info' as const } : {}),
  };
}

function holderLabel(port: ContainerPort, templates: readonly PodTemplate[]): NonNullable<Finding['related']>[number] {
  return { place: port.at('name'), text: `${holderWords(port, templates)} has port ${port.number} under this name` };
}
