import { getNumber, getString, type Path } from '../../tree/tree.js';
import { destinationsOf, readIstioHost } from '../istio.js';
import { isPlaceholder } from '../placeholders.js';
import type { Resource } from '../resource.js';
import type { ServiceReference } from './reference.js';

/** The destinations of a VirtualService that are Services of the cluster (semantics 7.3). */
export function readVirtualService(resource: Resource): readonly ServiceReference[] {
  return destinationsOf(resource).flatMap(({ path, role, host }) => readHost(resource, path, role, host));
}

/** The host of a DestinationRule. */
export function readDestinationRule(resource: Resource): readonly ServiceReference[] {
  const host = getString(resource.tree, 'spec', 'host') ?? '';
  return host === '' ? [] : readHost(resource, ['spec'], 'host', host);
}

function readHost(resource: Resource, path: Path, role: string, written: string): readonly ServiceReference[] {
  const host = readIstioHost(written);
  if (host.kind !== 'service' || isPlaceholder(written)) return [];
  const number = getNumber(resource.tree, ...path, 'port', 'number');
  const nameAt = resource.at(...path, 'host');
  return [
    {
      from: resource,
      referrer: 'istio',
      role,
      name: host.name,
      nameAt,
      namespace: host.namespace,
      namespaceAt: host.namespace === undefined ? undefined : nameAt,
      port: number === undefined ? { kind: 'unwritten', number: undefined } : { kind: 'number', number, at: resource.at(...path, 'port', 'number') },
      protocols: ['TCP'],
    },
  ];
}
