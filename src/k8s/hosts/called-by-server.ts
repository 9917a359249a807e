import { lineBefore } from './surroundings.js';

/** The orders of nginx, httpd, Caddy and HAProxy that name what the server itself calls. */
const UPSTREAM =
  /(?:^|[\s{])(?:(?:proxy|grpc|fastcgi|uwsgi|scgi)_pass\s+|ProxyPass(?:Match)?\s+\S+\s+|reverse_proxy\s+(?:[/*@]\S*\s+)?|server\s+(?:[\w.-]+\s+)?)["']?(?:\w+:\/\/)?$/i;

const DATASOURCES = /^[ \t]*["']?datasources["']?[ \t]*:/m;

/** A datasource that Grafana leaves to the browser of whoever looks at it. */
const BY_BROWSER = /["']?access["']?[ \t]*:[ \t]*["']?(?:direct|browser)\b/;

/** What is looked at before the address, up to the key of the list, and around it, which is one of its entries. */
const REACH = { before: 20_000, around: 400 };

/**
 * True for what a server calls by itself, and hands to no browser: the upstream of a proxy, the address of a datasource
 * of Grafana (semantics 8.7). A text may hold thousands of addresses, so that each looks at its surroundings alone.
 */
export function isCalledByServer(text: string, offset: number): boolean {
  const line = lineBefore(text, offset);
  if (UPSTREAM.test(line)) return true;
  if (!/^[\s-]*["']?url["']?\s*:\s*["']?\w+:\/\/$/.test(line)) return false;
  const entry = text.slice(Math.max(0, offset - REACH.around), offset + REACH.around);
  return DATASOURCES.test(text.slice(Math.max(0, offset - REACH.before), offset)) && !BY_BROWSER.test(entry);
}
