import type { Resource } from '../object/resource.js';
import { ROUTE_KINDS } from '../routes/gateway-api.js';
import { CALLER_KINDS, readApiServerReference } from './api-server.js';
import { readBackendTlsPolicy, readInferencePool, readRoute } from './gateway.js';
import { readControllerFlags, readIngress } from './ingress.js';
import { readDestinationRule, readVirtualService } from './istio.js';
import type { ReadReference, ServiceReference } from './reference.js';
import { readMapping, readRouter, readStreamServices, ROUTER_KINDS } from './routers.js';
import { amongEachOther } from './siblings.js';
import { readRollout, readTrafficSplit } from './splits.js';
import { readIngressRoute, readTraefikService } from './traefik.js';

export { isCall, isVirtualHost, staysInNamespace } from './reference.js';
export type { Referrer, ServiceReference, WantedPort } from './reference.js';

/** Reads the references of one object; one reader for each group and kind that names core Services. */
type Reader = (resource: Resource) => readonly ReadReference[];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['networking.k8s.io/Ingress', readIngress],
  ['extensions/Ingress', readIngress],
  ...ROUTE_KINDS.map((kind) => [kind, readRoute] as const),
  ...['traefik.io', 'traefik.containo.us'].flatMap((group) => [
    ...['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map(
      (kind) => [`${group}/${kind}`, readIngressRoute] as const,
    ),
    [`${group}/TraefikService`, readTraefikService] as const,
  ]),
  ['gateway.networking.k8s.io/BackendTLSPolicy', readBackendTlsPolicy],
  ['inference.networking.k8s.io/InferencePool', readInferencePool],
  ['networking.istio.io/VirtualService', readVirtualService],
  ['networking.istio.io/DestinationRule', readDestinationRule],
  ['split.smi-spec.io/TrafficSplit', readTrafficSplit],
  ['argoproj.io/Rollout', readRollout],
  ['getambassador.io/Mapping', readMapping],
  ['getambassador.io/TCPMapping', readMapping],
  ['/ConfigMap', readStreamServices],
  ...['Deployment', 'DaemonSet'].map((kind) => [`apps/${kind}`, readControllerFlags] as const),
  ...ROUTER_KINDS.map((kind) => [kind, readRouter] as const),
  ...CALLER_KINDS.map((kind) => [kind, readApiServerReference] as const),
]);

/** Every reference to a core Service in one object, in document order. */
export function referencesOf(resource: Resource): readonly ServiceReference[] {
  const read = READERS.get(`${resource.group}/${resource.kind}`);
  return read === undefined ? [] : amongEachOther(read(resource));
}
