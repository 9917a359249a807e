import { isCollection, isScalar, visit, type Document as YamlDocument, type Node as YamlNode } from 'yaml';

/**
 * The library wants the lines of a quoted scalar or a flow collection to be indented, kubectl's parser does not. Returns the
 * text with the line breaks of the first such piece blanked, every offset kept; undefined where the error is another one.
 * What a quoted value then is stands in `quoted.ts`.
 */
export function joinContinuedLines(text: string, yaml: YamlDocument.Parsed): string | undefined {
  const error = yaml.errors.find(({ message }) => /^(Missing closing ["']quote|Flow (map|sequence) in block collection)/.test(message));
  if (error === undefined) return undefined;
  const start = startOfPiece(yaml, error.pos[0], error.message.startsWith('Flow'));
  const end = start === undefined ? undefined : endOfPiece(text, start);
  if (start === undefined || end === undefined || !text.slice(start, end).includes('\n')) return undefined;
  return text.slice(0, start) + blankBreaks(text.slice(start, end)) + text.slice(end);
}

/** The innermost quoted scalar, or flow collection, that the error at `offset` belongs to. */
function startOfPiece(yaml: YamlDocument.Parsed, offset: number, isFlow: boolean): number | undefined {
  let start: number | undefined;
  visit(yaml, (_, node) => {
    if (!isScalar(node) && !isCollection(node)) return;
    const piece = isFlow ? isCollection(node) && node.flow === true : isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    const range = (node as YamlNode).range;
    if (piece && range && range[0] <= offset && offset <= range[2] + 1) start = range[0];
  });
  return start;
}

/** The offset of the bracket or quote that closes what begins at `start`; undefined where nothing does. */
function endOfPiece(text: string, start: number): number | undefined {
  if (text[start] === '"' || text[start] === "'") return closingQuote(text, start);
  const open: string[] = [];
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if ((char === '"' || char === "'") && /[\s[{,:]/.test(text.charAt(at - 1))) at = closingQuote(text, at) ?? text.length;
    else if (char === '#' && /\s/.test(text.charAt(at - 1))) at = endOfLine(text, at);
    else if (char === '[' || char === '{') open.push(char === '[' ? ']' : '}');
    else if (char === ']' || char === '}') {
      if (open.pop() !== char) return undefined;
      if (open.length === 0) return at;
    }
  }
  return undefined;
}

function closingQuote(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && quote === '"') at++;
    else if (char === quote && quote === "'" && text.charAt(at + 1) === "'") at++;
    else if (char === quote) return at;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Line breaks become blanks, and so do the comments that would otherwise swallow the lines after them. */
function blankBreaks(piece: string): string {
  const quoted = piece.startsWith('"') || piece.startsWith("'");
  const bare = quoted ? piece : piece.replace(/(\s)(#[^\n]*)/g, (_, blank: string, comment: string) => blank + ' '.repeat(comment.length));
  return bare.replace(/[\r\n]/g, ' ');
}
