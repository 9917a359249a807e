import { type NameReason, reasonOf } from './names.js';
import { dnsSubdomainProblem } from './names.js';

const FORBIDDEN = ['//', '/./', '/../', '%2f', '%2F'];
const FORBIDDEN_ENDS = ['/..', '/.'];

/**
 * What the API server has against the path of a rule, as a verb phrase (semantics 7.1, D21); an empty one is a missing
 * one.
 */
export function ingressPathProblem(path: string, pathType: string): string | undefined {
  if (path === '') return undefined;
  if (!path.startsWith('/')) return 'does not start with `/`';
  // What an implementation makes of the rest is its own affair.
  if (pathType !== 'Exact' && pathType !== 'Prefix') return undefined;
  const found = FORBIDDEN.find((text) => path.includes(text));
  if (found !== undefined) return `has \`${found}\` in it`;
  const end = FORBIDDEN_ENDS.find((text) => path.endsWith(text));
  return end === undefined ? undefined : `ends in \`${end}\``;
}

/** What the API server has against a host: it is a DNS name, or `*.` and one (semantics 7.1, D21). */
export function ingressHostProblem(host: string, mayBeAddress = false): NameReason | undefined {
  const plain = (fact: string): NameReason => ({ fact, notes: [] });
  if (host === '') return undefined;
  if (!mayBeAddress && /^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return plain('is an IP address');
  if (host.includes('://')) return plain('has a scheme');
  if (/^[^:]*:\d+$/.test(host)) return plain('has a port');
  if (host.includes('/')) return plain('has a path');
  if (host === '*') return plain('is a bare `*`');
  const rest = host.startsWith('*.') ? host.slice(2) : host;
  if (rest.includes('*')) return plain('has a `*` that is not the whole first label');
  const problem = dnsSubdomainProblem(rest);
  return problem === undefined ? undefined : reasonOf(problem);
}
