import { append } from '../../data/group.js';
import type { ReadReference, ServiceReference, WantedPort } from './reference.js';

/** The references of one object, each with those to the same Service. */
export function amongEachOther(read: readonly ReadReference[]): readonly ServiceReference[] {
  const siblings = new Map<string, ServiceReference[]>();
  const twins = new Map<string, ServiceReference[]>();
  const all: ServiceReference[] = [];
  for (const reference of read) {
    const service = `${reference.namespace ?? ''}/${reference.name}`;
    const port = `${service}:${portKey(reference.port)}`;
    if (!siblings.has(service)) siblings.set(service, []);
    if (!twins.has(port)) twins.set(port, []);
    const known = { ...reference, all, siblings: siblings.get(service) ?? [], twins: twins.get(port) ?? [] };
    append(siblings, service, known);
    append(twins, port, known);
    all.push(known);
  }
  return all;
}

/** True for the first of several references that all show the same mistake: the others need no word. */
export function isFirst(reference: ServiceReference, among: readonly ServiceReference[]): boolean {
  return among[0]?.nameAt.span.start === reference.nameAt.span.start;
}

function portKey(port: WantedPort): string {
  return port.kind === 'name' ? `name ${port.name}` : `${port.kind} ${port.number ?? ''}`;
}
