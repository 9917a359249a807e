import type { Graph } from '../../src/graph/graph.js';
import { type Advertised, advertises, boundNames } from '../../src/k8s/dns/advertised.js';
import { runningContainers } from '../../src/k8s/listening/running.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { ownHostname } from '../../src/k8s/workloads/pod-naming.js';
import type { PodTemplate, Workload } from '../../src/k8s/workloads/workload.js';
import { swap } from '../../src/message/names.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { scalarsIn } from '../../src/tree/tree.js';

/** A program listens on addresses of its Pod, and that of a Service is none of them (semantics 6.8). */
export default defineRule({
  id: 'service-name-listener',
  severity: 'error',
  summary: 'A broker that is told to listen on the name of its Service, which is no address of its Pod',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, graph) {
    if (workload.resource.partial || workload.resource.patched || graph.unit.isRefused(workload.resource)) return;
    for (const template of workload.templates)
      for (const container of runningContainers(template)) {
        const [first, ...more] = boundNames(container).flatMap((name) => {
          const service = serviceNamed(name, template, graph);
          return service === undefined ? [] : [{ name, service }];
        });
        if (first === undefined || mayResolve(template) || mayOverride(container)) continue;
        const all = [first, ...more].map(({ name }) => name);
        const port = first.service.ports.find((each) =>
          all.some((name) => graph.ports.resolve(each, template).number === name.port),
        );
        yield unbindable(workload, container, all, { service: first.service, port });
      }
  },
});

/** The Service of these Pods that has the name, and one address for all of them. */
function serviceNamed(
  { host }: Advertised,
  template: PodTemplate,
  { selection, namespaces }: Graph,
): Service | undefined {
  const [label, namespace, ...rest] = host.split('.');
  if (label === ownHostname(template) || (rest.length > 0 && rest[0] !== 'svc')) return undefined;
  return selection
    .servicesOf(template)
    .find(
      ({ name, headless, type, resource }) =>
        name === label &&
        !headless &&
        type !== 'ExternalName' &&
        (namespace === undefined || namespace === namespaces.of(resource)),
    );
}

/** The file of hosts, which is asked before DNS, may have the name; on the network of the node so may much else. */
function mayResolve({ workload, path, onHostNetwork }: PodTemplate): boolean {
  const { resource } = workload;
  return onHostNetwork || ['hostAliases', 'dnsConfig'].some((it) => resource.get(...path, 'spec', it) !== undefined);
}

/** A script that starts the broker writes its own listeners, or its own file of hosts. */
function mayOverride(container: Container): boolean {
  return ['command', 'args'].some((field) =>
    [...scalarsIn(container.get(field))].some((text) => /listeners|\/etc\/hosts/i.test(text)),
  );
}

function unbindable(
  { resource }: Workload,
  container: Container,
  names: readonly Advertised[],
  { service, port }: { readonly service: Service; readonly port: ServicePort | undefined },
): Finding {
  const [first] = names as readonly [Advertised];
  const changes = names.flatMap(({ at, host }) => swap(at, host, '0.0.0.0') ?? []);
  const isSafe = changes.length === names.length && advertises(container);
  return {
    message: `${describe(resource)} listens on ${code(`${first.host}:${first.port}`)}, the address of its Service`,
    at: { place: first.at, text: 'no address of the Pod: the broker ends with `Cannot assign requested address`' },
    related: [
      { place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} has that name` },
      ...(port === undefined ? [] : [{ place: port.at('port'), text: `${portWords(port)} finds nobody listening` }]),
    ],
    notes: [
      'the name resolves to the cluster IP, which no network interface of the Pod has',
      `the address stands in variable ${code(first.variable)}`,
    ],
    help: isSafe ? undefined : `listen on every address, \`PLAINTEXT://:${first.port}\`, and advertise the Service`,
    fix: isSafe ? { title: 'listen on every address of the Pod', applicability: 'unsafe', changes } : undefined,
  };
}
