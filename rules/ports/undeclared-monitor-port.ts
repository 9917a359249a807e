import { replacing } from '../../src/message/replacing.js';
import type { Elsewhere } from '../../src/graph/elsewhere.js';
import type { Scraped } from '../../src/graph/monitors.js';
import { runningPorts } from '../../src/k8s/listening/running.js';
import { containerPortsOf, guessContainerPort, isUndeclared } from '../../src/k8s/monitors/monitor-ports.js';
import type { Monitor, ScrapedPort } from '../../src/k8s/monitors/monitor.js';
import { holderWords, numbersOf, portsOf } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { ContainerPort } from '../../src/k8s/pods/container.js';
import { defineRule, type Finding, type FixRecipe } from '../../src/rule/rule.js';
import { codes } from '../../src/text/words.js';

/**
 * Prometheus learns of the declared container ports only: one that no container declares is never scraped (semantics
 * 7.5).
 */
export default defineRule({
  id: 'undeclared-monitor-port',
  severity: 'error',
  summary: 'A monitor for a container port that no selected Pod declares',
  kinds: ['Monitor'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(monitor, { unit, monitors, elsewhere }) {
    if (unit.isRefused(monitor.resource) || monitor.resource.patched) return;
    const scraped = monitors.scraped(monitor);
    for (const port of monitor.ports) {
      if (monitor.selects === 'services' && port.field === 'port') continue; // the name of a Service port
      if (isQuotedNumber(port)) yield quotedNumber(monitor, port, scraped);
      else if (isUndeclared(port, scraped.containerPorts) && !isDeclaredElsewhere(monitor, port, scraped, elsewhere))
        yield undeclared(monitor, port, scraped);
    }
  },
});

/**
 * A monitor finds all Pods that match, or that are behind Services which match, also those that another unit brings:
 * one that declares the port is enough. Beside the monitor, a workload of the same kind and name is the one that is
 * meant, and the other a copy of it.
 */
function isDeclaredElsewhere(
  monitor: Monitor,
  port: ScrapedPort,
  { templates }: Scraped,
  elsewhere: Pick<Elsewhere, 'watchedPods'>,
): boolean {
  const { folder } = monitor.resource.file;
  const beside = templates.flatMap(({ workload: { resource } }) =>
    resource.file.folder === folder ? describe(resource) : [],
  );
  return elsewhere
    .watchedPods(monitor)
    .some(
      (template) =>
        !beside.includes(describe(template.workload.resource)) && !isUndeclared(port, containerPortsOf([template])),
    );
}

/** No container port can be called so: a name needs a letter. */
function isQuotedNumber({ wanted }: ScrapedPort): boolean {
  return wanted.kind === 'names' && wanted.names.every((name) => /^\d+$/.test(name));
}

const UNSCRAPED = 'the monitor is loaded, and this port is never scraped';

function quotedNumber(
  { resource, selects }: Monitor,
  port: ScrapedPort,
  { templates, containerPorts }: Scraped,
): Finding {
  const at = resource.at(...port.path);
  const number = port.wanted.kind === 'names' ? (port.wanted.names[0] ?? '') : '';
  const declared = guessContainerPort(port, containerPorts);
  const plain = replacing('remove the quotes', at, Number(number));
  const usesNumber = port.field === 'targetPort' && selects === 'services';
  return {
    message: `${describe(resource)} scrapes a container port named ${codes([number])}, and no port can have this name`,
    at: { place: at, text: 'with its quotes, this is a name' },
    related:
      declared === undefined
        ? []
        : [{ place: declared.at('containerPort'), text: `${holderWords(declared, templates)} declares the number` }],
    notes: [UNSCRAPED],
    help: usesNumber ? undefined : `write \`portNumber: ${number}\` without quotes, or the name of the port`,
    fix: usesNumber ? plain : undefined,
  };
}

function undeclared(
  { resource }: Monitor,
  port: ScrapedPort,
  { templates, containerPorts, certain }: Scraped,
): Finding {
  const { wanted } = port;
  const guess = guessContainerPort(port, containerPorts);
  const ends = templates
    .slice(0, 3)
    .map((template) =>
      wanted.kind === 'names' || runningPorts(template).length === 0 ? portsOf(template) : numbersOf(template),
    );
  const what =
    wanted.kind === 'names' ? `a container port named ${codes(wanted.names, 'or')}` : `container port ${wanted.number}`;
  return {
    message: `${describe(resource)} scrapes ${what}, which no selected Pod declares`,
    at: {
      place: resource.at(...port.path),
      text: wanted.kind === 'names' ? 'no container port has this name' : 'no container declares this number',
    },
    related:
      guess?.name === undefined
        ? ends
        : [{ place: guess.at('name'), text: `${holderWords(guess, templates)} has a port with a similar name` }],
    notes: [
      UNSCRAPED,
      ...(wanted.kind === 'number'
        ? ['Prometheus finds the container ports that are declared, even where another one listens']
        : []),
    ],
    help: guess === undefined ? 'declare the port in the container that serves it' : undefined,
    fix: guess === undefined ? undefined : rename(resource.at(...port.path), guess),
    severity: certain ? 'error' : 'warning',
  };
}

function rename(at: ReturnType<ContainerPort['at']>, { name }: ContainerPort): FixRecipe | undefined {
  return name === undefined ? undefined : replacing('use the name of the container port', at, name);
}
