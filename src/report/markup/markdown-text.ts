import { visible } from './visible.js';

/**
 * Markdown that shows `text` and nothing else, also within a table: what stands in back-ticks is code, the rest is ours
 * but is kept from being a link, a tag, a mention or emphasis all the same.
 */
export function markdownText(text: string): string {
  const parts = visible(text).split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : plain(part))).join('');
}

/**
 * `text` as code. Where back-ticks cannot hold it in a table, a `code` element with every sign spelled as a number
 * does.
 */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (!/[`|\\]/.test(shown) && shown.trim() === shown && shown !== '') return `\`${shown}\``;
  return `<code>${shown.replace(/[!-/:-@[-`{-~]/g, (char) => `&#${char.charCodeAt(0)};`)}</code>`;
}

/** A fenced block that its content cannot close. */
export function fenced(content: string): string {
  const longest = Array.from(content.matchAll(/`+/g), ([run]) => run.length).reduce((a, b) => Math.max(a, b), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${content}${content === '' || content.endsWith('\n') ? '' : '\n'}${fence}\n`;
}

function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#~|!&@:$^]/g, '\\$&').replace(/(?<=\bwww)\./gi, '\\.');
}
