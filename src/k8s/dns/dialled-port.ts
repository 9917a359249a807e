import type { NameReference } from './name-reference.js';
import { defaultPort } from '../hosts/schemes.js';

/**
 * The port that a client of an address calls: the one that is written, else that of its scheme; undefined where neither
 * says it.
 */
export function dialledPort({ port, scheme }: Pick<NameReference, 'port' | 'scheme'>): number | undefined {
  if (port.kind === 'number') return port.number;
  return port.kind === 'unwritten' && scheme !== undefined ? defaultPort(scheme) : undefined;
}
