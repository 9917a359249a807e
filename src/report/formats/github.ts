import type { Diagnostic, Label, Severity } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import { bySeverity, isStream, pathFromRoot, remarksOf, shownOf } from './reporter.js';
import type { Reporter, ReportOptions } from './reporter.js';
import { visible } from '../markup/visible.js';

type Command = 'error' | 'warning' | 'notice';

const COMMANDS: Readonly<Record<Severity, Command>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands of GitHub Actions, which become annotations: one at the place of each finding, and a notice at each
 * other end of the mismatch. GitHub shows ten of each kind for a step, so what weighs most comes first.
 */
export const github: Reporter = (result, options) => {
  const lines = bySeverity(shownOf(result, options)).flatMap((diagnostic) => annotationsOf(diagnostic, options));
  return [...new Set(lines)].map((line) => `${line}\n`).join('');
};

function annotationsOf(diagnostic: Diagnostic, options: ReportOptions): readonly string[] {
  const { message, severity, rule, primary, related } = diagnostic;
  const ends = related.map((label) => elsewhere(label, options));
  const isNowhere = isStream(primary.span.file.path);
  const label = isNowhere ? [elsewhere(primary, options)] : labelOf(primary);
  const own = [message, ...label, ...ends, ...remarksOf(diagnostic)];
  const inFiles = related.filter(({ span }) => !isStream(span.file.path));
  return [
    annotation(COMMANDS[severity], primary, { title: rule, lines: own, options }),
    ...inFiles.map((label) => {
      const lines = [...labelOf(label), `${severity}: ${message}`];
      return annotation('notice', label, { title: `${rule} (other end)`, lines, options });
    }),
  ];
}

function labelOf({ text }: Label): readonly string[] {
  return text === '' ? [] : [text];
}

function elsewhere({ span, text }: Label, options: ReportOptions): string {
  const place = `${pathFromRoot(span.file.path, options)}:${positionAt(span.file, span.start).line}`;
  return text === '' ? place : `${place}: ${text}`;
}

interface Annotation {
  readonly title: string;
  readonly lines: readonly string[];
  readonly options: ReportOptions;
}

function annotation(command: Command, { span }: Label, { title, lines, options }: Annotation): string {
  const text = `title=${property(title)}::${lines.map(data).join('%0A')}`;
  if (isStream(span.file.path)) return `::${command} ${text}`;
  const start = positionAt(span.file, span.start);
  const end = positionAt(span.file, span.end);
  const place = `file=${property(pathFromRoot(span.file.path, options))},line=${start.line},endLine=${end.line}`;
  // GitHub refuses columns of a place that runs over several lines.
  const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : '';
  return `::${command} ${place}${columns},${text}`;
}

/** Text of a command: what is invisible is spelled, and the three characters that mean something are encoded. */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
