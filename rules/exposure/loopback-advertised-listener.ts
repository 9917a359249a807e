import type { Graph } from '../../src/graph/graph.js';
import { type Advertised, advertisedOnLoopback } from '../../src/k8s/dns/advertised.js';
import { runningContainers } from '../../src/k8s/listening/running.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import type { PodTemplate, Workload } from '../../src/k8s/workloads/workload.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { swap } from '../../src/message/names.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** A client of Kafka connects to what the broker tells it: localhost is then the client's own Pod (semantics 6.8). */
export default defineRule({
  id: 'loopback-advertised-listener',
  severity: 'warning',
  summary: 'A broker behind a Service that tells its clients to come to localhost',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, graph) {
    for (const template of workload.templates)
      for (const container of runningContainers(template))
        for (const advertised of advertisedOnLoopback(container)) {
          const way = wayTo(template, advertised, graph);
          if (way !== undefined) yield ownPod(workload, advertised, way, graph);
        }
  },
});

interface Way {
  readonly service: Service;
  readonly port: ServicePort;
}

function wayTo(template: PodTemplate, { port: number }: Advertised, { selection, ports }: Graph): Way | undefined {
  return selection
    .servicesOf(template)
    .flatMap((service) => service.ports.map((port): Way => ({ service, port })))
    .find(({ port }) => ports.resolve(port, template).number === number);
}

function ownPod(workload: Workload, advertised: Advertised, { service, port }: Way, { names }: Graph): Finding {
  const { host, port: number, at, variable } = advertised;
  const [client] = names.clientsOf(service);
  // Behind several brokers each needs a name of its own.
  const changes = workload.replicas === 1 && port.port === number ? swap(at, host, service.name) : undefined;
  return {
    message: `${describe(workload.resource)} tells its clients to come to ${code(`${host}:${number}`)}, their own Pod`,
    at: { place: at, text: 'whoever is told this address connects to itself' },
    related: [
      { place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} brings clients here` },
      { place: port.at('port'), text: `through ${portWords(port)}` },
    ],
    notes: [
      'a client asks any broker for the addresses of all, and then connects to these',
      `the address stands in variable ${code(variable)}`,
    ],
    help: changes === undefined ? 'advertise a name that the clients can resolve, one for each broker' : undefined,
    fix: changes && { title: `advertise Service ${code(service.name)}`, applicability: 'unsafe', changes },
    severity: client === undefined ? 'warning' : 'error',
  };
}
