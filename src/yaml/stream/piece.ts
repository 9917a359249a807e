/** A quoted scalar or a flow collection, from its first character to the one behind its last. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The piece that begins at `start` with a quote or a bracket; undefined where nothing closes it. */
export function pieceAt(text: string, start: number): Piece | undefined {
  const last = isQuote(text.charAt(start)) ? closingQuote(text, start) : closingBracket(text, start);
  return last === undefined ? undefined : { start, end: last + 1 };
}

/** The text with the line breaks inside of the pieces, which are in order and apart, blanked. */
export function joined(text: string, pieces: readonly Piece[]): string {
  let at = 0;
  const parts = pieces.map(({ start, end }) => {
    const part = text.slice(at, start) + blankBreaks(text.slice(start, end - 1));
    at = end - 1;
    return part;
  });
  return parts.join('') + text.slice(at);
}

/** Line breaks become blanks, and so do the comments that would otherwise swallow the lines after them. */
function blankBreaks(piece: string): string {
  const bare = isQuote(piece.charAt(0)) ? piece : withoutComments(piece);
  return bare.replace(/[\r\n]/g, ' ');
}

function withoutComments(flow: string): string {
  let bare = '';
  let from = 0;
  for (let at = 0; at < flow.length; at++) {
    if (opensQuote(flow, at)) at = closingQuote(flow, at) ?? flow.length;
    else if (opensComment(flow, at)) {
      const end = endOfLine(flow, at);
      bare += flow.slice(from, at) + ' '.repeat(end - at);
      from = at = end;
    }
  }
  return bare + flow.slice(from);
}

function closingBracket(text: string, start: number): number | undefined {
  const open: string[] = [];
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (opensQuote(text, at)) at = closingQuote(text, at) ?? text.length;
    else if (opensComment(text, at)) at = endOfLine(text, at);
    else if (char === '[' || char === '{') open.push(char === '[' ? ']' : '}');
    else if (char === ']' || char === '}') {
      if (open.pop() !== char) return undefined;
      if (open.length === 0) return at;
    }
  }
  return undefined;
}

/** The offset of the quote that closes the one at `start`. */
function closingQuote(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    const isEscape = char === '\\' && quote === '"';
    const isPair = char === "'" && quote === "'" && text.charAt(at + 1) === "'";
    if (isEscape || isPair) at++;
    else if (char === quote) return at;
  }
  return undefined;
}

/** True for a quote between brackets that is no letter of a word. */
function opensQuote(text: string, at: number): boolean {
  return isQuote(text.charAt(at)) && /[\s[{,:]/.test(text.charAt(at - 1));
}

function opensComment(text: string, at: number): boolean {
  return text.charAt(at) === '#' && /\s/.test(text.charAt(at - 1));
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'";
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
