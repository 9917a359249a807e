import type { Graph } from '../../src/graph/graph.js';
import { endsByDesign, portsAreKnown } from '../../src/k8s/listening/running.js';
import type { Container } from '../../src/k8s/pods/container.js';
import { onlyWaits } from '../../src/k8s/programs/commands.js';
import { optionalReadinessProbe } from '../../src/k8s/pods/optional-probe.js';
import { usualHandler } from '../../src/k8s/programs/usual-handler.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import {
  isAskedByAnyProbe,
  isDummyPort,
  isPeerPort,
  isScrapePort,
  servingContainer,
} from '../../src/k8s/services/serving.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * Without a readinessProbe a container counts as ready as soon as it runs (semantics 6.6), so a Service sends it
 * traffic while it starts, and a rollout goes on before the new Pods can serve.
 */
export default defineRule({
  id: 'missing-readiness-probe',
  severity: 'warning',
  summary: 'A container that takes Service traffic without a readiness probe',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, graph) {
    // Knative probes its containers by itself; with no replicas nothing takes traffic.
    if (workload.resource.group === 'serving.knative.dev' || workload.replicas === 0) return;
    for (const template of workload.templates) {
      if (endsByDesign(template) || !portsAreKnown(template)) continue;
      for (const [container, route] of routesTo(template, graph)) yield unready(container, route);
    }
  },
});

interface Route {
  readonly service: Service;
  readonly port: ServicePort;
  /** The port that a probe of this container would ask, and its name if it has one. */
  readonly number: number;
  readonly name: string | undefined;
}

/** The containers without readinessProbe that Services send traffic to, each with the first way in. */
function routesTo(template: PodTemplate, { selection, ports }: Graph): ReadonlyMap<Container, Route> {
  const routes = new Map<Container, Route>();
  if (
    template.containers.every((container) => container.role === 'init' || container.get('readinessProbe') !== undefined)
  )
    return routes;
  // Pods that cannot serve need no probe, but a selector that leaves them out.
  const services = selection
    .servicesOf(template)
    .filter(
      (service) =>
        asksForReadiness(service, template) && !selection.unserving(service).some((each) => each.template === template),
    );
  // A Service that balances shows the consequences better than a headless one.
  for (const service of services.toSorted((a, b) => Number(a.headless) - Number(b.headless))) {
    for (const port of service.ports) {
      const { number, declared } = ports.resolve(port, template);
      // A headless Service may carry a port only because some port must be there.
      if (
        number === undefined ||
        isScrapePort(service, port, number, template) ||
        isDummyPort(port) ||
        isAskedByAnyProbe(template, number)
      )
        continue;
      const container = servingContainer(template, number, declared);
      if (container === undefined || container.get('readinessProbe') !== undefined || routes.has(container)) continue;
      // What only waits gets its Service for its name: nothing listens, and no probe could succeed.
      if (onlyWaits(container)) continue;
      routes.set(container, { service, port, number, name: declared?.name });
    }
  }
  return routes;
}

/**
 * Not where readiness is ignored on purpose (semantics 5.7), nor where a headless Service only lists the Pods of a
 * DaemonSet to a scraper.
 */
function asksForReadiness(service: Service, template: PodTemplate): boolean {
  return !service.publishNotReadyAddresses && !(service.headless && template.workload.kind === 'DaemonSet');
}

function unready(container: Container, route: Route): Finding {
  const { service, port } = route;
  const alive = container.get('livenessProbe') !== undefined;
  const started = container.get('startupProbe') !== undefined;
  const value = optionalReadinessProbe(container);
  return {
    message:
      `container ${code(container.name)} takes Service traffic ` +
      (alive ? 'with a liveness probe but no readiness probe' : 'without a readiness probe') +
      (value === undefined ? '' : `, unless ${value === '' ? 'a value' : code(value)} gives it one`),
    at: { place: container.at('name'), text: 'no `readinessProbe` on this container' },
    related: [
      { place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} routes to it` },
      ...(alive
        ? [
            {
              place: container.keyAt('livenessProbe'),
              text: 'this restarts the container, it does not keep traffic away',
            },
          ]
        : []),
      { place: port.at('port'), text: `through ${portWords(port)}` },
    ],
    notes: [
      started
        ? 'the `startupProbe` holds traffic back at the start; nothing does when the process cannot serve later'
        : 'without one a Pod counts as ready as soon as its containers run, at start-up and in every rollout',
    ],
    help: `add a \`readinessProbe\` that succeeds only when the process can serve, for instance ${handlerFor(route)}`,
    // Weaker: its start is covered; its peers must find it before it is ready; the chart leaves it to its user.
    severity: value !== undefined || started || (service.headless && isPeerPort(port)) ? 'info' : 'warning',
  };
}

/** A probe that the program can answer: one of HTTP would never succeed against a database. */
function handlerFor({ port, number, name }: Route): string {
  if (port.protocol !== 'TCP') return 'an `exec` command';
  const target = name ?? number;
  switch (usualHandler(number, [name ?? '', port.appProtocol, port.name])) {
    case 'grpc':
      return `\`grpc: { port: ${number} }\``;
    case 'other':
      return `\`tcpSocket: { port: ${target} }\``;
    case 'https':
      return `\`httpGet: { scheme: HTTPS, path: /CHANGE-ME, port: ${target} }\``;
    case 'http':
      return `\`httpGet: { path: /CHANGE-ME, port: ${target} }\``;
  }
}
