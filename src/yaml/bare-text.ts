/**
 * The text with blanks in place of what stands in quotes, in comments and in block scalars, so that every offset stays.
 * It is asked for texts that do not parse, so it goes by lines and guesses: a quote that its line does not close, or
 * that cuts braces apart, opens nothing.
 */
export function bareText(text: string): string {
  let block = Infinity; // the column of the key whose block the line may belong to
  return text
    .split('\n')
    .map((line) => {
      const indentation = line.length - line.trimStart().length;
      if (line.trim() === '' || indentation > block) return ' '.repeat(line.length);
      const bare = line.replace(QUOTED_OR_COMMENT, (found) => (isBalanced(found) ? ' '.repeat(found.length) : found));
      block = BLOCK_HEADER.test(bare) ? columnOfKey(bare) : Infinity;
      return bare;
    })
    .join('\n');
}

/** A quoted text that begins where a value may, or a comment. */
const QUOTED_OR_COMMENT = /(?<=^|[\s[{,(])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<=^|\s)#[^\n]*$/g;

/** A nested quote in an action of a template closes what the action stands in: `"{{ "x" }}"`. */
function isBalanced(text: string): boolean {
  return OPENING.every(([open, close]) => text.split(open).length === text.split(close).length);
}

const OPENING = [
  ['{{', '}}'],
  ['<%', '%>'],
  ['{%', '%}'],
] as const;

const BLOCK_HEADER = /(?:^|[:-][ \t]+)(?:[&!]\S{1,250}[ \t]+){0,4}[|>][-+0-9]*[ \t\r]*$/;

/** What is indented deeper than the key belongs to its block. */
function columnOfKey(line: string): number {
  return /^[ \t]*(?:-[ \t]+(?=[^|>]))*/.exec(line)?.[0].length ?? 0;
}
