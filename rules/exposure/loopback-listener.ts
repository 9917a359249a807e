import type { Graph } from '../../src/graph/graph.js';
import type { LoopbackRoute } from '../../src/graph/ports/loopback-routes.js';
import { runningContainers } from '../../src/k8s/listening/running.js';
import {
  loopbackListeners,
  loopbackVariables,
  mayBeLoopback,
  type LoopbackListener,
} from '../../src/k8s/listening/loopback.js';
import { textEntries } from '../../src/k8s/variables/given.js';
import { once } from '../../src/data/once.js';
import { loopbackOnly } from '../../src/k8s/listening/configured.js';
import type { Resource } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { isServedByConsul } from '../../src/k8s/listening/consul.js';
import { defineRule, type Finding, type FixRecipe, type PlacedLabel } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * Traffic of a Service arrives at the address of the Pod, where a process that is bound to 127.0.0.1 does not listen
 * (semantics 6.8).
 */
export default defineRule({
  id: 'loopback-listener',
  severity: 'error',
  summary:
    'A process that listens on 127.0.0.1, behind a Service or a port of the node, or asked by a probe or Prometheus',
  kinds: ['Workload', '/ConfigMap', '/Secret'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(subject, graph) {
    const isWorkload = 'templates' in subject;
    const said = new Set<string>(); // several workloads may read one file
    const mayBeVariable = once(() => !isWorkload && textEntries(subject).some(({ value }) => mayBeLoopback(value)));
    for (const template of isWorkload ? subject.templates : graph.names.readersOf(subject)) {
      for (const container of runningContainers(template)) {
        const listeners = isWorkload
          ? loopbackListeners(container, () => graph.ports.given(template, container))
          : [
              ...inFilesOf(subject, container, template, graph),
              ...(mayBeVariable() ? inVariablesOf(subject, container, template, graph) : []),
            ];
        for (const listener of listeners) {
          const route = graph.ports.loopbackRoute(container, listener, template);
          if (route === undefined || isServedByConsul(template) || (!isWorkload && said.has(listener.said))) continue;
          said.add(listener.said);
          yield unreachable(container, listener, route, template.injected);
        }
      }
    }
  },
});

/** What the entries of a ConfigMap or Secret say that the container mounts. */
function inFilesOf(
  resource: Resource,
  container: Container,
  template: PodTemplate,
  { ports }: Graph,
): readonly LoopbackListener[] {
  return loopbackOnly(ports.configured(template, container))
    .filter(({ file }) => file.resource === resource)
    .map(({ place, said, address, port, sure, exact, omitted, remedy, datagrams }) => ({
      place,
      said,
      address: omitted ? '' : address,
      text: exact && !omitted ? said : undefined,
      port,
      weak: false,
      usual: !sure || omitted,
      flag: undefined,
      inFile: true,
      remedy,
      datagrams,
    }));
}

/** What the entries say that are variables of the container. */
function inVariablesOf(
  resource: Resource,
  container: Container,
  template: PodTemplate,
  { ports }: Graph,
): readonly LoopbackListener[] {
  const { variables } = ports.given(template, container);
  if (variables.length === 0) return [];
  return loopbackVariables(variables, [...container.variables, ...variables], container.image)
    .filter(({ variable }) => variable.resource === resource)
    .map(({ listener }) => listener);
}

function unreachable(
  container: Container,
  listener: LoopbackListener,
  route: LoopbackRoute,
  injected: boolean,
): Finding {
  const byDefault = listener.address === '';
  const address = byDefault ? '127.0.0.1' : listener.address;
  const where = listener.port === undefined ? address : `${address}:${listener.port}`;
  return {
    message:
      `container ${code(container.name)} listens on ${code(where)} only, ` +
      `where ${senderWords(route)} does not reach it`,
    at: {
      place: listener.place,
      text: byDefault
        ? `${code(listener.said)} listens on 127.0.0.1 unless it is told otherwise`
        : `${code(listener.said)} accepts connections from inside the Pod only`,
    },
    related: [sender(route, container)],
    notes: ['traffic of a Service, and that of HTTP probes, arrives at the address of the Pod, not at its loopback'],
    help: byDefault ? everywhere(listener) : undefined,
    fix: repair(listener),
    // A mesh may hand traffic to the loopback; without a port nothing proves that it is this one.
    severity:
      listener.port === undefined || listener.weak || listener.usual || injected || 'scraped' in route
        ? 'warning'
        : 'error',
  };
}

function senderWords(route: LoopbackRoute): string {
  if ('opened' in route) return 'the port of its node';
  if ('scraped' in route) return 'Prometheus';
  return 'probe' in route ? `its ${route.probe.check}` : serviceWords(route.service);
}

function sender(route: LoopbackRoute, container: Container): PlacedLabel {
  if ('opened' in route)
    return {
      place: route.opened.at('hostPort'),
      text: `the node sends what arrives here to ${route.number} of the Pod`,
    };
  if ('scraped' in route) return { place: route.scraped, text: `wants to be scraped on ${route.number} of the Pod` };
  if ('probe' in route)
    return {
      place: container.at(...route.probe.path),
      text: `the kubelet sends the ${route.probe.check} to ${route.number} of the Pod`,
    };
  const { service, port, number } = route;
  return {
    place: port.at('targetPort'),
    text: `${serviceWords(service)} sends ${portWords(port)} to ${number} of the Pod`,
  };
}

/** `--host 0.0.0.0`, or the address in front of the port for those that take both in one word. */
function everywhere({ flag, port, remedy }: LoopbackListener): string {
  if (remedy !== undefined) return `write ${code(remedy)}`;
  return flag === undefined
    ? `write ${code(`0.0.0.0:${port ?? 'PORT'}`)}`
    : `add ${code(`${flag}${flag.startsWith('--') ? '=' : ' '}0.0.0.0`)}`;
}

function repair({ text, address, place, inFile }: LoopbackListener): FixRecipe | undefined {
  if (address === '' || text === undefined || text.split(address).length !== 2) return undefined;
  const all = everyAddressLike(address);
  return {
    title: 'listen on every address of the Pod',
    applicability: 'unsafe',
    changes: [
      inFile
        ? { replace: place, with: text.replace(address, all), inside: true }
        : { replace: place, with: text.replace(address, all) },
    ],
  };
}

/** All addresses of the same family, written in the same way. */
function everyAddressLike(address: string): string {
  if (!address.includes('::')) return '0.0.0.0';
  return address.startsWith('[') ? '[::]' : '::';
}
