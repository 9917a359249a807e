import { definitionsOf, piecesOf } from './actions.js';

/** Characters of the private use area, which no manifest needs. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = new RegExp(` #${OPEN}(\\d+):(\\d+)${CLOSE}`, 'g');
/** What is left where a function has cut a mark in two. */
const TORN = new RegExp(` ?#?${OPEN}[\\d:]*${CLOSE}?|\\d*${CLOSE}`, 'g');

/** Which text of a template is marked: `all`, or only that outside of `define` blocks, whose text may be compared or cut. */
export type Marking = 'all' | 'templates';

/**
 * A template in which every line with text of its own ends in a comment that names the line, so that the rendered text
 * tells where it came from. A comment changes nothing of what YAML reads, nor of what `{{-` trims.
 */
export function mark(template: string, file: number, marking: Marking): string {
  const visible = onlyText(template, marking);
  let start = 0;
  const marked = template.split('\n').map((line, at) => {
    const end = start + line.length;
    const endsInText = visible[end] !== HIDDEN;
    const text = visible.slice(start, end).replaceAll(HIDDEN, '').trim();
    start = end + 1;
    // A separator with a comment would still separate; it is left alone because it belongs to no object.
    if (!endsInText || text === '' || text.startsWith('---')) return line;
    const content = line.trimEnd();
    return `${content} #${OPEN}${file}:${at + 1}${CLOSE}${line.slice(content.length)}`;
  });
  return marked.join('\n');
}

const HIDDEN = '\0';

/** The template with everything that is not to be marked hidden, character by character. */
function onlyText(template: string, marking: Marking): string {
  const actions = piecesOf(template).filter(({ type }) => type === 'action');
  const hidden = marking === 'all' ? actions : [...actions, ...definitionsOf(template)];
  let visible = template;
  for (const { start, end } of hidden) visible = visible.slice(0, start) + HIDDEN.repeat(end - start) + visible.slice(end);
  return visible;
}

/** A line of rendered text without its marks, and what its mark says. */
export interface UnmarkedLine {
  readonly text: string;
  readonly origin: { readonly file: number; readonly line: number } | undefined;
}

export function unmark(line: string): UnmarkedLine {
  // Text that an action brought in carries marks of its own; the line's own mark is the last.
  const last = [...line.matchAll(MARK)].at(-1);
  const text = line.replace(MARK, '').replace(TORN, '');
  return { text, origin: last === undefined ? undefined : { file: Number(last[1]), line: Number(last[2]) } };
}
