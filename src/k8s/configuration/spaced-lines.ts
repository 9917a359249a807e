import { linesOf, type SettingList } from './settings.js';

/** `Key value` in sections, as Fluentd (`<match **>`) and Fluent Bit (`[OUTPUT]`) have them. */
export function readSpacedLines(text: string, list: SettingList): void {
  let section = '';
  let sections = 0;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, Math.min(end, start + 2000));
    if (/^[ \t]*(<|\[)/.test(line)) {
      section = `${++sections}`;
      continue;
    }
    const pair = /^[ \t]*([@A-Za-z][\w.]*)[ \t]+(?=\S)/.exec(line);
    if (pair === null) continue;
    const comment = /[ \t]#/.exec(line.slice(pair[0].length));
    const until = comment === null ? end : start + pair[0].length + comment.index;
    list.add(section, pair[1] ?? '', start + pair[0].length, until);
  }
}
