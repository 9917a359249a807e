import { getString } from '../../tree/tree.js';
import type { Service, ServicePort } from './service.js';

/** What Istio does not read requests from: bytes, or TLS that it does not open (istio/istio pkg/config/protocol). */
const OPAQUE: ReadonlySet<string> = new Set(['tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp']);

/**
 * The protocol by which Istio takes a port for an opaque stream: `appProtocol`, else the first word of its name;
 * undefined where that says nothing, or HTTP (semantics 7.3).
 */
export function opaqueProtocol({ resource }: Service, { index, name }: ServicePort): string | undefined {
  const protocol = getString(resource.tree, 'spec', 'ports', index, 'appProtocol') ?? name.split('-')[0] ?? '';
  return OPAQUE.has(protocol.toLowerCase()) ? protocol : undefined;
}
