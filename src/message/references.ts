import { code, list } from '../text/words.js';
import { describe } from '../k8s/object/resource.js';
import type { Service } from '../k8s/services/service.js';
import type { ServiceReference, WantedPort } from '../k8s/references/reference.js';

/** The beginning of a headline: "Ingress `shop` sends requests to", "APIService `metrics` calls". */
export function callerWords({ from, referrer, role }: ServiceReference): string {
  const verb = VERBS.get(role) ?? (referrer === 'api-server' ? 'calls' : 'sends requests to');
  return `${describe(from)} ${verb}`;
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ['host', 'is about'],
  ['parent', 'attaches to'],
  ['target', 'is for'],
  ['mirror', 'mirrors requests to'],
  ['own', 'names'],
  ['endpoint picker', 'asks'],
]);

/** "Service `web`", with the namespace where the reference writes one. */
export function wantedWords({ name, namespace }: Pick<ServiceReference, 'name' | 'namespace'>): string {
  return `Service ${code(name)}${namespace === undefined ? '' : ` of namespace ${code(namespace)}`}`;
}

/** "port 8080", "port `http`"; undefined where none is meant. */
export function wantedPortWords(port: WantedPort): string | undefined {
  if (port.kind === 'name') return `port ${code(port.name)}`;
  return port.number === undefined ? undefined : `port ${port.number}`;
}

/** "`http` (80) and 9100": what clients can name. */
export function servicePortsWords({ ports }: Service): string {
  return list(ports.map(({ name, port }) => (name === '' ? String(port) : `${code(name)} (${port})`)));
}

/** What a client of that kind meets where its Service or port is not there. */
export function consequence({ referrer, from, role }: ServiceReference): string {
  if (role === 'target') return 'a policy whose target is not there has no effect';
  if (role === 'parent') return 'a route whose parent is not there is never used';
  if (role === 'host' && from.kind === 'VirtualService')
    return 'no request of the mesh is for such a host, so its rules are never used';
  if (referrer === 'api-server')
    return from.kind === 'APIService'
      ? 'the API server cannot reach it, and the API group stays unavailable'
      : 'the API server cannot call it, and requests that need it fail';
  if (referrer === 'keda')
    return 'the interceptor of KEDA holds the requests until it finds the Service, and answers 502';
  if (referrer === 'rollout')
    return 'the controller refuses a Rollout whose Services are not there, and makes no Pods for it';
  if (referrer === 'smi') return 'a mesh has no Pods to which it could send these requests';
  if (referrer === 'traefik') return 'Traefik drops a route whose Service or port it does not find';
  if (referrer === 'istio') return 'the proxies of the mesh have no such destination, and answer 503';
  if (referrer === 'eventing') return 'no event gets there: the object that sends them is not ready';
  if (referrer === 'controller') return 'ingress-nginx asks for this Service when it starts, and stops without it';
  if (referrer === 'stream') return 'ingress-nginx logs it and opens no port for it';
  if (from.kind === 'TargetGroupBinding') return 'the target group of the load balancer stays empty';
  if (referrer === 'router' || referrer === 'openshift')
    return 'its controller finds no endpoints for it, and answers with an error such as 503';
  if (referrer === 'gateway') return 'the route gets `ResolvedRefs: False`, and its requests are answered with 500';
  return 'an Ingress controller finds no backend for it, and answers with an error such as 503';
}
