import { referencesOf } from './references.js';
import type { ServiceReference, WantedPort } from './reference.js';

/** Every reference of the same object to the same Service, in document order. */
export function siblingsOf({ from, name, namespace }: ServiceReference): readonly ServiceReference[] {
  return from.view(referencesOf).filter((other) => other.name === name && other.namespace === namespace);
}

/** Those of them that want the same port too. */
export function twinsOf(reference: ServiceReference): readonly ServiceReference[] {
  return siblingsOf(reference).filter(({ port }) => isSamePort(port, reference.port));
}

/** True for the first of several references that all show the same mistake: the others need no word. */
export function isFirst(reference: ServiceReference, among: readonly ServiceReference[]): boolean {
  return among[0]?.nameAt.span.start === reference.nameAt.span.start;
}

function isSamePort(a: WantedPort, b: WantedPort): boolean {
  return (
    a.kind === b.kind &&
    (a.kind === 'name' && b.kind === 'name'
      ? a.name === b.name
      : a.kind !== 'name' && b.kind !== 'name' && a.number === b.number)
  );
}
