import { main } from '../../src/cli/main.js';
import type { Io, Output } from '../../src/host/process/io.js';

const COLUMNS = 100;
const LINES = 41;
const GLYPH = { width: 8.4, height: 19 };
const MARGIN = 16;

/** The colours of the codes that svclint writes (SGR), as a terminal with a dark ground shows them. */
const COLOURS: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#f2cc60',
  '34': '#79c0ff',
  '36': '#76e3ea',
};

/** What a terminal shows of `svclint PATH…`, as an SVG: the picture of the README, made from the output itself. */
export async function picture(paths: readonly string[]): Promise<string> {
  const written: string[] = [];
  const output: Output = { write: (text) => Promise.resolve(void written.push(text)), isTTY: true, columns: COLUMNS };
  const silent: Output = { write: () => Promise.resolve(), isTTY: false, columns: undefined };
  const io: Io = {
    stdin: () => Promise.resolve(new Uint8Array()),
    stdout: output,
    stderr: silent,
    env: { FORCE_COLOR: '1' },
    cwd: process.cwd(),
    now: () => 0,
  };
  await main([...paths], io);
  const lines = [`$ svclint ${paths.join(' ')}`, ...written.join('').trimEnd().split('\n')].slice(0, LINES);
  const width = Math.ceil(COLUMNS * GLYPH.width + 2 * MARGIN);
  const height = lines.length * GLYPH.height + 2 * MARGIN;
  const rows = lines.map((line, at) => {
    const y = MARGIN + (at + 0.75) * GLYPH.height;
    return `  <text x="${MARGIN}" y="${y}" xml:space="preserve">${spansOf(line)}</text>\n`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n` +
    '  <title>What svclint prints of a Service that selects no Pods: both ends, what follows, and the repair</title>\n' +
    `  <rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>\n` +
    '  <g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14" fill="#c9d1d9">\n' +
    `${rows.join('')}  </g>\n</svg>\n`
  );
}

/** The pieces of a line between colour codes, each as a `tspan`. */
function spansOf(line: string): string {
  let [fill, weight, opacity] = ['', '', ''];
  // eslint-disable-next-line no-control-regex -- SGR codes are what is read
  const pieces = line.split(/\u001B\[(\d+)m/);
  return pieces
    .map((piece, at) => {
      if (at % 2 === 0) return piece === '' ? '' : `<tspan${fill}${weight}${opacity}>${escaped(piece)}</tspan>`;
      if (piece in COLOURS) fill = ` fill="${COLOURS[piece] ?? ''}"`;
      else if (piece === '39') fill = '';
      else if (piece === '1') weight = ' font-weight="bold"';
      else if (piece === '2') opacity = ' opacity="0.6"';
      else if (piece === '22') [weight, opacity] = ['', ''];
      return '';
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
