/**
 * Text for a SARIF message that forms no link and no placeholder of its own: `[text](target)` in a plain message is a
 * link (SARIF 2.1.0, 3.11.6), and `{0}` stands for an argument (3.11.5). A space parts what a backslash would for some
 * readers only.
 */
export function sarifText(text: string): string {
  return text.replaceAll('](', '] (').replace(/\{(\d+)\}/g, '{{$1}}');
}

/** A link to the related location with this id. */
export function sarifLink(text: string, id: number): string {
  return `[${sarifText(text).replace(/[\\[\]]/g, '\\$&')}](${id})`;
}

/** The URI of a path with forward slashes: relative, or of the scheme `file` for an absolute path. */
export function sarifUri(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  const drive = /^[A-Za-z]:\//.test(path);
  return drive ? `file:///${path.slice(0, 2)}${encoded.slice(4)}` : encoded;
}
