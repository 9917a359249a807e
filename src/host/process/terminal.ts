import type { Io, Output } from './io.js';

export type ColorChoice = 'auto' | 'always' | 'never';

/**
 * `--color` decides, then FORCE_COLOR (`0` and `false` mean no), then NO_COLOR, then whether the stream is a terminal.
 */
export function hasColor(choice: ColorChoice, stream: Output, env: Io['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return stream.isTTY && env['TERM'] !== 'dumb';
}

/** Columns to fit into; without a terminal there is no limit. */
export function widthOf(stream: Output): number {
  return stream.isTTY && stream.columns !== undefined && stream.columns > 0 ? stream.columns : Infinity;
}

/** One line that is written over and gone in the end. */
export interface Progress {
  readonly say: (text: string) => void;
  readonly end: () => Promise<void>;
}

const QUIET_MS = 1000;
const REPAINT_MS = 100;
const ERASE = '\r\u001B[K';

/** Says what is going on, on standard error, if that is a terminal and the work takes longer than a second. */
export function progress({ stderr, now }: Io): Progress {
  const start = now();
  let painted = -Infinity;
  return {
    say: (text) => {
      if (!stderr.isTTY) return;
      const time = now();
      if (time - start < QUIET_MS || time - painted < REPAINT_MS) return;
      painted = time;
      void stderr.write(ERASE + text.slice(0, Math.max(0, widthOf(stderr) - 1)));
    },
    end: async () => {
      if (painted === -Infinity) return;
      painted = -Infinity;
      await stderr.write(ERASE);
    },
  };
}
