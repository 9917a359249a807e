import { writtenSpan } from '../../text/source-file.js';
import type { Place } from '../../tree/tree.js';

/** Characters before and behind a place in which comments speak of it, and of one comment. */
const REACH = 2000;
const LONGEST = 300;

/** The comments around a place, each from its `#` on, within the document in which it is written. */
export function commentsAround({ span }: Place): readonly string[] {
  const { file, start } = writtenSpan(span);
  const [before, behind] = [file.text.slice(Math.max(0, start - REACH), start), file.text.slice(start, start + REACH)];
  const own = before.slice(before.lastIndexOf('\n---') + 1) + (behind.split('\n---', 1)[0] ?? '');
  return own.split('\n').flatMap((line) => {
    const at = line.indexOf('#');
    return at === -1 ? [] : [line.slice(at, at + LONGEST)];
  });
}

/** The comment behind a place, on its line; empty where there is none. */
export function commentBehind({ span }: Place): string {
  const { file, end } = writtenSpan(span);
  const line = file.text.slice(end, end + LONGEST).split('\n', 1)[0] ?? '';
  return /(?:^|[ \t])#.*$/.exec(line)?.[0].trim() ?? '';
}

/** A comment behind it says that what stands there leads nowhere. */
export function isSaidToFail(place: Place): boolean {
  const said = commentBehind(place);
  return (
    /\b(?:not|no|never|nothing)\b/i.test(said) && /\b(?:answers?|exists?|listens?|open|serves?|there)\b/i.test(said)
  );
}
