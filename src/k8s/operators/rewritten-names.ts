import { getString } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** Annotations of a Service with which an operator writes its own `externalName` over any other (semantics 4.4). */
const REWRITES = [
  'tailscale.com/tailnet-fqdn',
  'tailscale.com/tailnet-ip',
  'tailscale.com/ts-tailnet-target-fqdn',
  'tailscale.com/ts-tailnet-target-ip',
];

/** True for an ExternalName Service whose name on disk only stands in for another. */
export function isNameRewritten({ tree }: Resource): boolean {
  return REWRITES.some((key) => getString(tree, 'metadata', 'annotations', key) !== undefined);
}
