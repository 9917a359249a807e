import { isCollection, isScalar, visit, type Document as YamlDocument, type Node as YamlNode } from 'yaml';

/** A quoted scalar or a flow collection, from its first character to the one behind its last. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

interface PieceNode extends Piece {
  readonly isFlow: boolean;
}

const CONTINUED = /^(Missing closing ["']quote|Flow (map|sequence) in block collection)/;

/**
 * The library wants the lines of a quoted scalar or a flow collection to be indented, kubectl's parser does not. Parses the text
 * with the line breaks of such pieces blanked, every offset kept. What a quoted value then is stands in `quoted.ts`.
 *
 * Only the first piece that the library stumbles over is one for certain: behind it, the parser may be inside of what is
 * outside. Joining one at a time would parse a large CRD hundreds of times, though, and nearly always the other errors are such
 * pieces too. So all of them are joined at once, as guesses, and a guess counts once the tree holds that very piece with nothing
 * left to join before it. Where one does not, all guesses from there on are dropped: hence there are at most two rounds for each
 * piece, in a text that is made to mislead, and in others a handful for all of them. One form still takes a round each: brackets
 * that close in a line of their own in the column of the key, since the library then gives up on everything behind them.
 */
export function parseContinued(text: string, parse: (text: string) => YamlDocument.Parsed): YamlDocument.Parsed {
  let certain = text;
  let guesses: readonly Piece[] = [];
  for (;;) {
    const readable = joined(certain, guesses);
    const yaml = parse(readable);
    if (yaml.errors.length === 0 && guesses.length === 0) return yaml;
    const nodes = pieceNodes(yaml);
    const [next, ...others] = continuedPieces(readable, yaml, nodes);
    const ends = new Map(nodes.map(({ start, end }) => [start, end]));
    const wrong = guesses.find(({ start, end }) => ends.get(start) !== end);
    if (next === undefined && wrong === undefined) return yaml;
    const sure = Math.min(next?.start ?? Infinity, wrong?.start ?? Infinity);
    certain = joined(
      certain,
      guesses.filter(({ start }) => start < sure),
    );
    if (next === undefined || (wrong !== undefined && wrong.start <= next.start)) guesses = [];
    else {
      certain = joined(certain, [next]);
      guesses = apart([...guesses.filter(({ start, end }) => ends.get(start) === end), ...others], next.end);
    }
  }
}

/** Those that stand behind `from` and do not overlap, in the order of the text. */
function apart(pieces: readonly Piece[], from: number): readonly Piece[] {
  let last = from;
  return [...pieces]
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      if (start < last) return false;
      last = end;
      return true;
    });
}

/** The text with the line breaks inside of the pieces, which are in order and apart, blanked. */
function joined(text: string, pieces: readonly Piece[]): string {
  let at = 0;
  const parts = pieces.map(({ start, end }) => {
    const part = text.slice(at, start) + blankBreaks(text.slice(start, end - 1));
    at = end - 1;
    return part;
  });
  return parts.join('') + text.slice(at);
}

/** Every quoted scalar and flow collection of the tree, in the order of the text, the outer one first. */
function pieceNodes(yaml: YamlDocument.Parsed): readonly PieceNode[] {
  const nodes: PieceNode[] = [];
  visit(yaml, (_, node) => {
    const isFlow = isCollection(node) && node.flow === true;
    if (!isFlow && !(isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'))) return;
    const range = (node as YamlNode).range;
    if (range) nodes.push({ start: range[0], end: range[1], isFlow });
  });
  return nodes;
}

/** The pieces to join, in the order of the errors; none where the first of these errors is another one. */
function continuedPieces(text: string, yaml: YamlDocument.Parsed, nodes: readonly PieceNode[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let behind = 0; // pieces overlap only where the parser is astray: no character is looked at twice
  for (const { message, pos } of yaml.errors) {
    if (!CONTINUED.test(message)) continue;
    const start = startOfPiece(nodes, pos[0], message.startsWith('Flow'));
    if (start !== undefined && start < behind) continue;
    const end = start === undefined ? undefined : endOfPiece(text, start);
    if (start !== undefined && end !== undefined && text.slice(start, end).includes('\n')) {
      pieces.push({ start, end: end + 1 });
      behind = end + 1;
    } else if (pieces.length === 0 || (start !== undefined && end === undefined)) break;
  }
  return pieces;
}

/** The innermost quoted scalar, or flow collection, that the error at `offset` belongs to. */
function startOfPiece(nodes: readonly PieceNode[], offset: number, isFlow: boolean): number | undefined {
  for (let at = countUpTo(nodes, offset) - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node?.isFlow === isFlow && offset <= node.end + 1) return node.start;
  }
  return undefined;
}

/** How many of the nodes, which are in order, start at `offset` or before it. */
function countUpTo(nodes: readonly PieceNode[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? offset) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The offset of the bracket or quote that closes what begins at `start`; undefined where nothing does. */
function endOfPiece(text: string, start: number): number | undefined {
  if (text[start] === '"' || text[start] === "'") return closingQuote(text, start);
  const open: string[] = [];
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if ((char === '"' || char === "'") && /[\s[{,:]/.test(text.charAt(at - 1)))
      at = closingQuote(text, at) ?? text.length;
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
  const bare = quoted
    ? piece
    : piece.replace(/(\s)(#[^\n]*)/g, (_, blank: string, comment: string) => blank + ' '.repeat(comment.length));
  return bare.replace(/[\r\n]/g, ' ');
}
