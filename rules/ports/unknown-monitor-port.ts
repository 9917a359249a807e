import { replacing } from '../../src/message/replacing.js';
import type { WrittenEndpoints } from '../../src/graph/endpoints.js';
import type { Elsewhere } from '../../src/graph/elsewhere.js';
import type { Scraped } from '../../src/graph/monitors.js';
import { guessServicePort, type ServicePortGuess } from '../../src/k8s/monitors/monitor-ports.js';
import type { Monitor, ScrapedPort } from '../../src/k8s/monitors/monitor.js';
import { asksForMadeServices } from '../../src/k8s/monitors/labelled-services.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding, type FixRecipe, type PlacedLabel } from '../../src/rule/rule.js';
import { codes } from '../../src/text/words.js';

/**
 * The `port` of a ServiceMonitor is the name of a Service port: no number, no container port, and no port without a
 * name (semantics 7.5).
 */
export default defineRule({
  id: 'unknown-monitor-port',
  severity: 'error',
  summary: 'A ServiceMonitor for a port name that no selected Service has',
  kinds: ['Monitor'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(monitor, { unit, monitors, endpoints, elsewhere }) {
    const { resource, selects } = monitor;
    if (selects !== 'services' || unit.isRefused(resource) || resource.patched) return;
    if (monitor.selector.length === 0) return; // all Services of a namespace, of which others may be made by operators
    if (asksForMadeServices(monitor.selector)) return;
    const scraped = monitors.scraped(monitor);
    for (const port of monitor.ports) {
      if (port.field !== 'port' || port.wanted.kind !== 'names') continue;
      const { names } = port.wanted;
      if (
        lacks(scraped, names) &&
        !isWritten(scraped, names, endpoints) &&
        !isElsewhere(monitor, names, scraped, elsewhere)
      )
        yield unknownPort(monitor, port, names, scraped);
    }
  },
});

function lacks({ services, settled, servicePorts }: Scraped, names: readonly string[]): boolean {
  return services.length > 0 && settled && !names.some((name) => servicePorts.names.has(name));
}

/** A Service of another unit, which the monitor finds as well, has the port; none that is a copy of one beside it. */
function isElsewhere(
  monitor: Monitor,
  wanted: readonly string[],
  { services }: Scraped,
  elsewhere: Pick<Elsewhere, 'watchedServices'>,
): boolean {
  const { folder } = monitor.resource.file;
  const beside = services.flatMap(({ name, resource }) => (resource.file.folder === folder ? name : []));
  return elsewhere
    .watchedServices(monitor)
    .some(({ name, ports }) => !beside.includes(name) && ports.some((port) => wanted.includes(port.name)));
}

/** Prometheus reads the names of hand-written endpoints as they stand (semantics 7.5). */
function isWritten({ services }: Scraped, names: readonly string[], endpoints: WrittenEndpoints): boolean {
  return services.some((service) => endpoints.portsOf(service).some(({ name }) => names.includes(name)));
}

const UNSCRAPED = 'the monitor is loaded, and this port is never scraped';

function unknownPort(
  { resource }: Monitor,
  { path }: ScrapedPort,
  names: readonly string[],
  { services, servicePorts, certain }: Scraped,
): Finding {
  const [wanted = ''] = names;
  const guess = guessServicePort(wanted, servicePorts);
  const who =
    services.length === 1 && services[0] !== undefined
      ? `${serviceWords(services[0])} does not have`
      : `none of the ${services.length} selected Services has`;
  return {
    message: `${describe(resource)} scrapes a port named ${codes(names, 'or')}, which ${who}`,
    at: {
      place: resource.at(...path),
      text: reasonWords(guess?.why),
    },
    related: guess === undefined ? services.slice(0, 3).map(namesOf) : [guessLabel(guess)],
    notes: [UNSCRAPED],
    help:
      guess === undefined || guess.port.name !== '' || guess.why === 'unnamed'
        ? undefined
        : 'a port without a name cannot be monitored: give it one',
    fix: guess && names.length === 1 ? repair(resource.at(...path), wanted, guess) : undefined,
    severity: certain || guess?.why === 'number' ? 'error' : 'warning',
  };
}

function reasonWords(why: ServicePortGuess['why'] | undefined): string {
  if (why === 'number') return 'the name of a Service port is meant, not its number';
  if (why === 'target') return 'this is the name of a container port, not of a Service port';
  return 'no selected Service has a port of this name';
}

function guessLabel({ why, service, port }: ServicePortGuess): PlacedLabel {
  const who = serviceWords(service);
  const named = port.name !== '';
  if (why === 'similar') return { place: port.at('name'), text: `${who} has a port with a similar name` };
  if (why === 'target' && named) return { place: port.at('name'), text: `${who} calls it by this name` };
  return named
    ? { place: port.at('name'), text: `${who} calls ${port.port} by this name` }
    : { place: port.at('port'), text: `${who} gives this port no name` };
}

function repair(at: PlacedLabel['place'], wanted: string, { service, port }: ServicePortGuess): FixRecipe | undefined {
  if (port.name !== '') return replacing('use the name of the Service port', at, port.name);
  if (/^\d+$/.test(wanted) || service.ports.length > 1) return undefined;
  const written = { key: service.resource.keyAt(...port.path, 'port'), value: port.at('port') };
  return {
    title: 'name the Service port',
    applicability: 'unsafe',
    changes: [{ after: written, entry: ['name', wanted] }],
  };
}

function namesOf(service: Service): PlacedLabel {
  const [first] = service.ports;
  const names = service.ports.flatMap(({ name }) => (name === '' ? [] : [name]));
  return {
    place: first?.at('name') ?? service.resource.at('metadata', 'name'),
    text:
      names.length === 0
        ? `${serviceWords(service)} has no ports`
        : `${serviceWords(service)} has ${names.length === 1 ? 'one port,' : 'ports named'} ${codes(names)}`,
  };
}
