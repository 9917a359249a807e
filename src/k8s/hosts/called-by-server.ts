import { lineBefore } from './surroundings.js';

/** The orders of nginx, httpd, Caddy and HAProxy that name what the server itself calls. */
const UPSTREAM =
  /(?:^|[\s{])(?:(?:proxy|grpc|fastcgi|uwsgi|scgi)_pass\s+|ProxyPass(?:Match)?\s+\S+\s+|reverse_proxy\s+(?:[/*@]\S*\s+)?|server\s+(?:[\w.-]+\s+)?)["']?(?:\w+:\/\/)?$/i;

const DATASOURCES = /^[ \t]*["']?datasources["']?[ \t]*:/m;

/** A datasource that Grafana leaves to the browser of whoever looks at it. */
const BY_BROWSER = /["']?access["']?[ \t]*:[ \t]*["']?(?:direct|browser)\b/;

/**
 * True for what a server calls by itself, and hands to no browser: the upstream of a proxy, the address of a datasource
 * of Grafana (semantics 8.7).
 */
export function isCalledByServer(text: string, offset: number): boolean {
  const line = lineBefore(text, offset);
  if (UPSTREAM.test(line)) return true;
  return /^[\s-]*["']?url["']?\s*:\s*["']?\w+:\/\/$/.test(line) && DATASOURCES.test(text) && !BY_BROWSER.test(text);
}
