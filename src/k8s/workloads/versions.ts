import type { Workload } from './workload.js';

/**
 * What tells the versions of one application apart: `v1-web` and `v2-web` share their traffic by their numbers of
 * replicas.
 */
const VERSION = /^(v\d+|canary|stable|primary|baseline|blue|green)$/;

/** True where two names differ in a version only. */
export function areVersions(one: Workload, other: Workload): boolean {
  const trunk = (name: string): string =>
    name
      .split('-')
      .filter((step) => !VERSION.test(step))
      .join('-');
  return one.name !== other.name && trunk(one.name) !== '' && trunk(one.name) === trunk(other.name);
}
