import type { Resource } from '../resource.js';
import type { ServiceReference } from './reference.js';

export type { Referrer, ServiceReference, WantedPort } from './reference.js';

/** Reads the references of one object; one reader for each group and kind that names core Services. */
type Reader = (resource: Resource) => readonly ServiceReference[];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([]);

/** Every reference to a core Service in one object, in document order. */
export function referencesOf(resource: Resource): readonly ServiceReference[] {
  return READERS.get(`${resource.group}/${resource.kind}`)?.(resource) ?? [];
}
