import type { Document as YamlDocument } from 'yaml';
import { parseLoosely } from './alias-keys.js';
import { sourceFile, type SourceFile, type Span } from '../text/source-file.js';
import { getString, type Place, type ScalarTree, type Tree } from '../tree/tree.js';
import { moveTree } from '../tree/edit.js';
import type { Document, ParsedFile, Quirk, SyntaxProblem } from './document.js';
import { locate, LocateError } from './locate.js';
import { readsAlike } from './alike.js';
import { parseContinued } from './stream/continued.js';
import { withHeadsJoined } from './stream/outdented-heads.js';
import { KUBECTL, SETTINGS, type Dialect } from './values/dialect.js';
import { PlainDocument } from './plain-document.js';
import { splitDocuments, type Chunk } from './stream/split.js';
import { templateMark } from './template.js';

/**
 * Every reading of a file, by its dialect: its text never changes, and kustomizations over one base ask for the same
 * files again and again.
 */
const readings = new Map<Dialect, WeakMap<SourceFile, ParsedFile>>();

/**
 * Parses one file as kubectl would (semantics 10), once for each dialect. Never throws: what is wrong is data, document
 * by document.
 */
export function parseFile(file: SourceFile, dialect: Dialect = KUBECTL): ParsedFile {
  const ofDialect = readings.get(dialect) ?? new WeakMap<SourceFile, ParsedFile>();
  readings.set(dialect, ofDialect);
  const known = ofDialect.get(file);
  if (known !== undefined) return known;
  const parsed = parse(file, dialect, readings.get(KUBECTL)?.get(file)?.documents ?? []);
  ofDialect.set(file, parsed);
  return parsed;
}

/**
 * `others` are the documents as kubectl reads them, where that is known: one that the dialect reads alike is taken
 * over.
 */
function parse(file: SourceFile, dialect: Dialect, others: readonly Document[]): ParsedFile {
  const chunks = splitDocuments(file);
  const read = chunks.map((chunk, at) => {
    const other = others[at];
    return other !== undefined && readsAlike(other, dialect) ? other : parseChunk(file, chunk, dialect);
  });
  const documents = dialect.manifestsOnly ? withStrays(file, chunks, read) : read;
  const template = templateMark(
    file,
    documents.flatMap(({ problems }) => problems),
  );
  return template === undefined ? { file, documents, template } : { file, documents: [], template };
}

/**
 * Beside an object kubectl refuses whatever is none, so that a document without the words of one is read there as well
 * (semantics 10.2, 10.7).
 */
function withStrays(file: SourceFile, chunks: readonly Chunk[], read: readonly Document[]): readonly Document[] {
  if (read.length < 2) return read;
  const found = read.find(({ tree }) => isObject(tree));
  if (found === undefined) return read;
  const neighbour = { apiVersion: getString(found.tree, 'apiVersion') ?? '', start: found.span.start };
  return read.map((document, at) => {
    const chunk = chunks[at];
    if (chunk === undefined || isObject(document.tree)) return document;
    const isUnread = document.tree === undefined && document.problems.length === 0;
    // Written out: a document may tell its parts by getters, which a spread would lose.
    const { span, tree, problems, quirks, lost, shared } = isUnread ? parseChunk(file, chunk, SETTINGS) : document;
    return { file, span, tree, problems, quirks, lost, shared, neighbour };
  });
}

function isObject(tree: Tree | undefined): boolean {
  return ['apiVersion', 'kind'].every((key) => getString(tree, key) !== undefined);
}

/** Parses a file that is no manifest, as one with settings: every document counts, and there are no templates. */
export function parseAnyFile(file: SourceFile): ParsedFile {
  return {
    file,
    documents: splitDocuments(file).map((chunk) => parseChunk(file, chunk, SETTINGS)),
    template: undefined,
  };
}

/**
 * A document without these words can be no manifest: skipping it saves parsing the values files of a whole repository.
 */
const MANIFEST_WORDS = /apiVersion|kind/i;

/** `%YAML 1.2` makes kubectl's parser refuse the document (semantics 10.2, Y21). */
const INCOMPATIBLE_VERSION = /^%YAML[ \t]+(?!1\.1\b)\S+/m;

