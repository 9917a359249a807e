/**
 * True for the name of a folder, or of a file, whose owner has put away what is in it: `archive`, `disabled`,
 * `web.old.yaml` (semantics 14.9).
 */
export function isPutAway(name: string): boolean {
  return PUT_AWAY.test(name);
}

/** True where a step of a path may be one: asked of every file, so that most need not be taken to pieces. */
export function mayBePutAway(path: string): boolean {
  return WORDS.test(path);
}

const PUT_AWAY =
  /^(?:[._-]?(?:archived?|attic|bak|bkp|deprecated|disabled|graveyard|historic|historical|obsolete|retired|unused)|[._-]old)$|\.(?:bak|disabled?|old|orig|unused)\.ya?ml$/i;
const WORDS = /archive|attic|bak|bkp|deprecated|disable|graveyard|historic|obsolete|retired|unused|[._-]old|\.orig/i;
