import { getList, getString, type Path } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

/** A host that a server of an Istio Gateway is for, and whose VirtualServices may be about it. */
export interface GatewayHost {
  readonly host: string;
  /** `.` is the namespace of the Gateway; undefined where any may. */
  readonly namespace: string | undefined;
  readonly path: Path;
}

/** The hosts of all servers, `host` or `namespace/host` (semantics 7.3). */
export function gatewayHostsOf(gateway: Resource): readonly GatewayHost[] {
  return getList(gateway.tree, 'spec', 'servers').flatMap((server, index) =>
    getList(server, 'hosts').map((_, at): GatewayHost => {
      const path = ['spec', 'servers', index, 'hosts', at];
      const written = getString(gateway.tree, ...path) ?? '';
      const slash = written.indexOf('/');
      const namespace = written.slice(0, Math.max(slash, 0));
      return {
        host: written.slice(slash + 1).toLowerCase(),
        namespace: namespace === '' || namespace === '*' ? undefined : namespace,
        path,
      };
    }),
  );
}

/** The hosts that a VirtualService is about. */
export function virtualHostsOf(virtualService: Resource): readonly { readonly host: string; readonly path: Path }[] {
  return getList(virtualService.tree, 'spec', 'hosts').map((_, at) => {
    const path = ['spec', 'hosts', at];
    return { host: (getString(virtualService.tree, ...path) ?? '').toLowerCase(), path };
  });
}

/** True where hosts are still to be filled in. */
export function hasOpenHost(hosts: readonly { readonly host: string }[]): boolean {
  return hosts.some(({ host }) => host === '' || isPlaceholder(host));
}

/**
 * Whether one host of a VirtualService can be one of a Gateway; `*` stands for any beginning, however many labels it
 * has. A short name is completed with a namespace, which may be open, and the zone.
 */
export function virtualHostsMeet(a: string, b: string): boolean {
  if (!a.includes('.') && !a.includes('*') && b.endsWith('.local')) return b.startsWith('*') || b.startsWith(`${a}.`);
  const [left, right] = [a.replace(/^\*/, ''), b.replace(/^\*/, '')];
  const [isWideA, isWideB] = [left !== a, right !== b];
  if (isWideA && isWideB) return left.endsWith(right) || right.endsWith(left);
  if (isWideA) return b.endsWith(left);
  return isWideB ? a.endsWith(right) : a === b;
}