/** A kustomization may leave out its apiVersion and kind. */
export function isKustomization(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

/**
 * The documents written inside a scalar, as an inline patch is. In a literal block every part stands where it stands in
 * the file; elsewhere (quoted, folded, an alias) everything stands at the scalar.
 */
export function parseInside(scalar: ScalarTree, dialect: Dialect): readonly Document[] {
  const { file } = scalar.place.span;
  const literal = scalar.style === 'block' && scalar.place.anchor === undefined && scalar.source.startsWith('|');
  if (!literal)
    return parseFile(sourceFile(file.path, String(scalar.value)), dialect).documents.map((document) =>
      standAt(document, scalar.place),
    );
  const header = scalar.source.indexOf('\n') + 1;
  const start = scalar.place.span.start + header;
  const body = scalar.source.slice(header);
  const indent = indentOf(body);
  const chunks: Chunk[] = [];
  let from = start;
  for (const match of body.matchAll(/^[ \t]*---[ \t]*(#[^\n]*)?\r?\n?/gm)) {
    if (match[0].indexOf('-') > indent) continue; // a text within the document
    chunks.push({ start: from, end: start + match.index });
    from = start + match.index + match[0].length;
  }
  const isEnded = String(scalar.value).endsWith('\n') && file.text.charAt(scalar.place.span.end) === '\n';
  chunks.push({ start: from, end: scalar.place.span.end + (isEnded ? 1 : 0) });
  return chunks
    .filter(({ start, end }) => file.text.slice(start, end).trim() !== '')
    .map((chunk) => parseChunk(file, chunk, dialect));
}

/** The column in which the lines of a literal block begin: that of the first one. */
function indentOf(block: string): number {
  const first = block.search(/\S/);
  return first - (block.lastIndexOf('\n', first) + 1);
}

function standAt(document: Document, place: Place): Document {
  const problems = document.problems.map((problem) => ({ ...problem, span: place.span }));
  return {
    file: place.span.file,
    span: place.span,
    problems,
    quirks: [],
    lost: [],
    shared: document.shared,
    tree: document.tree && moveTree(document.tree, place),
  };
}

/** One empty list for all: most documents have nothing wrong with them. */
const NONE: readonly never[] = [];

function parseChunk(file: SourceFile, chunk: Chunk, dialect: Dialect): Document {
  const span: Span = { file, start: chunk.start, end: chunk.end };
  const text = withLineFeeds(file.text.slice(chunk.start, chunk.end));
  const document: Document = { file, span, tree: undefined, problems: NONE, quirks: NONE, lost: NONE, shared: NONE };
  if (chunk.badSeparator !== undefined) {
    const message = 'only blanks or a comment may follow `---` on its line';
    return { ...document, problems: [{ message, span: chunk.badSeparator }] };
  }
  if (chunk.badJson === true) {
    return {
      ...document,
      problems: [
        { message: 'this is no JSON object, though the ones before it are', span: { ...span, end: span.start + 1 } },
      ],
    };
  }
  const directive = text.includes('%YAML') ? INCOMPATIBLE_VERSION.exec(text) : null;
  if (directive !== null) {
    const start = chunk.start + directive.index;
    return {
      ...document,
      problems: [{ message: 'kubectl reads YAML 1.1 only', span: { file, start, end: start + directive[0].length } }],
    };
  }
  if (dialect.manifestsOnly && !MANIFEST_WORDS.test(text) && !isKustomization(file.path)) return document;
  const plain = PlainDocument.read(span, dialect.plain);
  if (plain !== undefined) return plain;
  try {
    const first = parseContinued(text, parseLoosely);
    const joined = first.errors.length > 0 ? withHeadsJoined(text) : undefined;
    const yaml = joined === undefined ? first : parseContinued(joined, parseLoosely);
    const problems = syntaxProblems(yaml, span);
    if (problems.length > 0) return { ...document, problems };
    const located = locate(yaml, span, dialect);
    const lost = lostText(text, span);
    return { ...document, ...located, quirks: lost === undefined ? located.quirks : [...located.quirks, lost] };
  } catch (error) {
    return { ...document, problems: [problemOf(error, span)] };
  }
}

/** To kubectl's parser a carriage return alone ends a line, as a line feed does; all offsets stay (semantics 10.2). */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** Where text is so deep or so wide that the parser gives up, kubectl's gives up as well. */
function problemOf(error: unknown, span: Span): SyntaxProblem {
  const head: Span = { ...span, end: Math.min(span.end, span.start + 1) };
  if (error instanceof RangeError)
    return { message: 'the document is nested too deeply for svclint to read', span: head };
  if (error instanceof LocateError) return error.problem;
  throw error;
}

/**
 * The library reports some texts that kubectl's parser accepts; these codes are not errors there (checked on real
 * manifests).
 */
const ACCEPTED_BY_KUBECTL = new Set(['MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE']);

function syntaxProblems(yaml: YamlDocument.Parsed, span: Span): SyntaxProblem[] {
  return yaml.errors
    .filter(
      ({ code, message }) =>
        !ACCEPTED_BY_KUBECTL.has(code) &&
        !message.startsWith('Block scalar') &&
        !message.endsWith("escape sequence \\'"),
    )
    .map(({ code, message, pos }) => ({
      code,
      pos,
      message: /call stack/i.test(message) ? 'the document is nested too deeply for svclint to read' : message,
    }))
    .slice(0, 1) // one mistake derails a parser: what it says further down is noise
    .map(({ message, pos }) => ({
      message: message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, ''),
      span: within(span, pos),
    }));
}

/** At least one character of the document, even for an error at its end. */
function within(span: Span, [from, to]: readonly [number, number]): Span {
  const start = Math.max(span.start, Math.min(span.start + from, span.end - 1));
  return { file: span.file, start, end: Math.min(Math.max(span.start + to, start + 1), span.end) };
}

/**
 * `...` ends the document for the parser, not for the splitter: what follows up to the next `---` is read by nobody
 * (semantics 10.2).
 */
function lostText(text: string, span: Span): Quirk | undefined {
  const end = /^\.\.\.(?=\s|$)[^\n]*\n?/m.exec(text);
  if (end === null) return undefined;
  const rest = text.slice(end.index + end[0].length);
  const content = /^(?![ \t]*(#|\.\.\.|$|\r))[^\n]*\S/m.exec(rest);
  if (content === null) return undefined;
  const start = span.start + end.index;
  const lost = start + end[0].length + content.index;
  return {
    kind: 'lost-text',
    marker: { file: span.file, start, end: start + 3 },
    lost: { file: span.file, start: lost, end: lost + content[0].trimEnd().length },
  };
}
