import { DEEPEST, type SettingList } from './settings.js';

/** A map or a list between braces that is being read. */
interface Level {
  readonly group: string;
  readonly isMap: boolean;
  /** The key whose value comes next; a list has that of its own. */
  key: string;
  items: number;
}

const STRING = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const WORD = /[^\s,:={}[\]"'#]+(?:[:=][^\s,{}[\]"'#]+)*/y;

/**
 * JSON, the flow style of YAML and inline tables of TOML, from an opening brace on. Gives back the offset behind the
 * closing one, or the end of the text where it is missing.
 */
export function readFlow(text: string, from: number, group: string, key: string, list: SettingList): number {
  const levels: Level[] = [];
  let expectsValue = true;
  let at = from;
  while (at < text.length) {
    const unit = text.charAt(at);
    const top = levels.at(-1);
    if (unit === '{' || unit === '[') {
      if (levels.length > DEEPEST) return text.length;
      const inside = top === undefined ? join(group, key) : join(top.group, top.isMap ? top.key : `${top.items++}`);
      levels.push({ group: inside, isMap: unit === '{', key: top?.key ?? key, items: 0 });
      expectsValue = unit === '[';
      at++;
    } else if (unit === '}' || unit === ']') {
      levels.pop();
      at++;
      if (levels.length === 0) return at;
    } else if (unit === ',' || unit === ':' || unit === '=') {
      expectsValue = unit !== ',' || top?.isMap !== true;
      at++;
    } else {
      const word = wordAt(text, at);
      if (word === undefined) {
        at++;
        continue;
      }
      if (top !== undefined && !expectsValue) top.key = word.replace(/^["']|["']$/g, '');
      else if (top !== undefined) {
        list.add(top.group, top.key, at, at + word.length);
        expectsValue = !top.isMap;
      }
      at += word.length;
    }
  }
  return at;
}

/** A quoted text or a bare word; a comment is left out. */
function wordAt(text: string, at: number): string | undefined {
  const pattern = text.charAt(at) === '"' || text.charAt(at) === "'" ? STRING : WORD;
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function join(group: string, key: string): string {
  return group === '' ? key : `${group}.${key}`;
}
