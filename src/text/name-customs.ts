/** What people put behind the name of an application to name one of its objects: `web`, `web-svc`, `web-deployment`. */
const BEHIND =
  /(?:-(?:svc|services?|deployments?|deploy|dep|statefulset|sts|daemonset|ds|pods?)|service|svc|deployment)$/;

const BEFORE = /^(?:svc|service|deployment|deploy)-/;

/**
 * What customs of naming leave of a name: without a word for its kind, `_` as `-`, the plural as the singular, in lower
 * case.
 */
export function stemOf(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '-');
  const bare = plain.replace(BEHIND, '').replace(BEFORE, '');
  const stem = bare === '' ? plain : bare;
  return stem.length > 3 ? stem.replace(/s$/, '') : stem;
}

/** True where two names are one by the customs of naming, and not letter by letter. */
export function isSameByCustom(a: string, b: string): boolean {
  return a !== b && stemOf(a) === stemOf(b);
}
