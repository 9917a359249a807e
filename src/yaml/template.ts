import type { SourceFile, Span } from '../text/source-file.js';
import type { SyntaxProblem } from './document.js';

/** ytt keeps its code in comments, so that a template parses, with nulls where its values will be. */
const YTT_CODE = /#@ \S.*/;

/**
 * Braces inside quotes parse and may well be meant; only where they break the text is it a template (semantics 10.6).
 */
export function templateMark(file: SourceFile, problems: readonly SyntaxProblem[]): Span | undefined {
  const action = problems.length > 0 ? actionIn(file.text) : undefined;
  if (action !== undefined) return { file, ...action };
  const code = file.text.includes('#@ ') ? YTT_CODE.exec(file.text) : null;
  if (code !== null) return { file, start: code.index, end: code.index + code[0].trimEnd().length };
  return problems.map(({ span }) => filledIn(file, span.start)).find((span) => span !== undefined);
}

/** A piece of a text, or of one of its lines. */
type Range = Pick<Span, 'start' | 'end'>;

/** The first `{{ … }}`, a `{{` alone, or `<% … %>`. */
function actionIn(text: string): Range | undefined {
  const braces = /\{\{(?:[^\n]*?\}\})?/.exec(text);
  const percent = percentAction(text);
  if (braces === null || (percent !== undefined && percent.start < braces.index)) return percent;
  return { start: braces.index, end: braces.index + braces[0].length };
}

/** Only the first `<%` of a line is looked at: where it is not closed, none behind it is. */
function percentAction(text: string): Range | undefined {
  for (const { index, 0: rest } of text.matchAll(/<%[^\n]*/g)) {
    const close = rest.lastIndexOf('%>');
    if (close >= 2) return { start: index, end: index + close + 2 };
  }
  return undefined;
}

/** The mark in the very line that breaks: elsewhere it may be part of a text. */
function filledIn(file: SourceFile, offset: number): Span | undefined {
  const line = file.text.lastIndexOf('\n', offset - 1) + 1;
  const mark = fillingIn(/^.*/.exec(file.text.slice(line))?.[0] ?? '');
  return mark === undefined ? undefined : { file, start: line + mark.start, end: line + mark.end };
}

/** What stands behind a colon or a dash: `%HOST%`, `@REPO@/web`, `{user}/web`. */
const FILLED_IN = /([:-][ \t]+)(?:%\w+%|@\w+@|\{\w+\}(?=[^\s,}]))/;

/** What other tools fill in, where YAML cannot have it: such a value, or `{% if x %}`. */
function fillingIn(line: string): Range | undefined {
  const value = FILLED_IN.exec(line);
  const [start, end] =
    value === null ? [Infinity, 0] : [value.index + (value[1] ?? '').length, value.index + value[0].length];
  const open = line.indexOf('{%');
  const close = open === -1 ? -1 : line.indexOf('%}', open + 2);
  if (close !== -1 && open < start) return { start: open, end: close + 2 };
  return value === null ? undefined : { start, end };
}
