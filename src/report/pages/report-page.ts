import { groupBy } from '../../data/group.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import {
  nothingFound,
  pathFromRoot,
  shownOf,
  summaryLine,
  type Reporter,
  type ReportOptions,
} from '../formats/reporter.js';
import { frameOf } from '../frame/frame.js';
import { htmlMessage, htmlPainted, htmlText } from '../markup/html-text.js';
import { palette } from '../markup/palette.js';
import { page, placeHtml } from './page.js';

/** Columns of a frame: beyond them a line is cut around what it shows. */
const WIDTH = 110;

/** The findings as one page, file by file, each with its frame. */
export const reportPage: Reporter = (result, options) => {
  const shown = shownOf(result, options);
  const files = [...groupBy(shown, ({ primary }) => primary.span.file.path)];
  const sections = files.map(([path, found]) => fileHtml(path, found, options));
  return page({
    title: 'svclint report',
    lead: `${htmlText(summaryLine(result, { ...options, color: false }))}.`,
    controls: CONTROLS,
    main: sections.join('\n') || `<p>${nothingFound(result.summary)}</p>`,
    version: options.version,
  });
};

const CONTROLS = `<label class="search">Search <input type="search" name="words" placeholder="message, rule, file" autocomplete="off" aria-keyshortcuts="/"></label>
<label>Severity <select name="severity"><option value="">all</option><option>error</option><option>warning</option><option>info</option></select></label>`;

function fileHtml(path: string, found: readonly Diagnostic[], options: ReportOptions): string {
  const findings = found.map((diagnostic) => findingHtml(diagnostic, options));
  return `<section class="file"><h2>${htmlText(pathFromRoot(path, options))}</h2>${findings.join('\n')}</section>`;
}

function findingHtml(diagnostic: Diagnostic, options: ReportOptions): string {
  const { severity, message, rule, primary } = diagnostic;
  const { file, start } = primary.span;
  const { line, column } = positionAt(file, start);
  const frame = frameOf(diagnostic, { paint: palette(true), width: WIDTH }, false).join('\n');
  const words = [message, rule, severity, ...[primary, ...diagnostic.related].map(({ span }) => span.file.path)];
  return `<article class="finding ${severity}" data-text="${htmlText(words.join(' ').toLowerCase())}">
<h3><span class="severity">${severity}</span>${htmlMessage(message)}</h3>
${placeHtml(pathFromRoot(file.path, options), line, column)} <span class="rule">${htmlText(rule)}</span>
<pre tabindex="0" aria-label="${htmlText(`${file.path}:${line}`)}">${htmlPainted(frame)}</pre>
</article>`;
}
