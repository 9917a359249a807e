import { lineText, positionAt, sourceFile, type Origin, type SourceFile, type Span } from '../text/source-file.js';
import { lineOrigins } from './line-origins.js';
import type { MarkedLine } from './marks.js';
import { originInLine } from './origin.js';
import { isDefinitions, splitSources } from './sources.js';

/** The templates of a chart by their paths as findings show them, in one order that marks refer to. */
export type Templates = readonly SourceFile[];

/**
 * The output of `helm template` as one file for each template, which knows where its text came from. `marked` is the
 * output for marked templates; without it, or where it tells nothing, the origin is the head of the template.
 * `folder` is the chart's. Undefined for an output that names no templates.
 */
export function readRendered(output: string, marked: string | undefined, templates: Templates, folder: string): readonly SourceFile[] | undefined {
  const markedTexts = new Map((marked === undefined ? undefined : splitSources(marked, true))?.map(({ source, text }) => [source, text]));
  const texts = templates.map(({ text }) => text);
  return splitSources(output)?.map(({ source, text }) => {
    const path = below(folder, source.slice(source.indexOf('/') + 1));
    const template = templates.find((each) => each.path === path) ?? sourceFile(path, '');
    const lines = isDefinitions(source) ? copiedLines(text, template.text, templates.indexOf(template)) : lineOrigins(text, markedTexts.get(source) ?? '', texts);
    return { ...sourceFile(path, text), originOf: originsIn(template, templates, lines) };
  });
}

/** The lines of a file of `crds/`, which helm prints as it lies. */
function copiedLines(text: string, file: string, index: number): readonly (MarkedLine | undefined)[] {
  const start = text.indexOf(file.trimEnd());
  const before = start === -1 || index === -1 ? undefined : text.slice(0, start).split('\n').length - 1;
  return text.split('\n').map((_, at) => (before === undefined || at < before ? undefined : { file: index, line: at - before + 1 }));
}

function below(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function originsIn(template: SourceFile, templates: Templates, lines: readonly (MarkedLine | undefined)[]): (span: Span) => Origin {
  return (span) => {
    const { line, column } = positionAt(span.file, span.start);
    const origin = lines[line - 1];
    const maker = origin === undefined ? undefined : templates[origin.file];
    if (origin === undefined || maker === undefined) return { span: { file: template, start: 0, end: 0 }, literal: false };
    const rendered = lineText(span.file, line);
    const end = Math.min(rendered.length, column - 1 + span.end - span.start);
    return originInLine(maker, origin.line, rendered, column - 1, end);
  };
}
