import type { Contract, ContractEdge, ContractPart } from '../../answers/contract/contract.js';
import { displayWidth, graphemes } from '../../text/width.js';
import { hostWords, kindWords, nameWords, partFault, portWords, statusWord } from '../graphs/words.js';

/** A line of text in a picture: its words and how it is set. */
export interface Line {
  readonly text: string;
  readonly style: 'name' | 'kind' | 'fault';
}

export interface Label {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** The width of one column, in pixels, a little more than the widest common font needs. */
const COLUMN: Readonly<Record<Line['style'], number>> = { name: 7.6, kind: 6.5, fault: 6.9 };
const WIDEST = 300;
const NARROWEST = 112;

/** What stands in the box of a part. */
export function boxOf(part: ContractPart, contract: Contract): Label {
  const fault = partFault(part, contract);
  return box([
    { text: nameWords(part), style: 'name' },
    { text: kindWords(part), style: 'kind' },
    ...hostWords(part).map((text): Line => ({ text, style: 'kind' })),
    ...(fault === undefined ? [] : [{ text: `✕ ${fault}`, style: 'fault' } as const]),
  ]);
}

export function box(lines: readonly Line[]): Label {
  const cut = lines.map((line) => ({
    ...line,
    text: cutTo(line.text, Math.floor((WIDEST - 32) / COLUMN[line.style])),
  }));
  return { lines: cut, width: Math.max(NARROWEST, widthOf(cut) + 32), height: 15 + 16 * cut.length };
}

const MARKS: Readonly<Record<ContractEdge['status'], string>> = { ok: '', doubtful: '! ', broken: '✕ ', unknown: '? ' };

/** What stands on an edge: its ports, and the word for what is wrong; nothing where it says nothing. */
export function labelOf(edge: ContractEdge): Label {
  const [ports, word] = [portWords(edge), statusWord(edge)];
  const lines: readonly Line[] = [
    ...(ports === '' ? [] : [{ text: cutTo(ports, 40), style: 'kind' } as const]),
    ...(word === '' ? [] : [{ text: `${MARKS[edge.status]}${word}`, style: 'fault' } as const]),
  ];
  return lines.length === 0
    ? { lines, width: 0, height: 0 }
    : { lines, width: widthOf(lines) + 10, height: 15 * lines.length + 3 };
}

function widthOf(lines: readonly Line[]): number {
  return lines.reduce((widest, { text, style }) => Math.max(widest, displayWidth(text) * COLUMN[style]), 0);
}

function cutTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let [kept, width] = ['', 1];
  for (const grapheme of graphemes(text)) {
    width += displayWidth(grapheme);
    if (width > columns) break;
    kept += grapheme;
  }
  return `${kept}…`;
}
