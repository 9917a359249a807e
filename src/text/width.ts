import { eastAsianWidth } from 'get-east-asian-width';

let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as single characters: a letter with its marks, a flag, a family of emoji. */
export function graphemes(text: string): readonly string[] {
  if (isAscii(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/**
 * The columns that `text` takes in a terminal: CJK and emoji take two, combining marks none. Control characters count
 * as one.
 */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

function graphemeWidth(grapheme: string): number {
  if (/^\p{Emoji_Presentation}|^\p{Regional_Indicator}|^\p{Emoji}\uFE0F/u.test(grapheme)) return 2;
  const base = [...grapheme].find((char) => !/[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u.test(char));
  return base === undefined ? 0 : eastAsianWidth(base.codePointAt(0) ?? 0);
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the whole range is meant
  return /^[\u0000-\u007F]*$/.test(text);
}
