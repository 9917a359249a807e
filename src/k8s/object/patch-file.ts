/**
 * True for files that say by their name that they are patches: what they leave out stands in the object that they
 * change (semantics 14.2).
 */
export function isPatchFile(path: string): boolean {
  return /(^|[-_./])patch(es)?([-_./]|$)/i.test(path);
}
