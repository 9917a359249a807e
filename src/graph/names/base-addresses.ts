import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { NameResolution } from './name-resolution.js';

/** The fewest of a series, and the most that are looked at. */
const FEWEST = 3;
const MOST = 8;

/**
 * True for texts of one object that leave out the port of each of several Services, none of which has the port of the
 * scheme, beside URLs that write one: bases to which the program adds the port that it knows (semantics 8.5).
 */
export function areBaseAddresses(
  names: readonly NameReference[],
  host: (name: NameReference) => NameResolution,
): boolean {
  const urls = names.filter(({ scheme }) => scheme === 'http' || scheme === 'https');
  const bare = urls.filter(({ port }) => port.kind === 'unwritten');
  if (bare.length === urls.length || new Set(bare.map((name) => name.host)).size < FEWEST) return false;
  return bare.slice(0, MOST).every((name) => {
    const resolved = host(name);
    return (
      resolved.kind === 'found' &&
      resolved.services.every(({ ports }) => ports.every(({ port }) => port !== dialledPort(name)))
    );
  });
}
