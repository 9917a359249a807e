import { portOf, withoutComments, type Endpoint } from './config-readers.js';

/** `http://shop.example.com:8080`: a site may leave out everything but one part. */
const SITE = /^(?:(https?):\/\/)?([^\s:/,]*)(?::(\d+))?(?:\/\S*)?$/;

/**
 * Where the sites of a Caddyfile listen: on the port that is written, or 80 for `http://`, or 443 and 80 for a host
 * alone; on every address, unless `bind` says which (Caddy, docs of addresses and of `bind`).
 */
export function sitesOf(text: string): readonly Endpoint[] {
  const clean = withoutComments(text);
  const opened = [...clean.matchAll(/^([^\s{}(&][^{}\n]*)\{[ \t]*\r?$/gm)];
  return opened.flatMap((match, at) => {
    const line = match[0];
    const sites = (match[1] ?? '').trimEnd();
    const body = clean.slice(match.index + line.length, opened[at + 1]?.index).split(/^\}/m, 1)[0] ?? '';
    const bind = /^[ \t]+bind[ \t]+(\S+)/m.exec(body);
    const place =
      bind === null
        ? { start: match.index, end: match.index + sites.length }
        : placeOf(bind, match.index + line.length);
    return sites
      .split(/[\s,]+/)
      .filter((site) => site !== '')
      .flatMap(portsOf)
      .map((port) => ({ address: bind?.[1] ?? '', port, ...place }));
  });
}

function placeOf(bind: RegExpExecArray, from: number): Pick<Endpoint, 'start' | 'end'> {
  const start = from + bind.index + bind[0].lastIndexOf(bind[1] ?? '');
  return { start, end: start + (bind[1]?.length ?? 0) };
}

function portsOf(site: string): readonly (number | undefined)[] {
  const match = SITE.exec(site);
  if (match === null) return [undefined];
  const [, scheme, , port] = match;
  if (port !== undefined) return [portOf(port)];
  return scheme === 'http' ? [80] : [443, 80];
}
