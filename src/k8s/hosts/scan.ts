import { isPortNumber } from '../syntax/port-numbers.js';
import { isNetworkScheme, srvService } from './schemes.js';

/** Offsets in a text, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A host in a text, and its port. */
export interface Address {
  /**
   * In a URL; before a colon and a number; anywhere, recognised by `.svc` in it; or a value that holds nothing else.
   */
  readonly form: 'url' | 'pair' | 'full' | 'value';
  /** The scheme of a URL as written. */
  readonly scheme: string | undefined;
  /** The scheme that a setting beside the host says. */
  readonly told?: { readonly scheme: string; readonly start: number; readonly end: number } | undefined;
  readonly host: Range;
  /** A dot follows the host, so that no search domain is appended. */
  readonly absolute: boolean;
  readonly port: Range | undefined;
  /** The port is there, but is filled in at run time. */
  readonly openPort: boolean;
  /** The slash of a URL that has but one. */
  readonly slash?: Range | undefined;
}

/** DNS names are no longer than this. */
const LONGEST = 253;

/**
 * Every address of a text (semantics 8.5 a, b, c, g), in its order. One pass from landmark to landmark (`:/`, `.svc`, a
 * colon before a digit), each looking a bounded way around, so the time is linear in the text.
 */
export function addressesIn(text: string): readonly Address[] {
  const landmark = /:\/\/?|\.svc(?![A-Za-z0-9_-])|:(?=[0-9])/gi;
  const found: Address[] = [];
  const continued = variablesBeforePorts(text);
  const addressAt = (found: string, index: number, from: number): Address | undefined => {
    if (found === '://') return urlAt(text, index, continued);
    if (found === ':/') return cutUrlAt(text, index);
    return found === ':' ? pairAt(text, index, from) : fullAt(text, index, from);
  };
  let from = 0;
  for (let match = landmark.exec(text); match !== null; match = landmark.exec(text)) {
    const address = addressAt(match[0], match.index, from);
    if (address === undefined) continue;
    found.push(address);
    from = (address.port ?? address.host).end;
    landmark.lastIndex = Math.max(landmark.lastIndex, from);
  }
  return found;
}

/** What stands between `://` and the path; groups such as `$(USER)` and `<NAMESPACE>` count as one piece. */
const AUTHORITY = new RegExp(
  `(?:${[
    /[\w.:@-]/, // as most of it
    /\$\([^)\s]{0,200}\)/,
    /\$\{[^}\s]{0,200}\}/,
    /\{\{[^}\n]{0,200}\}\}/,
    /<\w[\w .-]{0,80}>/,
    /#\{[\w.]{1,80}\}/,
    /#\w{1,80}#/,
    /\|\w{1,80}\|/,
    /[^/?#\s"'`<>\\,;)\]}|&]/,
  ]
    .map(({ source }) => source)
    .join('|')}){1,400}`,
  'y',
);

function urlAt(text: string, colon: number, continued: ReadonlySet<string>): Address | undefined {
  const scheme = /[a-z][a-z0-9+.:_-]{0,39}$/i.exec(text.slice(Math.max(0, colon - 40), colon))?.[0];
  // gRPC's resolvers take the name behind a third slash: `dns:///shop:80`.
  const isTarget = /^(dns|kubernetes|passthrough)$/i.test(scheme ?? '') && text.startsWith('/', colon + 3);
  const begin = colon + (isTarget ? 4 : 3);
  AUTHORITY.lastIndex = begin;
  const authority = withoutPath(AUTHORITY.exec(text)?.[0]);
  if (scheme === undefined || authority === undefined) return undefined;
  // Behind an unknown scheme, as Kafka's listeners have them, only a written port tells a host.
  const known = isNetworkScheme(scheme) || srvService(scheme) !== undefined;
  if (
    !known &&
    !isTarget &&
    /^(docker|docker-daemon|oci|file|spiffe|s3|gs|git|ssh|unix|urn|secret|vault|k8s|kubernetes)$/i.test(scheme)
  )
    return undefined;
  const at = authority.lastIndexOf('@') + 1;
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(\.?)(?::([0-9]{1,5}(?![\w.])|[$%{<].*))?$/.exec(
    authority.slice(at),
  );
  const host = match?.[1];
  if (match === null || host === undefined || (!known && match[3] === undefined)) return undefined;
  const start = begin + at;
  const end = start + host.length;
  const digits = match[3] !== undefined && /^\d+$/.test(match[3]) ? match[3] : undefined;
  const portStart = end + (match[2]?.length ?? 0) + 1;
  return {
    form: 'url',
    scheme: known ? scheme : undefined,
    host: { start, end },
    absolute: match[2] === '.',
    port: digits === undefined ? undefined : { start: portStart, end: portStart + digits.length },
    openPort:
      digits === undefined && (match[3] !== undefined || continued.has(variableOf(text, colon - scheme.length))),
  };
}

