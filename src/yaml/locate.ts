import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document as YamlDocument,
  type Node as YamlNode,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { textOf, type SourceFile, type Span } from '../text/source-file.js';
import { toData, Entry, ListTree, MapTree, ScalarTree, type Place, type ScalarValue, type Tree } from '../tree/tree.js';
import type { Document, Quirk, SyntaxProblem } from './document.js';
import { lostObjects } from './lost-objects.js';
import { KUBECTL, type Dialect } from './values/dialect.js';
import { quotedValue, widened } from './values/quoted.js';
import { keyText, resolveTagged } from './values/scalar.js';

/** Thrown inside this module and turned into data by `parseFile`. */
export class LocateError extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.message);
  }
}

/** Nodes that aliases may add to one document; yaml.v2 refuses such texts too ("excessive aliasing"). */
const MAX_ALIASED_NODES = 200_000;

interface Context {
  readonly file: SourceFile;
  readonly base: number;
  /** Where the document ends. */
  readonly end: number;
  readonly dialect: Dialect;
  readonly anchors: Map<string, YamlNode>;
  /** Anchors being expanded, to find one that contains itself. */
  readonly open: Set<YamlNode>;
  readonly quirks: Quirk[];
  /** What aliases repeat. */
  readonly shared: Set<YamlNode>;
  aliased: number;
}

/** Turns the parser's document into a located tree: aliases and merge keys resolved, scalars as kubectl reads them. */
export function locate(
  yaml: YamlDocument.Parsed,
  { file, start: base, end }: Span,
  dialect: Dialect = KUBECTL,
): Pick<Document, 'tree' | 'quirks' | 'lost' | 'shared'> {
  const context: Context = {
    file,
    base,
    end,
    dialect,
    anchors: new Map(),
    open: new Set(),
    quirks: [],
    shared: new Set(),
    aliased: 0,
  };
  const tree = yaml.contents === null ? undefined : treeOf(yaml.contents, context, undefined, base);
  const empty = tree?.type === 'scalar' && tree.value === null;
  const shared = [...context.shared].map((node) => spanOf(node, context, base));
  const lost = lostObjects(tree, context.quirks);
  return { tree: empty ? undefined : tree, quirks: context.quirks, lost, shared };
}

/**
 * `use` is the place of the alias through which the node is reached; `near` stands in for the place of an absent node.
 */
function treeOf(node: YamlNode | null, context: Context, use: Span | undefined, near: number): Tree {
  const own = spanOf(node, context, near);
  const place: Place = use === undefined ? { span: own } : { span: use, anchor: own };
  if (node === null) return ScalarTree.at(place, { value: null, source: '', style: 'plain' });
  if (use !== undefined && ++context.aliased > MAX_ALIASED_NODES)
    fail('the document uses aliases excessively', place.span);
  if (isAlias(node)) return aliasTree(node.source, context, use ?? own);
  if (node.anchor !== undefined && use === undefined) context.anchors.set(node.anchor, node);
  context.open.add(node);
  const tree = nodeTree(node, context, use, place);
  context.open.delete(node);
  return tree;
}

function nodeTree(node: YAMLMap | YAMLSeq | Scalar, context: Context, use: Span | undefined, place: Place): Tree {
  if (isMap(node)) return mapTree(node, context, use, place);
  if (!isSeq(node)) return scalarTree(node, context, place);
  const near = (place.anchor ?? place.span).start;
  const items = (node.items as (YamlNode | null)[]).map((item) => treeOf(item, context, use, near));
  return ListTree.at(place, items);
}

function aliasTree(name: string, context: Context, use: Span): Tree {
  const target = context.anchors.get(name);
  if (target === undefined) fail(`no anchor \`${name}\` stands before this alias in the document`, use);
  if (context.open.has(target)) fail(`the anchor \`${name}\` contains itself`, use);
  context.shared.add(target);
  return treeOf(target, context, use, use.start);
}

function mapTree(node: YAMLMap, context: Context, use: Span | undefined, place: Place): Tree {
  const entries = new Map<string, Entry>();
  for (const pair of node.items as Pair<YamlNode | null, YamlNode | null>[]) {
    const key = pair.key;
    if (isScalar(key) && key.type === 'PLAIN' && key.source === '<<') {
      merge(mergedEntries(pair.value, context, use ?? spanOf(key, context, 0)), entries, context);
      continue;
    }
    const entry = entryOf(pair, context, use, node.flow === true);
    const earlier = entries.get(entry.key);
    const lost = earlier?.keyPlace;
    if (earlier !== undefined && lost !== undefined && lost.anchor === undefined)
      context.quirks.push({
        kind: 'duplicate-key',
        key: entry.key,
        lost,
        lostValue: earlier.value,
        keptValue: entry.value,
        kept: entry.keyPlace,
      });
    entries.set(entry.key, entry);
  }
  return MapTree.at(place, [...entries.values()]);
}

