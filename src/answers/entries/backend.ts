import type { Resource } from '../../k8s/object/resource.js';
import { isForIngressNginx } from '../../k8s/routes/ingress.js';
import type { ServiceReference } from '../../k8s/references/references.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { code } from '../../text/words.js';
import { getNumber } from '../../tree/tree.js';
import type { AskedPort } from '../serving/port.js';
import { type Stop, stopAt, stopBy } from '../walk/hop.js';
import { findingAt, saidOf } from '../walk/said.js';
import type { Standing } from './entry.js';

/** The Service that a rule sends to, and the port that it names; or why there is none. */
export type Backend =
  | { readonly kind: 'found'; readonly service: Service; readonly asked: AskedPort }
  | { readonly kind: 'stopped'; readonly stop: Stop };

const RULES = [
  'dangling-service-reference',
  'foreign-service-reference',
  'unfollowed-service-name',
  'missing-backend-port',
  'missing-service-name',
];

export function backendOf(reference: ServiceReference, standing: Standing): Backend {
  const { name, namespace, from, nameAt } = reference;
  const { graph } = standing;
  const found = graph.names.service({ name, namespace, from });
  const service = found.kind === 'found' ? found.services[0] : undefined;
  if (service !== undefined) return { kind: 'found', service, asked: askedOf(reference, service) };
  const finding = findingAt(saidOf(from, RULES, standing), nameAt);
  if (finding !== undefined) return { kind: 'stopped', stop: stopBy('unknown-service', finding) };
  const where = namespace ?? graph.namespaces.of(from);
  const note = `there is no Service ${code(name)}${where === null ? '' : ` in ${code(where)}`} among the files`;
  return { kind: 'stopped', stop: stopAt('absent-service', note, nameAt) };
}

/** ingress-nginx takes the target port for the port too, as an extension of its own (semantics 7.1). */
function askedOf({ port, from, protocols }: ServiceReference, { ports }: Service): AskedPort {
  const protocol = protocols[0] ?? 'TCP';
  const base = { protocol, isOpen: protocols.length === 0 };
  if (port.kind === 'unwritten') return { ...base, number: port.number ?? podPort(from, ports), name: undefined };
  const text = port.kind === 'number' ? port.number : port.name;
  const isOwn = ports.some((each) => each.port === text || each.name === text);
  const target = ports.find((each) => (each.target.kind === 'name' ? each.target.name : each.target.number) === text);
  if (!isOwn && target !== undefined && isForIngressNginx(from))
    return { ...base, number: target.port, name: undefined };
  return port.kind === 'number'
    ? { ...base, number: port.number, name: undefined }
    : { ...base, number: undefined, name: port.name };
}

/** The router of OpenShift takes a number for that of the Pods (semantics 7.13). */
function podPort(route: Resource, ports: readonly ServicePort[]): number | undefined {
  const wanted = getNumber(route.tree, 'spec', 'port', 'targetPort');
  return ports.find(({ target }) => target.kind !== 'name' && target.number === wanted)?.port;
}
