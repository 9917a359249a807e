import { LOG_COMMAND, printable } from '../../text/words.js';

const EMOJI = String.raw`\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*`;

// Emoji joined into one, which is kept; then characters that show nothing or turn the reading direction, beyond
// those `printable` knows, and lone surrogates, which are no characters at all.
const HIDDEN = new RegExp(
  String.raw`(${EMOJI}(?:\u200D${EMOJI})+)|[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}]`,
  'gu',
);

/** Text for a person: what would be invisible or would steer the terminal is spelled as `\u200b`; emoji stay whole. */
export function visible(text: string): string {
  if (/^[ -~]*$/.test(text) && !text.includes('##')) return text;
  return printable(text).replace(HIDDEN, (char, joined: string | undefined) => joined ?? spell(char));
}

function spell(char: string): string {
  if (char === '\uFE0F' || char === '\uFE0E') return char;
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * Lines for a log, of which none is a command for the CI runner that reads it: what starts with `::name` (GitHub),
 * where a path or a wrapped text may have put it, is spelled. The heading `::: path` of a frame is none.
 */
export function inert(lines: string): string {
  return lines.replace(/^([^\S\n]*):(?=:(?!: ))/gm, '$1\\u003a');
}

/**
 * JSON with two spaces and a final newline; characters that control or show nothing, and the start of a command for a
 * CI runner, are escaped: safe to print, and the same data.
 */
export function safeJson(value: unknown): string {
  // They can stand only inside strings, where the escape means the same.
  return (
    JSON.stringify(value, null, 2)
      .replace(/[\u007F-\u009F\u2028\u2029]|[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, escaped)
      .replace(LOG_COMMAND, '#\\u0023') + '\n'
  );
}

/** A character as JSON may write it: of those beyond the first plane both halves. */
function escaped(char: string): string {
  return Array.from({ length: char.length }, (_, at) => spell(char.charAt(at))).join('');
}
