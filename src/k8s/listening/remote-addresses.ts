/**
 * A text without `api:8080` and `http://api:8080`, which tell where others listen: the number in them says nothing
 * about this container. What is called `localhost`, or like an address to listen on (`--bind-addr:80`, `http:80`), is
 * its own.
 *
 * From each colon the host and the scheme are looked for backwards, so that no character is looked at more than twice;
 * a regular expression would begin anew in every place of a long word.
 */
export function withoutRemoteAddresses(text: string): string {
  let kept = '';
  let end = 0;
  for (const { index: colon, 0: port } of text.matchAll(/:\d+/g)) {
    const host = hostBefore(text, colon, end);
    if (host === colon) continue;
    const start = schemeBefore(text, host, end);
    const stop = colon + port.length;
    const isKept = isOwn(text.slice(host, colon), start < host);
    kept += text.slice(end, isKept ? stop : start);
    end = stop;
  }
  return kept + text.slice(end);
}

/** Where the host begins that ends at a colon, whose last label begins with a letter; the colon where there is none. */
function hostBefore(text: string, colon: number, from: number): number {
  let label = colon;
  while (label > from && /[\w-]/.test(text.charAt(label - 1))) label--;
  let start = label;
  while (start < colon && !/[A-Za-z]/.test(text.charAt(start))) start++;
  if (start !== label || start === colon) return start;
  // Labels before it may begin with anything.
  while (start > from + 1 && text[start - 1] === '.' && /[\w-]/.test(text.charAt(start - 2))) {
    start -= 2;
    while (start > from && /[\w-]/.test(text.charAt(start - 1))) start--;
  }
  return start;
}

/** Where the scheme begins that ends before the host with `://`; the host where there is none. */
function schemeBefore(text: string, host: number, from: number): number {
  const end = host - 3;
  if (end <= from || text.slice(end, host) !== '://') return host;
  let start = end;
  while (start > from && /[\w+.-]/.test(text.charAt(start - 1))) start--;
  while (start < end && !/[A-Za-z]/.test(text.charAt(start))) start++;
  return start === end ? host : start;
}

function isOwn(host: string, hasScheme: boolean): boolean {
  return (
    /^localhost$|(?:port|listen|addr|address|bind|host)$/i.test(host) ||
    (!hasScheme && /^(?:https?|tcp|udp|grpc)$/i.test(host))
  );
}

/** A text without `443:8443`, which maps one port to another, and says nothing of either. */
export function withoutMappings(text: string): string {
  return text.replace(/(?<![\w.:\]])\d{1,5}:\d{1,5}(?![\w.:])/g, '');
}
