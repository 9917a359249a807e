import { isCollection, isScalar, visit, type Document as YamlDocument, type Node as YamlNode } from 'yaml';
import { joined, pieceAt, type Piece } from './piece.js';

interface PieceNode extends Piece {
  readonly isFlow: boolean;
}

const CONTINUED = /^(Missing closing ["']quote|Flow (map|sequence) in block collection)/;

/**
 * The library wants the lines of a quoted scalar or a flow collection to be indented, kubectl's parser does not. Parses
 * the text with the line breaks of such pieces blanked, every offset kept. What a quoted value then is stands in
 * `quoted.ts`.
 *
 * Only the first piece that the library stumbles over is one for certain: behind it, the parser may be inside of what
 * is outside. Joining one at a time would parse a large CRD hundreds of times, though, and nearly always the other
 * errors are such pieces too, and so is every bracket that looks like one. So all of them are joined at once, as
 * guesses, and a guess counts once the tree holds that very piece with nothing left to join before it. Where one does
 * not, all guesses from there on are dropped: hence there are at most two rounds for each piece, in a text that is made
 * to mislead, and in others a handful for all of them.
 */
export function parseContinued(text: string, parse: (text: string) => YamlDocument.Parsed): YamlDocument.Parsed {
  let certain = text;
  let guesses: readonly Piece[] = [];
  const refuted = new Set<number>();
  for (;;) {
    const readable = joined(certain, guesses);
    const yaml = parse(readable);
    if (yaml.errors.length === 0 && guesses.length === 0) return yaml;
    const nodes = pieceNodes(yaml);
    const [next, ...others] = continuedPieces(readable, yaml, nodes);
    const ends = new Map(nodes.map(({ start, end }) => [start, end]));
    const isFound = ({ start, end }: Piece): boolean => ends.get(start) === end;
    const wrong = guesses.find((guess) => !isFound(guess));
    if (next === undefined && wrong === undefined) return yaml;
    const sure = Math.min(next?.start ?? Infinity, wrong?.start ?? Infinity);
    certain = joined(
      certain,
      guesses.filter(({ start }) => start < sure),
    );
    if (next !== undefined && (wrong === undefined || next.start < wrong.start)) {
      certain = joined(certain, [next]);
      const likely = [...others, ...outdentedBrackets(certain, next.end)].filter(({ start }) => !refuted.has(start));
      guesses = apart([...guesses.filter(isFound), ...likely], next.end);
    } else {
      if (wrong !== undefined) refuted.add(wrong.start);
      guesses = [];
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

/** The pieces to join, in the order of the text, as far as the errors and the tree tell. */
function continuedPieces(text: string, yaml: YamlDocument.Parsed, nodes: readonly PieceNode[]): readonly Piece[] {
  if (yaml.errors.length === 0) return [];
  return apart([...piecesInErrors(text, yaml, nodes), ...cutQuotes(text, nodes)], 0);
}

function piecesInErrors(text: string, yaml: YamlDocument.Parsed, nodes: readonly PieceNode[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let behind = 0; // pieces overlap only where the parser is astray: no character is looked at twice
  for (const { message, pos } of yaml.errors) {
    if (!CONTINUED.test(message)) continue;
    const start = startOfPiece(text, nodes, pos[0], message.startsWith('Flow'));
    if (start !== undefined && start < behind) continue;
    const piece = start === undefined ? undefined : pieceAt(text, start);
    if (piece !== undefined && isOverLines(text, piece)) {
      pieces.push(piece);
      behind = piece.end;
    } else if (pieces.length === 0 || (start !== undefined && piece === undefined)) break;
  }
  return pieces;
}

/** The innermost quoted scalar, or flow collection that is not closed there, that the error at `offset` belongs to. */
function startOfPiece(text: string, nodes: readonly PieceNode[], offset: number, isFlow: boolean): number | undefined {
  for (let at = countUpTo(nodes, offset) - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node?.isFlow !== isFlow || offset > node.end + 1) continue;
    const isClosed = isFlow && node.end <= offset && pieceAt(text, node.start)?.end === node.end;
    if (!isClosed) return node.start;
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

/**
 * Quoted scalars of which the library takes a quote at the end of a line, one of a pair or an escaped one, for the
 * last.
 */
function cutQuotes(text: string, nodes: readonly PieceNode[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let behind = 0;
  for (const { start, end, isFlow } of nodes) {
    if (isFlow || start < behind) continue;
    const piece = pieceAt(text, start);
    if (piece === undefined) break;
    behind = piece.end;
    if (piece.end > end && isOverLines(text, piece)) pieces.push(piece);
  }
  return pieces;
}

function isOverLines(text: string, { start, end }: Piece): boolean {
  return text.slice(start, end).includes('\n');
}

/** Behind a key or a dash, as the first thing of a line: a bracket, or the head of a block whose lines are text. */
const OPENING = /^((?: |- )*)(?:[^\s#"'[\]{}|>&*!%@`:-][^\n:]*: +|"[^"\n]*": +|(?<=- ))([[{]|[|>][-+\d]*[ \t]*$)/gm;

/**
 * The brackets behind `from` whose lines are not indented enough for the library, as far as they are easily found. It
 * gives up on everything behind the first bracket that closes in the column of its key, so that no error tells of the
 * others.
 */
function outdentedBrackets(text: string, from: number): readonly Piece[] {
  const pieces: Piece[] = [];
  OPENING.lastIndex = from;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const [line, before = '', mark = ''] = match;
    const isItem = line.length === before.length + mark.length;
    const column = before.length - (isItem ? '- '.length : 0);
    if (/^[|>]/.test(mark)) {
      OPENING.lastIndex = endOfBlock(text, OPENING.lastIndex, column);
      continue;
    }
    const piece = pieceAt(text, OPENING.lastIndex - 1);
    if (piece === undefined) break;
    if (isOutdented(text.slice(piece.start, piece.end), column)) pieces.push(piece);
    OPENING.lastIndex = piece.end;
  }
  return pieces;
}

/** Where the lines end that are indented deeper than the column. */
function endOfBlock(text: string, from: number, column: number): number {
  for (let at = text.indexOf('\n', from); at !== -1; at = text.indexOf('\n', at + 1)) {
    let indent = 0;
    while (text.charAt(at + 1 + indent) === ' ') indent++;
    if (indent <= column && !/[\r\n]/.test(text.charAt(at + 1 + indent))) return at + 1;
  }
  return text.length;
}

/** True where a line stands no deeper than the column, or a closing bracket less deep. */
function isOutdented(piece: string, column: number): boolean {
  const [, ...lines] = piece.split('\n');
  return lines.some((line) => {
    const indent = line.search(/\S/);
    return indent !== -1 && indent < column + (/[\]}]/.test(line.charAt(indent)) ? 0 : 1);
  });
}
