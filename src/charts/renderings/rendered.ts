import {
  lineText,
  positionAt,
  sourceFile,
  textOf,
  SourceFile,
  type Origin,
  type Span,
  type WrittenValue,
} from '../../text/source-file.js';
import type { MapTree } from '../../tree/tree.js';
import { firstAnswer } from '../../data/group.js';
import { once } from '../../data/once.js';
import { lineOrigins } from './line-origins.js';
import type { MarkedLine } from '../templates/marks.js';
import { actionsBelow, unsetBefore, unsetBelow, unsetIn, valuesNamedAt, type NamedValue } from '../templates/scope.js';
import { actionInLine, originInLine } from './origin.js';
import { renamedTo } from './renamed.js';
import { isDefinitions, splitSources } from './sources.js';
import type { ReplacedBy } from '../values/replaced.js';
import { isTested, testedPart } from '../values/tested.js';
import type { ValuesOf } from '../values/values.js';
import { textsIn } from '../values/texts.js';
import { writtenValue } from '../values/written-value.js';

/** The templates of a chart by their paths as findings show them, in one order that marks refer to. */
export type Templates = readonly SourceFile[];

/**
 * The output of `helm template` as one file for each template, which knows where its text came from. `marked` is the
 * output for marked templates; without it, or where it tells nothing, the origin is the head of the template.
 * `pathOf` tells how findings show a file of the chart, `valuesOf` which values were written, `replacedBy` who gives
 * another in the place of one, `isOfTest` whether a test gave some; `renamed` is the output under another name of the
 * release. Undefined for an output that names no templates.
 */
export function readRendered(
  output: string,
  marked: string | undefined,
  templates: Templates,
  {
    pathOf,
    valuesOf,
    replacedBy,
    isOfTest,
    renamed,
  }: {
    readonly pathOf: (file: string) => string;
    readonly valuesOf: ValuesOf;
    readonly replacedBy: ReplacedBy | undefined;
    readonly isOfTest: boolean;
    readonly renamed: { readonly release: string; readonly output: string } | undefined;
  },
): readonly SourceFile[] | undefined {
  const markedTexts = new Map(
    (marked === undefined ? undefined : splitSources(marked, true))?.map(({ source, text }) => [source, text]),
  );
  const texts = templates.map(({ text }) => text);
  const renamedTexts = once(
    () => new Map(splitSources(renamed?.output ?? '')?.map(({ source, text }) => [source, text])),
  );
  return splitSources(output)?.map(({ source, text }) => {
    const path = pathOf(source.slice(source.indexOf('/') + 1));
    const template = templates.find((each) => each.path === path) ?? sourceFile(path, '');
    const lines = isDefinitions(source)
      ? copiedLines(text, template.text, templates.indexOf(template))
      : lineOrigins(text, markedTexts.get(source) ?? '', texts);
    return new SourceFile(path, text, {
      originOf: originsIn(template, templates, lines),
      inputOf: inputsIn(templates, lines, () => valuesOf(source)),
      unsetBefore: (key) => {
        const values = valuesOf(source);
        return values && unsetBefore(template.text, key, values);
      },
      replacedIn: replacedBy && replacedValue(templates, lines, () => valuesOf(source), replacedBy),
      testedIn: isOfTest
        ? (span) =>
            valuesBehind(span, templates, lines, () => valuesOf(source)).find(isTested)?.name ??
            testedPart(textOf(span), valuesOf(source))
        : undefined,
      renamed: renamed && renamedTo(renamed.release, () => renamedTexts().get(source)),
      isValue: (value) => textsIn(valuesOf(source)).has(value),
      unsetIn: (span) => {
        const found = lineBehind(span, templates, lines);
        const values = found === undefined ? undefined : valuesOf(source);
        if (found === undefined || values === undefined) return undefined;
        return (
          unsetIn(lineText(found.maker, found.line), values) ??
          unsetBelow(linesOf(found.maker.text), found.line, values)
        );
      },
    });
  });
}

/** The lines of a file of `crds/`, which helm prints as it lies. */
function copiedLines(text: string, file: string, index: number): Lines {
  const start = text.indexOf(file.trimEnd());
  const before = start === -1 || index === -1 ? undefined : text.slice(0, start).split('\n').length - 1;
  return text
    .split('\n')
    .map((_, at) => (before === undefined || at < before ? undefined : { file: index, line: at - before + 1 }));
}

const linesOf = (text: string): readonly string[] => text.split('\n');

type Lines = readonly (MarkedLine | undefined)[];

function originsIn(template: SourceFile, templates: Templates, lines: Lines): (span: Span) => Origin {
  return (span) => {
    const found = lineBehind(span, templates, lines);
    if (found === undefined) return { span: { file: template, start: 0, end: 0 }, literal: false };
    return originInLine(found.maker, found.line, found.rendered, found.from, found.to);
  };
}

function inputsIn(
  templates: Templates,
  lines: Lines,
  values: () => MapTree | undefined,
): (span: Span) => WrittenValue | undefined {
  return (span) => {
    const found = lineBehind(span, templates, lines);
    const action =
      found === undefined ? undefined : actionInLine(found.maker, found.line, found.rendered, found.from, found.to);
    const known = action === undefined ? undefined : values();
    if (found === undefined || action === undefined || known === undefined) return undefined;
    return writtenValue(
      {
        template: found.maker.text,
        offset: action.offset,
        made: action.made,
        line: found.rendered,
        token: textOf(span),
      },
      known,
    );
  };
}

/** The first value that takes part in a text and that somebody gives otherwise. */
function replacedValue(
  templates: Templates,
  lines: Lines,
  values: () => MapTree | undefined,
  replacedBy: ReplacedBy,
): NonNullable<SourceFile['replacedIn']> {
  return (span) =>
    firstAnswer(valuesBehind(span, templates, lines, values), (value) => {
      const by = replacedBy(value);
      return by === undefined ? undefined : { name: value.name, by };
    });
}

/** The values that take part in a text. */
function valuesBehind(
  span: Span,
  templates: Templates,
  lines: Lines,
  values: () => MapTree | undefined,
): readonly NamedValue[] {
  const found = lineBehind(span, templates, lines);
  const known = found === undefined ? undefined : values();
  if (found === undefined || known === undefined) return [];
  const { maker, line, rendered, from, to } = found;
  const action = actionInLine(maker, line, rendered, from, to);
  const offsets = action === undefined ? actionsBelow(maker.text, maker.lineStarts[line - 1] ?? 0) : [action.offset];
  return offsets.flatMap((offset) => valuesNamedAt(maker.text, offset, known));
}

/** The line of a template that made a piece of rendered text, and the columns of that piece in its rendered line. */
function lineBehind(
  span: Span,
  templates: Templates,
  lines: Lines,
):
  | {
      readonly maker: SourceFile;
      readonly line: number;
      readonly rendered: string;
      readonly from: number;
      readonly to: number;
    }
  | undefined {
  const { line, column } = positionAt(span.file, span.start);
  const origin = lines[line - 1];
  const maker = origin === undefined ? undefined : templates[origin.file];
  if (origin === undefined || maker === undefined) return undefined;
  const rendered = lineText(span.file, line);
  return {
    maker,
    line: origin.line,
    rendered,
    from: column - 1,
    to: Math.min(rendered.length, column - 1 + span.end - span.start),
  };
}
