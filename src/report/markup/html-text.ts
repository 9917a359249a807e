import { visible } from './visible.js';

/** Text between tags or within quotes of HTML and SVG; what would show nothing, or turn the direction, is spelled. */
export function htmlText(text: string): string {
  return encoded(visible(text));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function encoded(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** A message, in which back-ticks stand around what a file says. */
export function htmlMessage(text: string): string {
  return htmlText(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

/** Classes for the colours of `palette(true)`, by the code that opens each. */
const PAINTS: Readonly<Record<string, string>> = {
  '1': 'strong',
  '2': 'dim',
  '31': 'error',
  '32': 'added',
  '33': 'warning',
  '34': 'gutter',
  '36': 'info',
};
// No text of a file holds an escape: `visible` has spelled it.
// eslint-disable-next-line no-control-regex -- the codes of the palette are what is replaced
const SGR = /\u001B\[(\d+)m/g;

/** Lines that were painted for a terminal, as spans. */
export function htmlPainted(text: string): string {
  return encoded(text).replace(SGR, (_, code: string) => {
    const paint = PAINTS[code];
    return paint === undefined ? '</span>' : `<span class="${paint}">`;
  });
}
