/** The head of a block scalar, alone on its line. */
const HEAD = /^( *)[|>][-+\d]{0,2}[ \t]*\r?$/;
/** A key whose value stands below it. */
const KEY = /^( *)[^\s#].*:[ \t]*\r?$/;

/**
 * kubectl's parser takes the head of a block scalar that stands below its key, in the column of the key; the library
 * does not. The text with such line breaks blanked, every offset kept; undefined where there are none.
 */
export function withHeadsJoined(text: string): string | undefined {
  const lines = text.split('\n');
  const joined = lines.map((line, at) => {
    const key = KEY.exec(line);
    const head = HEAD.exec(lines[at + 1] ?? '');
    return key !== null && head !== null && key[1] === head[1] ? `${line.replace('\r', ' ')} ` : `${line}\n`;
  });
  const whole = joined.join('').slice(0, text.length);
  return whole === text ? undefined : whole;
}
