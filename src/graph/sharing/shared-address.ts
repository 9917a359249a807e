import { getEntries, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../../k8s/object/resource.js';

/** What of a Service counts here. */
interface Balancer {
  readonly resource: Resource;
  readonly type: string;
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
  readonly selector: { values(): Iterable<{ readonly key: string; readonly value: string }> } | undefined;
}

/** The address that a Service asks a load balancer for. */
export interface AskedAddress {
  readonly address: string;
  readonly path: Path;
}

const PREFIXES = ['metallb.io/', 'metallb.universe.tf/'] as const;
const ANNOTATIONS: Path = ['metadata', 'annotations'];

/** Why MetalLB gives a Service no address that another one has (semantics 7.20). */
export type Clash =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'port'; readonly port: number }
  /** `externalTrafficPolicy: Local` of one of them, with other Pods behind it. */
  | { readonly kind: 'local' };

export function askedAddresses({ resource, type }: Balancer): readonly AskedAddress[] {
  if (type !== 'LoadBalancer') return [];
  const paths: readonly Path[] = [
    ['spec', 'loadBalancerIP'],
    ...PREFIXES.map((prefix): Path => [...ANNOTATIONS, `${prefix}loadBalancerIPs`]),
  ];
  return paths.flatMap((path) =>
    (getString(resource.tree, ...path) ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => /^[\d.]{7,15}$|^[\da-f:]{3,45}$/i.test(each))
      .map((address) => ({ address, path })),
  );
}

/** True for a Service with a word to MetalLB: others share addresses by other words, or by none. */
export function isForMetalLb({ resource }: Balancer): boolean {
  return getEntries(resource.tree, ...ANNOTATIONS).some(({ key }) => PREFIXES.some((prefix) => key.startsWith(prefix)));
}

/** The annotation by which Services share an address, with its value. */
export function sharingKey({ resource }: Balancer): { readonly path: Path; readonly value: string } | undefined {
  for (const prefix of PREFIXES) {
    const path = [...ANNOTATIONS, `${prefix}allow-shared-ip`];
    const value = getString(resource.tree, ...path);
    if (value !== undefined) return { path, value };
  }
  return undefined;
}

export function clashOf(one: Balancer, other: Balancer): Clash | undefined {
  const [own, others] = [sharingKey(one)?.value, sharingKey(other)?.value];
  if (own === undefined || others === undefined) return { kind: 'no-key' };
  if (own !== others) return { kind: 'keys' };
  const port = one.ports.find((each) =>
    other.ports.some((that) => that.port === each.port && that.protocol === each.protocol),
  );
  if (port !== undefined) return { kind: 'port', port: port.port };
  return podsForLocal(one) === podsForLocal(other) ? undefined : { kind: 'local' };
}

/** With `Local` MetalLB announces an address where the Pods are, so that all who share it have the same ones. */
export function podsForLocal({ resource, selector }: Balancer): string {
  if (getString(resource.tree, 'spec', 'externalTrafficPolicy') !== 'Local') return '';
  const pairs = [...(selector?.values() ?? [])].map(({ key, value }) => `${key}=${value}`);
  return pairs.sort().join(',');
}