/** A host with a port behind one slash. */
const BEHIND_ONE_SLASH = /:\/([a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?):([0-9]{1,5})(?![\w.:-])/y;

/** `http:/web:80`: what is meant for a host is a path to most parsers (semantics 8.5). */
function cutUrlAt(text: string, colon: number): Address | undefined {
  BEHIND_ONE_SLASH.lastIndex = colon;
  const match = BEHIND_ONE_SLASH.exec(text);
  if (match === null) return undefined;
  const [, host = '', digits = ''] = match;
  const scheme = /[a-z][a-z0-9+]{0,19}$/i.exec(text.slice(Math.max(0, colon - 20), colon))?.[0] ?? '';
  if (!isNetworkScheme(scheme) || !isPortNumber(Number(digits))) return undefined;
  const start = colon + 2;
  const port = start + host.length + 1;
  return {
    form: 'url',
    scheme,
    host: { start, end: start + host.length },
    absolute: false,
    port: { start: port, end: port + digits.length },
    openPort: false,
    slash: { start: colon + 1, end: start },
  };
}

/** `loki:3100$request_uri`: variables of nginx that begin with the slash of the path. */
const PATH_VARIABLE = /\$(?:request_uri|document_uri|uri)\b/;

function withoutPath(authority: string | undefined): string | undefined {
  const at = authority?.includes('$') === true ? authority.search(PATH_VARIABLE) : -1;
  return at === -1 ? authority : authority?.slice(0, at);
}

/** The variables that a port is put behind later: `backend` of `proxy_pass $backend:3100;` and `curl $backend:3100`. */
function variablesBeforePorts(text: string): ReadonlySet<string> {
  if (!text.includes('$')) return NONE;
  return new Set(Array.from(text.matchAll(/\$\{?(\w{1,80})\}?:(?=[0-9$])/g), ([, variable = '']) => variable));
}

const NONE: ReadonlySet<string> = new Set();

/** The variable whose value starts there, as nginx and shells write it: `set $backend http://web;`, `backend="…"`. */
function variableOf(text: string, start: number): string {
  return (
    /(?:\bset\s{1,8}\$(\w+)\s+|(?<![\w$])(\w+)=)["']?$/
      .exec(text.slice(Math.max(0, start - 120), start))
      ?.slice(1)
      .join('') ?? ''
  );
}

/** `tcp:3306` says how something listens. */
const PROTOCOL = /^(tcp|udp|sctp|tls|ssl|https?)$/;

/** `host:port` with a lower-case host; what is glued to it on either side makes it something else. */
function pairAt(text: string, colon: number, from: number): Address | undefined {
  const digits = portAfter(text, colon);
  if (digits === undefined) return undefined;
  const absolute = text.charAt(colon - 1) === '.';
  const end = absolute ? colon - 1 : colon;
  const start = startOfHost(text, end, from);
  if (
    PROTOCOL.test(text.slice(start, end)) ||
    !/^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$/.test(text.slice(start, end)) ||
    !/[\s"'`=,@([{;|!]|^$/.test(before(text, start))
  )
    return undefined;
  return { form: 'pair', scheme: undefined, host: { start, end }, absolute, port: digits, openPort: false };
}

/** A name with `.svc` in it; where a placeholder and a dot stand before it, what is filled in is a label of its own. */
function fullAt(text: string, dot: number, from: number): Address | undefined {
  let start = startOfHost(text, dot, from);
  if (text.charAt(start) === '.' && /[)}>]/.test(before(text, start)) && text.slice(start + 1, dot).includes('.'))
    start++;
  else if (text.charAt(start) === '.' && isSuffix(text, start, dot)) start++;
  else if (/[\w@*%$)}>/.-]/.test(before(text, start)) && !text.startsWith('//', start - 2)) return undefined;
  let end = dot;
  while (end - start < LONGEST && isHostUnit(text.charCodeAt(end))) end++;
  const absolute = text.charAt(end - 1) === '.';
  if (absolute) end--;
  const host = text.slice(start, end);
  if (!/^[a-z0-9_]([-a-z0-9._]*[a-z0-9])?$/i.test(host)) return undefined;
  const after = end + (absolute ? 1 : 0);
  const port = text.charAt(after) === ':' ? portAfter(text, after) : undefined;
  const openPort = port === undefined && /^:[$%{<]/.test(text.slice(after, after + 2));
  // At the end of a sentence a dot is a full stop; before a port it belongs to the name.
  return {
    form: 'full',
    scheme: undefined,
    host: { start, end },
    absolute: absolute && (port !== undefined || openPort),
    port,
    openPort,
  };
}

/** `.queue.shop.svc`, which something puts behind the names of Pods: a value of its own, or that of a suffix. */
function isSuffix(text: string, start: number, dot: number): boolean {
  const isValue =
    start === 0 || /suffix["']?\s{0,9}[=:]\s{0,9}["']?$/i.test(text.slice(Math.max(0, start - 40), start));
  return isValue && text.slice(start + 1, dot).includes('.');
}

/** Letters, digits, `.`, `-` and `_`; a code unit, since this is asked for every character around a landmark. */
function isHostUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 48 && unit <= 57) ||
    (unit >= 65 && unit <= 90) ||
    unit === 46 ||
    unit === 45 ||
    unit === 95
  );
}

function startOfHost(text: string, end: number, from: number): number {
  let start = end;
  while (start > from && end - start < LONGEST && isHostUnit(text.charCodeAt(start - 1))) start--;
  return start;
}

function before(text: string, at: number): string {
  return at === 0 ? '' : text.charAt(at - 1);
}

/** Up to five digits that nothing continues: `:6379`, not the `6.2` of an image tag or the time of day. */
function portAfter(text: string, colon: number): Range | undefined {
  const digits = /^\d{1,5}(?![\w:@%$-]|\.\w)/.exec(text.slice(colon + 1, colon + 8))?.[0];
  if (digits === undefined || !isPortNumber(Number(digits))) return undefined;
  return { start: colon + 1, end: colon + 1 + digits.length };
}
