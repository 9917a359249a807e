import { groupBy } from '../../data/group.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import { isStream } from './reporter.js';
import type { Reporter } from './reporter.js';
import { locationOf } from '../markup/location.js';
import { visible } from '../markup/visible.js';
import { XML_HEAD, xmlAttributes } from '../markup/xml.js';

/**
 * The report of Checkstyle, which most programs that collect warnings read: files with the findings that stand in them.
 */
export const checkstyle: Reporter = ({ diagnostics }) => {
  const files = groupBy(diagnostics, ({ primary }) => primary.span.file.path);
  const elements = [...files].map(
    ([path, own]) => `  <file${xmlAttributes({ name: nameOf(path) })}>\n${own.map(errorOf).join('')}  </file>\n`,
  );
  return `${XML_HEAD}<checkstyle version="4.3">\n${elements.join('')}</checkstyle>\n`;
};

/** What Jenkins takes for no file. */
const NO_FILE = '-';

function nameOf(path: string): string {
  return isStream(path) ? NO_FILE : visible(path);
}

function errorOf({ rule, severity, message, primary, related }: Diagnostic): string {
  const place = positionAt(primary.span.file, primary.span.start);
  const isNowhere = isStream(primary.span.file.path);
  const ends = related.map(({ span }) => `${span.file.path}:${positionAt(span.file, span.start).line}`);
  const places = ends.length === 0 ? '' : ` (${[...new Set(ends)].join(', ')})`;
  const text = visible(`${isNowhere ? `${locationOf(primary.span)}: ` : ''}${message}${places}`);
  const at = isNowhere ? {} : { line: place.line, column: place.column };
  return `    <error${xmlAttributes({ ...at, severity, message: text, source: `svclint.${rule}` })}/>\n`;
}
