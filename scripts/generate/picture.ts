import { readdirSync, readFileSync } from 'node:fs';
import { lint } from '../../src/index.js';
import { pretty } from '../../src/report/formats/pretty.js';

const COLUMNS = 92;
const FINDINGS = 2;
const GLYPH = { width: 8.4, height: 19 };
const MARGIN = 16;

/** The colours of the codes that svclint writes (SGR), on a dark ground and on a light one. */
const COLOURS: Readonly<Record<string, { readonly dark: string; readonly light: string }>> = {
  '31': { dark: '#ff7b72', light: '#cf222e' },
  '32': { dark: '#7ee787', light: '#116329' },
  '33': { dark: '#f2cc60', light: '#7d4e00' },
  '34': { dark: '#79c0ff', light: '#0550ae' },
  '36': { dark: '#76e3ea', light: '#1b7c83' },
};

/** What a reader has who prefers light pages; everybody else has the dark picture. */
const LIGHT = [
  '.ground { fill: #f6f8fa; stroke: #d1d9e0; }',
  '.text { fill: #1f2328; }',
  ...Object.entries(COLOURS).map(([code, { light }]) => `.c${code} { fill: ${light}; }`),
].join(' ');

/**
 * What a terminal shows of the first findings in a folder of manifests, as an SVG: the picture of the README, made from
 * the output itself, without the marks of the fixtures.
 */
export function picture(folder: string): string {
  const files = readdirSync(folder).map((name) => ({
    path: `k8s/${name}`,
    text: readFileSync(`${folder}/${name}`, 'utf8').replace(/[ \t]+# expect:.*$/gm, ''),
  }));
  const result = lint(files);
  const first = { ...result, diagnostics: result.diagnostics.slice(0, FINDINGS) };
  const text = pretty(first, { color: true, width: COLUMNS, version: '' });
  const lines = ['$ npx svclint k8s', ...text.trimEnd().split('\n')];
  const width = Math.ceil(COLUMNS * GLYPH.width + 2 * MARGIN);
  const height = lines.length * GLYPH.height + 2 * MARGIN;
  const rows = lines.map((line, at) => {
    const y = MARGIN + (at + 0.75) * GLYPH.height;
    return `  <text x="${MARGIN}" y="${y}" xml:space="preserve">${spansOf(line)}</text>\n`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n` +
    '  <title>What svclint prints of a Service that selects no Pods: both ends, what follows, and the repair</title>\n' +
    `  <style>@media (prefers-color-scheme: light) { ${LIGHT} }</style>\n` +
    `  <rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#0d1117"/>\n` +
    `  <g class="text" font-family="${FONTS}" font-size="14" fill="#c9d1d9">\n` +
    `${rows.join('')}  </g>\n</svg>\n`
  );
}

const FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** The pieces of a line between colour codes, each as a `tspan`. */
function spansOf(line: string): string {
  let [fill, weight, opacity] = ['', '', ''];
  // eslint-disable-next-line no-control-regex -- SGR codes are what is read
  const pieces = line.split(/\u001B\[(\d+)m/);
  return pieces
    .map((piece, at) => {
      if (at % 2 === 0) return piece === '' ? '' : `<tspan${fill}${weight}${opacity}>${escaped(piece)}</tspan>`;
      const colour = COLOURS[piece];
      if (colour !== undefined) fill = ` class="c${piece}" fill="${colour.dark}"`;
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
