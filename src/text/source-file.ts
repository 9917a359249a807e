import { folderOf } from './paths.js';

/** What may be known of a text beside its path. */
interface MadeOf {
  /** Set for a file that is no UTF-8: what a generator of kustomize takes. The text is empty where it is none. */
  readonly bytes?: Uint8Array | undefined;
  /** Set for a text that a program made of other texts: what a person wrote in place of a piece of it. */
  readonly originOf?: (span: Span) => Origin;
  /** Set beside `originOf` where the whole text stands in another file, line by line, and may be edited there. */
  readonly isExcerpt?: true;
  /**
   * Set beside `originOf` where a text may be a value that a person wrote in a file of values: that value, where it is
   * certain.
   */
  readonly inputOf?: (span: Span) => WrittenValue | undefined;
  /** Set likewise: the name of a value that takes part in a text, and that nobody has given. */
  readonly unsetIn?: (span: Span) => string | undefined;
  /** Set likewise: the name of a value that nobody has given, and without which the text has no such key. */
  readonly unsetBefore?: (key: string) => string | undefined;
  /** Set likewise: the name of a value that takes part in a text, and who gives another in its stead. */
  readonly replacedIn?: ((span: Span) => { readonly name: string; readonly by: string } | undefined) | undefined;
  /** Set likewise: the name of a value that takes part in a text, and that is given for a test of the chart alone. */
  readonly testedIn?: ((span: Span) => string | undefined) | undefined;
  /** Set likewise: true for a text that is one of the values, as a whole. */
  readonly isValue?: (text: string) => boolean;
  /** Set likewise where nobody has said what the release is called: the same under another name. */
  readonly renamed?: Renamed | undefined;
}

/** A release of a chart under another name. */
export interface Renamed {
  /** The other name. */
  readonly release: string;
  /** What a piece of the rendered text reads there; undefined where that is not certain. */
  readonly textOf: (span: Span) => string | undefined;
}

/** One text as it was read, with what is needed to turn an offset into a line and a column. */
export class SourceFile {
  readonly bytes: MadeOf['bytes'];
  readonly originOf: MadeOf['originOf'];
  readonly isExcerpt: boolean;
  readonly inputOf: MadeOf['inputOf'];
  readonly unsetIn: MadeOf['unsetIn'];
  readonly unsetBefore: MadeOf['unsetBefore'];
  readonly replacedIn: MadeOf['replacedIn'];
  readonly testedIn: MadeOf['testedIn'];
  readonly isValue: MadeOf['isValue'];
  readonly renamed: MadeOf['renamed'];
  /** Made when they are asked for: most files have no finding. */
  private starts: readonly number[] | undefined = undefined;
  private knownFolder: string | undefined = undefined;

  constructor(
    /** The path as findings show it: relative, with forward slashes; `<stdin>` for standard input. */
    readonly path: string,
    /** The whole text, byte order mark included, so that offsets are true for whoever writes it back. */
    readonly text: string,
    madeOf: MadeOf = {},
  ) {
    this.bytes = madeOf.bytes;
    this.originOf = madeOf.originOf;
    this.isExcerpt = madeOf.isExcerpt ?? false;
    this.inputOf = madeOf.inputOf;
    this.unsetIn = madeOf.unsetIn;
    this.unsetBefore = madeOf.unsetBefore;
    this.replacedIn = madeOf.replacedIn;
    this.testedIn = madeOf.testedIn;
    this.isValue = madeOf.isValue;
    this.renamed = madeOf.renamed;
  }

  /** The folder of its path; empty for a file at the top. One text for all who ask, who mostly look it up in a map. */
  get folder(): string {
    return (this.knownFolder ??= folderOf(this.path));
  }

  /** Offsets at which each line starts; `lineStarts[0]` is 0. */
  get lineStarts(): readonly number[] {
    this.starts ??= lineStartsOf(this.text);
    return this.starts;
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A value that a person wrote, and how it is called: `service.port`. */
export interface WrittenValue {
  readonly name: string;
  readonly span: Span;
}

/** The text that a person wrote, behind a piece of text that a program made. */
export interface Origin {
  readonly span: Span;
  /** True where the piece stands there as it was made: then, and only then, it may be edited there. */
  readonly literal: boolean;
}

/** A piece of one file: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** 1-based line and column; a column counts UTF-16 units, a byte order mark counts as none. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function sourceFile(path: string, text: string, bytes?: Uint8Array): SourceFile {
  return new SourceFile(path, text, { bytes });
}

export function positionAt(file: SourceFile, offset: number): Position {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const bom = low === 0 && file.text.startsWith('\uFEFF') ? 1 : 0;
  return { line: low + 1, column: Math.max(1, offset - (file.lineStarts[low] ?? 0) + 1 - bom) };
}

/** The text of a 1-based line, without its line break and without a byte order mark. */
export function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line - 1] ?? file.text.length;
  const end = file.lineStarts[line] ?? file.text.length;
  return file.text
    .slice(start, end)
    .replace(/\r?\n$/, '')
    .replace(/^\uFEFF/, '');
}

/**
 * The span in whole characters, and one at least: of an empty one the character behind it, or before it where its line
 * ends. What is empty on an empty line stays so.
 */
export function wholeCharacters({ file, start, end }: Span): Span {
  const { text } = file;
  const isLineEnd = (at: number): boolean => at >= text.length || text[at] === '\n' || text[at] === '\r';
  let [from, to] = [start, end];
  if (from === to && !isLineEnd(to)) to++;
  else if (from === to && from > 0 && !isLineEnd(from - 1)) from--;
  if (isSecondHalf(text, from)) from--;
  if (isSecondHalf(text, to)) to++;
  return { file, start: from, end: to };
}

/** The second half of a surrogate pair. */
function isSecondHalf(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
}

/** The text that a person wrote: the span itself, unless a program made its file. */
export function writtenSpan(span: Span): Span {
  return span.file.originOf?.(span).span ?? span;
}

export function textOf(span: Span): string {
  return span.file.text.slice(span.start, span.end);
}
