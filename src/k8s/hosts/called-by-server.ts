import { lineBefore } from './surroundings.js';

/** The orders of nginx, httpd, Caddy and HAProxy that name what the server itself calls. */
const UPSTREAM =
  /(?:^|[\s{])(?:(?:proxy|grpc|fastcgi|uwsgi|scgi)_pass\s+|ProxyPass(?:Match)?\s+\S+\s+|reverse_proxy\s+(?:[/*@]\S*\s+)?|server\s+(?:[\w.-]+\s+)?)["']?(?:\w+:\/\/)?$/i;

const DATASOURCES = /^[ \t]*["']?datasources["']?[ \t]*:/m;

/** A datasource that Grafana leaves to the browser of whoever looks at it. */
const BY_BROWSER = /["']?access["']?[ \t]*:[ \t]*["']?(?:direct|browser)\b/;

/** What is looked at before the address, up to the key of the list, and around it, which is one of its entries. */
const REACH = { before: 20_000, around: 400, list: 4000 };

/**
 * True for what a server calls by itself, and hands to no browser: the upstream of a proxy, the address of a datasource
 * of Grafana, an Alertmanager of Prometheus (semantics 8.7). A text may hold thousands of addresses, so that each looks
 * at its surroundings alone.
 */
export function isCalledByServer(text: string, offset: number): boolean {
  const line = lineBefore(text, offset);
  if (UPSTREAM.test(line) || calledAs(text, offset) !== undefined) return true;
  if (!/^[\s-]*["']?url["']?\s*:\s*["']?\w+:\/\/$/.test(line)) return false;
  const entry = text.slice(Math.max(0, offset - REACH.around), offset + REACH.around);
  return DATASOURCES.test(text.slice(Math.max(0, offset - REACH.before), offset)) && !BY_BROWSER.test(entry);
}

/** The key of a list of Prometheus, with what stands behind the addresses below it. */
const LISTS: ReadonlyMap<string, string> = new Map([['alertmanagers', 'alertmanager']]);

/** What a server is told that it calls there, where the file has a word for that: `alertmanager`. */
export function calledAs(text: string, offset: number): string | undefined {
  const line = lineBefore(text, offset);
  if (!/^[ \t]*(?:-[ \t]+)*(?:["']?targets["']?[ \t]*:[ \t]*\[[^\]]{0,400})?["']?$/.test(line)) return undefined;
  const above = text
    .slice(Math.max(0, offset - REACH.list), offset)
    .split('\n')
    .slice(0, -1)
    .reverse();
  return keysAbove(line, above)
    .map((key) => LISTS.get(key))
    .find((word) => word !== undefined);
}

/** The keys below which a line of YAML stands, from the inside to the outside. */
function keysAbove(line: string, above: readonly string[]): readonly string[] {
  const found: string[] = [];
  let here = columnsOf(line);
  for (const each of above) {
    const key = /^[ \t-]*["']?(\w+)["']?[ \t]*:[ \t]*(?:#.*)?$/.exec(each)?.[1];
    const there = columnsOf(each);
    // A list may begin in the column of its key.
    if (key === undefined || there.words >= here.start + (here.start < here.words ? 1 : 0)) continue;
    found.push(key);
    here = there;
  }
  return found;
}

/** Where a line begins, and where its words do, behind the dashes of lists. */
function columnsOf(line: string): { readonly start: number; readonly words: number } {
  const start = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return { start, words: /^[ \t]*(?:-[ \t]+)*/.exec(line)?.[0].length ?? start };
}