/** Puts what `<<` brings in among the entries that stand before it. */
function merge(merged: readonly Entry[], entries: Map<string, Entry>, { dialect, quirks }: Context): void {
  for (const entry of merged) {
    const earlier = entries.get(entry.key)?.keyPlace;
    const explicit = earlier?.anchor === undefined ? earlier : undefined;
    // Where both say the same it does not matter who wins.
    const isSame = explicit !== undefined && isEqual(entries.get(entry.key)?.value, entry.value);
    if (explicit !== undefined && !isSame)
      quirks.push({ kind: 'late-merge', key: entry.key, merge: entry.keyPlace, explicit });
    if (dialect.lateMergeWins || explicit === undefined) entries.set(entry.key, entry);
  }
}

const isEqual = (one: Tree | undefined, other: Tree): boolean =>
  one !== undefined && JSON.stringify(toData(one)) === JSON.stringify(toData(other));

function entryOf(
  pair: Pair<YamlNode | null, YamlNode | null>,
  context: Context,
  use: Span | undefined,
  inBraces: boolean,
): Entry {
  const key = treeOf(pair.key, context, use, context.base);
  const { place } = key;
  if (key.type !== 'scalar') fail('a key must be a plain word: this one is a collection', place.span);
  const text = keyText(key.value);
  if (text === undefined) fail('a key must not be null', place.span);
  const isWord = typeof key.value === 'boolean' && key.style === 'plain' && !/^(true|false)$/.test(key.source);
  if (isWord && use === undefined) context.quirks.push({ kind: 'boolean-key', key: text, source: key.source, place });
  const value = treeOf(pair.value, context, use, (place.anchor ?? place.span).end);
  return Entry.at(inBraces ? { ...place, inBraces } : place, text, value);
}

/**
 * What `<<` brings in, every part standing at the use. Of a list of maps the first wins (semantics 10.3), so it comes
 * last.
 */
function mergedEntries(value: YamlNode | null, context: Context, use: Span): readonly Entry[] {
  if (isSeq(value))
    return [...value.items].reverse().flatMap((item) => mergedEntries(item as YamlNode | null, context, use));
  const at = isAlias(value) ? spanOf(value, context, use.start) : use;
  const tree = treeOf(value, context, at, use.start);
  if (tree.type !== 'map') fail('`<<` merges a map or a list of maps', at);
  return tree.entries.values();
}

function scalarTree(node: Scalar, context: Context, place: Place): ScalarTree {
  const own = place.anchor ?? place.span;
  const style = styleOf(node);
  const value = valueOf(node, textOfScalar(node, own, context), style === 'plain', context.dialect);
  if (value === undefined) fail(`the text does not fit its tag \`${node.tag ?? ''}\``, place.span);
  if (place.anchor === undefined) return new ScalarTree(own.file, own.start, own.end, value, style);
  return ScalarTree.at(place, { value, source: textOf(own), style });
}

function styleOf({ type }: Scalar): ScalarTree['style'] {
  if (type === 'PLAIN' || type === undefined) return 'plain';
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 'quoted' : 'block';
}

/** Undefined for a text that does not fit its tag. */
function valueOf({ tag }: Scalar, text: string, isPlain: boolean, dialect: Dialect): ScalarValue | undefined {
  if (tag !== undefined) return resolveTagged(tag, text, isPlain, dialect.plain);
  return isPlain ? dialect.plain(text) : text;
}

/** The text of a scalar where the library reads it otherwise than kubectl's parser; as it says in all other cases. */
function textOfScalar(node: Scalar, { start, end }: Span, { file, end: stop, dialect }: Context): string {
  const text = String(node.value);
  // A block scalar that ends with its document, in the middle of a line, ends without a line break.
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  if (isBlock && !file.text.slice(end, stop).includes('\n')) return text.replace(/\n$/, '');
  if (node.type === 'BLOCK_FOLDED' && dialect.widensFolds) return widened(text);
  // Lines that were joined for the library (see `continued.ts`) stand in the file as they were, and so does an escape
  // of its own.
  const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const source = isQuoted ? file.text.slice(start, end) : '';
  return source.includes('\n') || source.includes("\\'") ? (quotedValue(source) ?? text) : text;
}

function spanOf(node: YamlNode | null, context: Context, near: number): Span {
  const range = node?.range;
  if (range === null || range === undefined) return { file: context.file, start: near, end: near };
  const start = context.base + range[0];
  let end = context.base + range[1];
  // The range of a block collection or block scalar runs on over trailing comments and blank lines.
  if (!isScalar(node) || node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    while (end > start && /\s/.test(context.file.text.charAt(end - 1))) end--;
  }
  return { file: context.file, start, end };
}

function fail(message: string, span: Span): never {
  throw new LocateError({ message, span });
}
