import { isSlip } from '../../text/spelling/slip.js';
import { isDnsLabel, ZONE } from '../syntax/names.js';

/** What a host says by its shape alone. */
export type ClusterName =
  /** `S.M.svc[.zone]`: the name of a Service for sure (semantics 8.5 a). */
  | {
      readonly form: 'full';
      readonly service: string;
      readonly namespace: string;
      readonly before: readonly string[];
      readonly zoned: boolean;
    }
  /**
   * The name of a Service of which one part is missing, in the wrong place or misspelled, so that it resolves nowhere.
   */
  | {
      readonly form: 'misshapen';
      readonly slip: ShapeSlip;
      readonly service: string;
      /** Undefined where the name has none. */
      readonly namespace: string | undefined;
      readonly before: readonly string[];
    }
  /** The Pod itself. */
  | { readonly form: 'loopback' }
  /** Up to three labels: `S`, `S.M`, `P.S`, `P.S.M`, or a name of the outside world. */
  | { readonly form: 'short'; readonly labels: readonly string[] };

/** What is wrong with a name of the cluster: its namespace, `svc` or its zone; or `svc` stands before the namespace. */
export type ShapeSlip = 'namespace' | 'svc' | 'zone' | 'order';

/** `web_app`, which no Service can be called, and which people write for `web-app`. */
const UNDERSCORED = /^[a-z0-9][-a-z0-9]*(_[-a-z0-9]+)+$/;

/** Reads a host name in lower case without a trailing dot; undefined for what cannot be the name of a Service. */
export function readClusterName(host: string): ClusterName | undefined {
  if (/^(localhost|127(\.\d{1,3}){3})$/.test(host)) return { form: 'loopback' };
  const labels = host.split('.');
  const svc = labels.lastIndexOf('svc');
  if (svc > 0) return aroundSvc(labels.slice(0, svc), labels.slice(svc + 1));
  if (host.endsWith(`.${ZONE}`)) return withoutSvc(labels.slice(0, -ZONE.split('.').length));
  const [first = '', ...more] = labels;
  if (!(isDnsLabel(first) || UNDERSCORED.test(first)) || !more.every((label) => isDnsLabel(label))) return undefined;
  return labels.length > 3 || isOutside(labels) ? undefined : { form: 'short', labels };
}

/** `[before…].S.M.svc[.zone]`, and what misses it by one part. */
function aroundSvc(left: readonly string[], right: readonly string[]): ClusterName | undefined {
  const [namespace, service] = [left.at(-1), left.at(-2)];
  const before = left.slice(0, -2);
  const zone = right.join('.');
  if (![...left.slice(-2), ...before.map((label) => label.replace(/^_/, ''))].every((label) => isDnsLabel(label)))
    return undefined;
  if (zone === '' || zone === ZONE) {
    if (namespace === undefined) return undefined;
    return service === undefined
      ? { form: 'misshapen', slip: 'namespace', service: namespace, namespace: undefined, before: [] }
      : { form: 'full', service, namespace, before, zoned: zone !== '' };
  }
  if (service !== undefined)
    return isNearZone(zone) ? { form: 'misshapen', slip: 'zone', service, namespace, before } : undefined;
  const [displaced = '', ...rest] = right;
  return namespace !== undefined && isDnsLabel(displaced) && (rest.length === 0 || rest.join('.') === ZONE)
    ? { form: 'misshapen', slip: 'order', service: namespace, namespace: displaced, before: [] }
    : undefined;
}

/** What people write for `svc`. */
const NEARLY_SVC = /^(services?|svcs|scv|vsc|srv|sv|vc)$/;

/** `S.M.cluster.local`, `S.M.service.cluster.local`: names below the zone that are not below `svc` or `pod`. */
function withoutSvc(labels: readonly string[]): ClusterName | undefined {
  const last = labels.at(-1) ?? '';
  const parts = labels.length > 2 && NEARLY_SVC.test(last) ? labels.slice(0, -1) : labels;
  if (last === 'pod' || parts.length > 3 || !parts.every((label) => isDnsLabel(label))) return undefined;
  const [namespace, service] = parts.length === 1 ? [undefined, last] : [parts.at(-1), parts.at(-2)];
  return service === undefined
    ? undefined
    : { form: 'misshapen', slip: 'svc', service, namespace, before: parts.slice(0, -2) };
}

/**
 * A slip of the zone that everybody has. `cluster-b.local` and `cluster2.local` may be zones of other clusters, and a
 * word more at the end is another domain.
 */
function isNearZone(zone: string): boolean {
  if (/^(cluster|local|cluster-?local)$/.test(zone)) return true;
  const [first = '', second, ...more] = zone.split('.');
  if (second === undefined || more.length > 0) return false;
  // What was meant to follow the name is glued to it: a path without its slash.
  if (first === 'cluster' && /^local[a-z]{3,}$/.test(second)) return true;
  if (first === 'cluster')
    return isSlip(second, 'local') || (second.length > 1 && 'local'.startsWith(second) && second !== 'local');
  return second === 'local' && isSlip(first, 'cluster') && !first.startsWith('cluster');
}

/** Names that mean the machine itself, names on the local link, and what has no letter: an IP address, a number. */
function isOutside(labels: readonly string[]): boolean {
  const last = labels.at(-1) ?? '';
  return (
    last === 'localhost' || last === 'local' || last === 'internal' || !/[a-z]/.test(last) || labels[0] === 'localhost'
  );
}

/** Namespaces with such a name look like a public domain: `api.dev`, `docs.app`. */
const PUBLIC = new Set([
  'com',
  'net',
  'org',
  'io',
  'dev',
  'app',
  'cloud',
  'ai',
  'co',
  'info',
  'me',
  'de',
  'uk',
  'us',
  'eu',
  'test',
  'example',
]);

export function looksPublic(namespace: string): boolean {
  return PUBLIC.has(namespace);
}
