import { palette } from './palette.js';
import { wrap } from './wrap.js';

interface Canvas {
  readonly color: boolean;
  readonly width: number;
}

/**
 * A page of Markdown as a person reads it in a terminal: headings in bold, text wrapped, code indented below the name
 * of its file, of links the words alone, since nothing in a terminal leads to another page.
 */
export function terminalPage(markdown: string, { color, width }: Canvas): string {
  const { strong, dim } = palette(color);
  const lines: string[] = [];
  let inCode = false;
  for (const line of markdown
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->[ \t]*\r?\n?/g, '')
    .trim()
    .split(/\r?\n/)) {
    const fence = /^```(.*)$/.exec(line);
    if (fence !== null) {
      inCode = !inCode;
      const title = inCode ? titleOf(fence[1] ?? '') : '';
      if (title !== '') lines.push(dim(title));
    } else if (inCode) lines.push(line === '' ? '' : `    ${line}`);
    else if (line.startsWith('#')) lines.push(strong(line.replace(/^#+ /, '')));
    else if (line.startsWith('|')) lines.push(words(line));
    else lines.push(...paragraph(words(line), width));
  }
  return `${lines.join('\n')}\n`;
}

/** `yaml bad file=service.yaml` is the wrong service.yaml. */
function titleOf(info: string): string {
  const file = /\bfile=(\S+)/.exec(info)?.[1];
  const kind = /\b(bad|ok)\b/.exec(info)?.[1];
  if (file === undefined) return /\boutput$/.test(info) ? 'svclint says:' : '';
  if (kind === undefined) return `${file}:`;
  return `${file}, ${kind === 'bad' ? 'wrong' : 'right'}:`;
}

/** The words of a line: of a link to a place on the web its address too. */
function words(line: string): string {
  return line.replace(/\[([^[\]]+)\]\(([^()]+)\)/g, (_, text: string, target: string) =>
    /^https?:/.test(target) && !text.includes(target) ? `${text} (${target})` : text,
  );
}

/** Further lines of an item stand below its text. */
function paragraph(line: string, width: number): readonly string[] {
  const [, before = '', text = ''] = /^(\s*(?:[-*] |\d+\. )?)(.*)$/.exec(line) ?? [];
  const [first = '', ...rest] = wrap(text, width - before.length);
  return [before + first, ...rest.map((each) => ' '.repeat(before.length) + each)];
}
