import { once } from '../../data/once.js';
import { virtualHostsOf } from '../../k8s/routes/istio-hosts.js';
import { ISTIO_GROUP, isForSidecars, readIstioHost } from '../../k8s/routes/istio.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Path } from '../../tree/tree.js';
import type { Namespaces } from '../unit/namespaces.js';
import { areApplied } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Another VirtualService for a host of this one, and where either says so. */
export interface RivalVirtualService {
  readonly other: Resource;
  readonly path: Path;
  readonly otherPath: Path;
}

export interface VirtualServices {
  /** The first VirtualService of the sidecars that is about a host of this one; undefined for the first one itself. */
  rivalVirtualService(virtualService: Resource): RivalVirtualService | undefined;
}

/** A sidecar takes one VirtualService for a host, where a gateway merges them (semantics 7.3). */
export function virtualServicesOf(
  index: UnitIndex,
  namespaces: Namespaces,
  isRefused: (resource: Resource) => boolean,
): VirtualServices {
  const rivals = once(() => {
    const first = new Map<string, { readonly other: Resource; readonly otherPath: Path }>();
    const found = new Map<Resource, RivalVirtualService>();
    for (const resource of index.ofKind(ISTIO_GROUP, 'VirtualService')) {
      const namespace = namespaces.of(resource);
      if (resource.partial || resource.patched || isRefused(resource) || !isForSidecars(resource)) continue;
      for (const { host, path } of virtualHostsOf(resource)) {
        const key = JSON.stringify([namespace, nameOf(host, namespace)]);
        const before = first.get(key);
        if (before === undefined) first.set(key, { other: resource, otherPath: path });
        else if (
          before.other.name !== resource.name &&
          !found.has(resource) &&
          areApplied(before.other, resource, undefined, index.isOneApply)
        )
          found.set(resource, { ...before, path });
      }
    }
    return found;
  });
  return { rivalVirtualService: (resource) => rivals().get(resource) };
}

/** `web` and `web.shop.svc.cluster.local` are one host in namespace `shop`. */
function nameOf(host: string, namespace: string | null): string {
  const read = readIstioHost(host);
  return read.kind === 'service' ? `${read.name}/${read.namespace ?? namespace ?? ''}` : host;
}
