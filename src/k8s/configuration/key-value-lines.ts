import { readFlow } from './flow.js';
import { DEEPEST, linesOf, type SettingList } from './settings.js';

const SECTION = /^[ \t]*\[{1,2}([^\]\n]+)\]{1,2}/;
const PAIR = /^[ \t]*(?:export[ \t]+)?(?:"([^"\n]+)"|([\w.[\]/-]+))[ \t]*(?:=>|[=:])[ \t]*/;

/**
 * `key = value` and `key: value`, as properties, env files, INI and TOML have them: sections and the dots of a key make
 * groups. `onDocument` is told where a document of Spring's properties begins.
 */
export function readKeyValueLines(text: string, list: SettingList, onDocument: (start: number) => void): void {
  let section = '';
  let sections = 0;
  let skipUntil = 0;
  for (const { start, end } of linesOf(text)) {
    if (start < skipUntil) continue;
    const line = text.slice(start, Math.min(end, start + 2000));
    if (/^[#!]---/.test(line)) {
      onDocument(start);
      section = `${++sections}:`;
    }
    if (/^[ \t]*([#;!]|\/\/|--|$)/.test(line)) continue;
    const named = SECTION.exec(line);
    if (named !== null && !/^[ \t]*\[[^\]]*\][ \t]*[=:]/.test(line)) {
      section = `${++sections}:${named[1] ?? ''}`;
      continue;
    }
    const pair = PAIR.exec(line);
    if (pair === null) continue;
    const name = pair[1] ?? pair[2] ?? '';
    const dot = name.lastIndexOf('.');
    const group = dot === -1 ? section : `${section}.${name.slice(0, dot)}`;
    const from = start + pair[0].length;
    const first = text.charAt(from);
    if (first === '{' || first === '[') skipUntil = readFlow(text, from, group, name.slice(dot + 1), list);
    else list.add(group, name.slice(dot + 1), from, withoutComment(text, from, end));
  }
}

/** INI and TOML have comments behind a value; in properties a blank and a `#` are no part of a host either. */
function withoutComment(text: string, from: number, end: number): number {
  const comment = /[ \t][#;]/.exec(text.slice(from, Math.min(end, from + 2000)));
  return comment === null ? end : from + comment.index;
}

/** `name {` … `key = value` … `}`, as HOCON, HCL and their like have them; Logstash with `=>`, Varnish with `;`. */
export function readBlocks(text: string, list: SettingList): void {
  const groups: string[] = [''];
  let blocks = 0;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, Math.min(end, start + 2000));
    if (/^\s*([#;]|\/\/|$)/.test(line)) continue;
    const opened = /^\s*([\w."-]+(?:[ \t]+"?[\w.-]+"?)*)(?:\s*[=:])?\s*\{\s*$/.exec(line);
    if (opened !== null) {
      if (groups.length > DEEPEST) return;
      groups.push(`${groups.at(-1) ?? ''}.${++blocks}:${(opened[1] ?? '').replace(/"/g, '')}`);
      continue;
    }
    if (/^\s*\}/.test(line) && groups.length > 1) groups.pop();
    const pair = PAIR.exec(line);
    if (pair === null) continue;
    const name = pair[1] ?? pair[2] ?? '';
    const dot = name.lastIndexOf('.');
    const group = `${groups.at(-1) ?? ''}${dot === -1 ? '' : `.${name.slice(0, dot)}`}`;
    const until = withoutComment(text, start + pair[0].length, end);
    list.add(
      group,
      name.slice(dot + 1),
      start + pair[0].length,
      /[,;]/.test(text.charAt(until - 1)) ? until - 1 : until,
    );
  }
}
