import { readFlow } from './flow.js';
import { DEEPEST, linesOf, type SettingList } from './settings.js';

interface Frame {
  readonly column: number;
  readonly group: string;
  readonly key: string;
  readonly isItem: boolean;
  items: number;
}

const KEY = /(?:"([^"\\\n]*)"|'([^'\n]*)'|([\w.$/@<>-]+))[ \t]*:(?=[ \t\r\n]|$)/y;

/**
 * The plain values of YAML, by the columns in which its lines begin. Texts of several lines are left out, and an anchor
 * or an alias is no value. `onDocument` is told where each document begins.
 */
export function readYamlLines(text: string, list: SettingList, onDocument: (start: number) => void): void {
  let frames: Frame[] = [];
  let documents = 0;
  let skipDeeperThan: number | undefined;
  let skipUntil = 0;
  const top = (): Frame => frames.at(-1) ?? { column: -1, group: `${documents}`, key: '', isItem: false, items: 0 };
  for (const { start, end } of linesOf(text)) {
    if (start < skipUntil) continue;
    let at = start;
    while (at < end && text.charCodeAt(at) === 32) at++;
    if (at === end || text.charAt(at) === '#') continue;
    if (skipDeeperThan !== undefined && at - start > skipDeeperThan) continue;
    skipDeeperThan = undefined;
    if (text.startsWith('---', start)) {
      frames = [];
      documents++;
      onDocument(start);
      continue;
    }
    while (text.charAt(at) === '-' && /[ \t\r\n]|^$/.test(text.charAt(at + 1))) {
      const column = at - start;
      while (frames.length > 0 && (top().column > column || (top().column === column && top().isItem))) frames.pop();
      const parent = top();
      frames.push({ column, group: `${parent.group}[${parent.items++}]`, key: parent.key, isItem: true, items: 0 });
      at++;
      while (at < end && text.charCodeAt(at) === 32) at++;
    }
    const column = at - start;
    KEY.lastIndex = at;
    const match = KEY.exec(text);
    if (match === null) {
      const item = top();
      if (item.isItem && item.column < column) skipUntil = addValue({ text, from: at, end }, item, list);
      continue;
    }
    while (frames.length > 0 && top().column >= column) frames.pop();
    const key = match[1] ?? match[2] ?? match[3] ?? '';
    const group = top().group;
    let from = at + match[0].length;
    while (from < end && (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9)) from++;
    const first = text.charAt(from);
    if (from === end || first === '#' || first === '&') {
      if (frames.length > DEEPEST) return;
      frames.push({ column, group: `${group}.${key}`, key, isItem: false, items: 0 });
    } else if (first === '|' || first === '>') skipDeeperThan = column;
    else if (first !== '*' && first !== '!') skipUntil = addValue({ text, from, end }, { group, key }, list);
  }
}

interface Stretch {
  readonly text: string;
  readonly from: number;
  /** Of the line. */
  readonly end: number;
}

/** A value up to the end of its line or a comment; gives back from where on to read. */
function addValue(
  { text, from, end }: Stretch,
  { group, key }: Pick<Frame, 'group' | 'key'>,
  list: SettingList,
): number {
  if (text.charAt(from) === '{' || text.charAt(from) === '[') return readFlow(text, from, group, key, list);
  const comment = /[ \t]#/.exec(text.slice(from, end));
  list.add(group, key, from, comment === null ? end : from + comment.index);
  return from;
}
