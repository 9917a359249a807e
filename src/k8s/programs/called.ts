import type { Variable } from '../pods/container.js';

/** True for the name of a host elsewhere, not one at which a process listens. */
export function isRemote(host: string): boolean {
  return (
    /^[a-z]/i.test(host) &&
    !/^(localhost|true|false)\b/i.test(host) &&
    !host.includes('://0.0.0.0') &&
    !/:\/\/[+*]/.test(host)
  );
}

/** True for `REDIS_PORT` beside a `REDIS_HOST` elsewhere: whom the container calls, not where it listens. */
export function isPortOfCalled(variable: string, variables: readonly Variable[]): boolean {
  if (!/PORT$/.test(variable)) return false;
  const stem = variable.slice(0, -'PORT'.length);
  const value = variables.findLast(({ name }) => name === `${stem}HOST` || name === `${stem}HOSTNAME`)?.value;
  return isRemote(value ?? '');
}
