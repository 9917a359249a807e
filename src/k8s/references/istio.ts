import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import { destinationsOf, isBehindGateway, readIstioHost } from '../routes/istio.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference } from './reference.js';

/**
 * The destinations of a VirtualService that are Services of the cluster, and in a mesh the Services that it is about
 * (semantics 7.3).
 */
export function readVirtualService(resource: Resource): readonly ReadReference[] {
  const destinations = destinationsOf(resource).flatMap(({ path, role, host }) =>
    readHost(resource, [...path, 'host'], [...path, 'port', 'number'], role, host),
  );
  return [...destinations, ...ownHosts(resource)]; // of one mistake in both, that of the destination weighs more
}

/** Behind a gateway `hosts` are names of the outside world. */
function ownHosts(resource: Resource): readonly ReadReference[] {
  if (isBehindGateway(resource)) return [];
  return getList(resource.tree, 'spec', 'hosts').flatMap((_, index) => {
    const path = ['spec', 'hosts', index];
    return readHost(resource, path, undefined, 'host', getString(resource.tree, ...path) ?? '');
  });
}

/** The host of a DestinationRule. */
export function readDestinationRule(resource: Resource): readonly ReadReference[] {
  const host = getString(resource.tree, 'spec', 'host') ?? '';
  return readHost(resource, ['spec', 'host'], undefined, 'host', host);
}

function readHost(
  resource: Resource,
  path: Path,
  portPath: Path | undefined,
  role: string,
  written: string,
): readonly ReadReference[] {
  const host = readIstioHost(written);
  if (host.kind !== 'service' || isPlaceholder(written)) return [];
  const number = portPath && getNumber(resource.tree, ...portPath);
  const nameAt = resource.at(...path);
  return [
    {
      from: resource,
      referrer: 'istio',
      role,
      name: host.name,
      nameAt,
      namespace: host.namespace,
      namespaceAt: host.namespace === undefined ? undefined : nameAt,
      port:
        number === undefined || portPath === undefined
          ? { kind: 'unwritten', number: undefined }
          : { kind: 'number', number, at: resource.at(...portPath) },
      protocols: ['TCP'],
    },
  ];
}
