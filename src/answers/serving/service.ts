import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { allocatesNodePorts, type Service } from '../../k8s/services/service.js';
import { code, printable } from '../../text/words.js';
import { getString } from '../../tree/tree.js';
import type { Caller } from '../walk/caller.js';
import { hop, type Hop, remarkBy, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { type Ground, refusalOf, saidOf } from '../walk/said.js';

/** How the request meets the Service. */
export interface Meeting {
  readonly caller: Caller;
  /** True for whoever dials the Service itself: not for an Ingress controller, which asks for its endpoints. */
  readonly isDialled: boolean;
}

const SERVICE_RULES = [
  'external-name-misuse',
  'invalid-service-address',
  'ineffective-field',
  'headless-webhook-service',
  'mixed-namespaces',
  'mixed-protocol-load-balancer',
  'invalid-port-number',
  'node-local-service',
  'taken-node-port',
];

/** What the type of a Service means to this caller (semantics 4.4). */
export function serviceHop(service: Service, { caller, isDialled }: Meeting, ground: Ground): Hop {
  const { resource, type } = service;
  const at = resource.at('metadata', 'name');
  const says = `Service ${code(service.name)} is ${typeWords(service)}`;
  const findings = saidOf(resource, SERVICE_RULES, ground);
  const remarks = findings.map(remarkBy);
  if (ground.graph.unit.isRefused(resource)) {
    const finding = refusalOf(resource, ground);
    const stop =
      finding === undefined
        ? stopAt('refused-service', 'it never gets into the cluster', at)
        : stopBy('refused-service', finding);
    return hop('service', says, at, { stop });
  }
  const taken = saidOf(resource, ['taken-node-port'], ground).find(({ severity }) => severity === 'error');
  if (taken !== undefined) return hop('service', says, at, { stop: stopBy('refused-service', taken) });
  if (type === 'ExternalName') return externalName(service, says, findings);
  if (caller.kind === 'outside' && isDialled) {
    const stop = allocatesNodePorts(service) ? undefined : notExposed(service);
    const command =
      stop === undefined ? kubectl(ground.graph.namespaces.of(resource), ['get', 'service', service.name]) : undefined;
    return hop('service', says, resource.at('spec', 'type'), { stop, remarks, command });
  }
  return hop('service', says, at, { remarks });
}

function typeWords({ type, headless }: Service): string {
  if (type === 'ExternalName') return 'an external name';
  if (headless && type === 'ClusterIP') return 'headless: DNS answers with the addresses of its Pods';
  const words: Readonly<Record<string, string>> = {
    ClusterIP: 'a ClusterIP, an address inside of the cluster',
    NodePort: 'a NodePort, open on every node',
    LoadBalancer: 'a LoadBalancer, with an address from outside',
  };
  return words[type] ?? `of type ${printable(type)}`;
}

function externalName({ resource }: Service, says: string, findings: readonly Diagnostic[]): Hop {
  const place = resource.at('spec', 'externalName');
  const name = getString(resource.tree, 'spec', 'externalName') ?? '';
  const misuse = findings.find(({ severity }) => severity === 'error');
  const stop =
    misuse === undefined
      ? stopAt('external-name', `the client connects to ${code(name)}, on the port that it dials itself`, place)
      : stopBy('external-name', misuse);
  return hop('service', says, place, { stop, remarks: findings.filter((each) => each !== misuse).map(remarkBy) });
}

function notExposed(service: Service): Stop {
  const { resource, headless } = service;
  const written = resource.get('spec', 'type') !== undefined;
  const note = headless
    ? 'it has no address of its own at all'
    : '`type: ClusterIP` is an address that only the cluster knows';
  return stopAt(
    'not-exposed',
    written || headless ? note : `${note}; it is the default`,
    written ? resource.at('spec', 'type') : resource.at('metadata', 'name'),
    'let an Ingress or a Gateway lead to it, or make it a LoadBalancer',
  );
}
