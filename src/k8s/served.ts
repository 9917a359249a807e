import { removalOf } from './kinds.js';
import type { Resource } from './resource.js';

/** True for a built-in object whose API version the target cluster still serves; only of these is the validation known. */
export function isServed(resource: Resource, minor: number): boolean {
  if (resource.custom) return false;
  const removal = removalOf(resource.apiVersion, resource.kind);
  return removal === undefined || minor < removal.minor;
}
