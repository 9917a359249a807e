import type { Graph } from '../../../src/graph/graph.js';
import type { RunningProxy } from '../../../src/graph/routes/ingress-classes.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { referencesOf } from '../../../src/k8s/references/references.js';
import type { ServicePort } from '../../../src/k8s/services/service.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getBoolean, getEntries } from '../../../src/tree/tree.js';

/** ingress-nginx reads what its flags name, and gets what some Service sends to its Pods (semantics 7.13). */
export default defineRule({
  id: 'unserved-stream-port',
  severity: 'warning',
  summary: 'A port for TCP or UDP of ingress-nginx that the controller does not read, or that no Service sends to it',
  kinds: ['/ConfigMap'],
  fixable: false,
  since: '0.1.0',

  *check(map, graph) {
    const protocol = /(?:^|-)(tcp|udp)(?:-services?)?$/.exec(map.name ?? '')?.[1];
    if (protocol === undefined || map.partial || graph.unit.isRefused(map)) return;
    const isStream = referencesOf(map).some(({ referrer }) => referrer === 'stream');
    const proxies = isStream ? graph.routes.proxies().filter(({ program }) => program === 'ingress-nginx') : [];
    const [first] = proxies;
    if (first === undefined || proxies.some(({ open }) => open)) return;
    const option = `${protocol}-services-configmap`;
    if (proxies.every(({ options }) => !options.has(option))) yield unread(map, first, option);
    const readers = proxies.filter(({ options }) => options.get(option)?.endsWith(`/${map.name ?? ''}`) === true);
    const [reader, ...others] = readers;
    if (reader === undefined || others.length > 0) return;
    yield* withoutService(map, reader, protocol.toUpperCase(), graph);
  },
});

function unread(map: Resource, { container }: RunningProxy, option: string): Finding {
  return {
    message: `${describe(map)} has ports for ingress-nginx, which runs without ${code(`--${option}`)}`,
    at: { place: map.at('metadata', 'name'), text: 'no flag of the controller names this ConfigMap' },
    related: [
      {
        place: container.get('args') === undefined ? container.at('image') : container.keyAt('args'),
        text: `the controller, without ${code(`--${option}`)}`,
      },
    ],
    notes: ['the controller does not listen on these ports'],
    help: `start the controller with ${code(`--${option}=${map.namespace ?? '$(POD_NAMESPACE)'}/${map.name ?? ''}`)}`,
  };
}

/** The ports that nothing leads to from outside of the Pods. */
function* withoutService(
  map: Resource,
  { template, container }: RunningProxy,
  protocol: string,
  { selection }: Graph,
): Iterable<Finding> {
  const services = selection.servicesOf(template);
  const [service] = services;
  const isOnNode = getBoolean(template.workload.resource.get(...template.path), 'spec', 'hostNetwork') ?? false;
  if (service === undefined || isOnNode || services.some(({ resource }) => resource.partial || resource.patched))
    return;
  const numberOf = ({ target, port }: ServicePort): number | undefined => {
    if (target.kind !== 'name') return target.kind === 'number' ? target.number : port;
    return container.ports.find(({ name }) => name === target.name)?.number;
  };
  const sent = new Set(
    services.flatMap(({ ports }) => ports.filter((port) => port.protocol === protocol).map(numberOf)),
  );
  for (const { key } of getEntries(map.tree, 'data')) {
    const number = Number(key);
    const onHost = container.ports.some((port) => port.number === number && port.hostPort !== undefined);
    if (!/^\d{1,5}$/.test(key) || sent.has(number) || onHost) continue;
    yield {
      message: `${describe(map)} opens port ${number} of ingress-nginx, to which no Service sends`,
      at: { place: map.keyAt('data', key), text: `the controller listens on ${number} over ${protocol}` },
      related: [{ place: service.resource.keyAt('spec', 'ports'), text: `${serviceWords(service)} has no such port` }],
      notes: ['a client gets to the controller by its Service, and only on the ports that stand there'],
      help: `add port ${number} to the Service of the controller`,
    };
  }
}
