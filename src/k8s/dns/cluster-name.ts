/** The zone that clusters have unless somebody chose another one; names in other zones are never judged (semantics 8.1). */
export const ZONE = 'cluster.local';

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
  /** `S.svc[.zone]`, which asks for a Service in a namespace named S, or rather for none. */
  | { readonly form: 'no-namespace'; readonly service: string }
  /** Up to three labels: `S`, `S.M`, `P.S`, `P.S.M`, or a name of the outside world. */
  | { readonly form: 'short'; readonly labels: readonly string[] };

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reads a host name in lower case without a trailing dot; undefined for what cannot be the name of a Service. */
export function readClusterName(host: string): ClusterName | undefined {
  const labels = host.split('.');
  const svc = labels.lastIndexOf('svc');
  if (svc > 0) {
    const zone = labels.slice(svc + 1).join('.');
    const left = labels.slice(0, svc);
    const [namespace, service] = [left.at(-1), left.at(-2)];
    if (
      (zone !== '' && zone !== ZONE) ||
      namespace === undefined ||
      ![namespace, service ?? 'x'].every((label) => LABEL.test(label))
    )
      return undefined;
    if (service === undefined) return { form: 'no-namespace', service: namespace };
    const before = left.slice(0, -2);
    return before.every((label) => LABEL.test(label.replace(/^_/, '')))
      ? { form: 'full', service, namespace, before, zoned: zone !== '' }
      : undefined;
  }
  if (labels.length > 3 || !labels.every((label) => LABEL.test(label)) || isOutside(labels)) return undefined;
  return { form: 'short', labels };
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
