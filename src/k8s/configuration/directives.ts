import { linesOf } from './settings.js';

/** A host that a directive names, and the port behind it, by offsets. */
export interface NamedHost {
  readonly start: number;
  readonly end: number;
  readonly port: { readonly start: number; readonly end: number } | undefined;
  /** The scheme whose port is meant where none is written; undefined where nobody can tell. */
  readonly scheme: string | undefined;
  /** The scheme that a setting beside the host says; the port is written then. */
  readonly told?: ToldScheme | undefined;
}

/** `scheme http` beside `host`. */
export interface ToldScheme {
  readonly scheme: string;
  readonly start: number;
  readonly end: number;
}

/** What the directives of a proxy say beside its URLs and `host:port` pairs, which are found in any text. */
export interface Directives {
  readonly hosts: readonly NamedHost[];
  /** Names that the text itself defines, which look like hosts in its URLs. */
  readonly defined: ReadonlySet<string>;
}

/** A directive with a host as one of its words, and perhaps a port in the word behind it. */
interface Row {
  /** The words before the host; it ends where the host begins. */
  readonly before: RegExp;
  readonly scheme?: string;
  /** The port is a word of its own. */
  readonly portFollows?: true;
}

const NGINX: readonly Row[] = [
  { before: /^\s*server\s+(?=[\w.-]+(\s|;|$))/, scheme: 'http' },
  { before: /^\s*(?:fastcgi|uwsgi|scgi|memcached)_pass\s+(?=[\w.-]+\s*;)/ },
];
const HAPROXY: readonly Row[] = [{ before: /^\s+server\s+\S+\s+(?=[\w.-]+(\s|$))/ }];
const REDIS: readonly Row[] = [
  { before: /^\s*(?:replicaof|slaveof)\s+(?=[\w.-]+\s+\d)/i, portFollows: true },
  { before: /^\s*sentinel\s+monitor\s+\S+\s+(?=[\w.-]+\s+\d)/i, portFollows: true },
];

/** `upstream api {` of nginx: its servers, and a name for `proxy_pass http://api`. */
export function readNginx(text: string): Directives {
  return { hosts: hostsIn(text, NGINX), defined: new Set(upstreamsIn(text)) };
}

/** The names that a configuration of nginx gives to servers, for itself and for the files that it includes. */
export function upstreamsIn(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*upstream[ \t]+([^\s{]+)[ \t]*\{/gm)].map(([, name = '']) => name);
}

export function readHaproxy(text: string): Directives {
  return { hosts: hostsIn(text, HAPROXY), defined: new Set() };
}

export function readRedis(text: string): Directives {
  return { hosts: hostsIn(text, REDIS), defined: new Set() };
}

function hostsIn(text: string, rows: readonly Row[]): readonly NamedHost[] {
  const found: NamedHost[] = [];
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, Math.min(end, start + 1000));
    for (const { before, scheme, portFollows } of rows) {
      const lead = before.exec(line)?.[0].length;
      const host = lead === undefined ? undefined : /^[\w.-]+/.exec(line.slice(lead))?.[0];
      if (lead === undefined || host === undefined) continue;
      const [from, until] = [start + lead, start + lead + host.length];
      const port = portFollows ? portBehind(line, lead + host.length) : undefined;
      found.push({
        start: from,
        end: until,
        port: port && { start: start + port.start, end: start + port.end },
        scheme,
      });
    }
  }
  return found;
}

function portBehind(line: string, from: number): NamedHost['port'] {
  const digits = /^\s+(\d{1,5})(?!\S)/.exec(line.slice(from));
  return digits === null
    ? undefined
    : { start: from + digits[0].length - (digits[1] ?? '').length, end: from + digits[0].length };
}
