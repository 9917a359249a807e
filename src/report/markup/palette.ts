import type { Severity } from '../../diagnostic/diagnostic.js';

/** Puts a piece of text, without line breaks, into a colour. */
export type Paint = (text: string) => string;

/** The colours of the terminal output; without colour every one returns its text unchanged. */
export type Palette = Readonly<Record<Severity | 'strong' | 'gutter' | 'added' | 'removed' | 'dim', Paint>>;

/** The palette for a terminal, by SGR codes that open and close as `node:util` styleText does. */
export function palette(color: boolean): Palette {
  const sgr =
    (open: number, close: number): Paint =>
    (text) =>
      color && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  const strong = sgr(1, 22);
  const bold =
    (foreground: number): Paint =>
    (text) =>
      strong(sgr(foreground, 39)(text));
  return {
    error: bold(31),
    warning: bold(33),
    info: bold(36),
    strong,
    gutter: bold(34),
    added: sgr(32, 39),
    removed: sgr(31, 39),
    dim: sgr(2, 22),
  };
}
