import { SourceFile, type Span } from '../text/source-file.js';

/**
 * Where a piece of a tree stands. What an alias or a merge key brings in stands where it is *used*;
 * `anchor` is then the text that was written at the anchor.
 */
export interface Place {
  readonly span: Span;
  readonly anchor?: Span | undefined;
  /**
   * Set where the value is computed from this text and another one, as kustomize's prefix with a name: no edit of one
   * text alone gives another value.
   */
  readonly computedBy?: Span | undefined;
  /** Set for a label that kustomize adds to objects which do not say it: the field of the kustomization that does. */
  readonly setBy?: 'commonLabels' | 'labels' | undefined;
  /** Set for the value of such a label where the object has one itself. */
  readonly over?: WrittenOver | undefined;
  /** True for a key between braces, as in JSON: an entry written beside it needs a comma, not a line. */
  readonly inBraces?: true | undefined;
}

/** What a label of a kustomization took the place of, be it the same; another layer may have set that in turn. */
export interface WrittenOver {
  readonly value: string;
  readonly keyAt: Place;
  readonly valueAt: Place;
}

export type ScalarValue = string | number | boolean | null;

/** A located tree: one document as kubectl's parser would see it, every key and scalar with its place. */
export type Tree = MapTree | ListTree | ScalarTree;

/*
 * A tree of ten thousand objects has hundreds of thousands of nodes. Nearly all of them stand where they are written,
 * so that a node has a file and two offsets, and makes its `Place` when it is asked for; only what stands elsewhere
 * (behind an alias, computed, between braces) keeps a `Place`. The nodes of one type have the same fields in the same
 * order.
 */

/** The file that a node is written in, between its two offsets; else the whole place. */
type Whereabouts = SourceFile | Place;

/** What stands where it is written needs no more than its file. */
function whereIn(place: Place): Whereabouts {
  const { span, anchor, computedBy, setBy, inBraces } = place;
  return (anchor ?? computedBy ?? setBy ?? inBraces) === undefined ? span.file : place;
}

function placeIn(where: Whereabouts, start: number, end: number): Place {
  return where instanceof SourceFile ? { span: { file: where, start, end } } : where;
}

/** What a scalar says, wherever it stands. */
type Written = Pick<ScalarTree, 'value' | 'source' | 'style'>;

export class ScalarTree {
  readonly type = 'scalar';
  private written: string | undefined = undefined;

  constructor(
    private readonly where: Whereabouts,
    readonly start: number,
    readonly end: number,
    readonly value: ScalarValue,
    readonly style: 'plain' | 'quoted' | 'block',
  ) {}

  /** A scalar whose text stands elsewhere, or nowhere. */
  static at(place: Place, { value, source, style }: Written): ScalarTree {
    const scalar = new ScalarTree(whereIn(place), place.span.start, place.span.end, value, style);
    scalar.written = source;
    return scalar;
  }

  get place(): Place {
    return placeIn(this.where, this.start, this.end);
  }

  /** The text as written, without quotes for plain scalars, with them otherwise; empty for an absent value. */
  get source(): string {
    if (this.written !== undefined) return this.written;
    return this.where instanceof SourceFile ? this.where.text.slice(this.start, this.end) : '';
  }

  /** The same place with another value. */
  with({ value = this.value, source = this.source, style = this.style }: Partial<Written>): ScalarTree {
    const scalar = new ScalarTree(this.where, this.start, this.end, value, style);
    scalar.written = source;
    return scalar;
  }
}

/** From so many keys on, looking at each of them takes longer than an index. */
const MANY = 8;

/** Those of a map in document order; a key written twice stands where it was first written, with its last value. */
export type Entries = Pick<MapTree, 'size' | 'get' | 'has' | 'keys' | 'values'>;

export class MapTree {
  readonly type = 'map';
  /** Made for a map of many entries that is asked for a key; most have a few. */
  private index: ReadonlyMap<string, Entry> | undefined = undefined;

  /** The keys of the entries differ. */
  constructor(
    private readonly where: Whereabouts,
    readonly start: number,
    readonly end: number,
    private readonly all: readonly Entry[],
  ) {}

  static at(place: Place, entries: readonly Entry[]): MapTree {
    return new MapTree(whereIn(place), place.span.start, place.span.end, entries);
  }

  get place(): Place {
    return placeIn(this.where, this.start, this.end);
  }

  /** The map itself: an object of their own would cost every map of every tree a step more. */
  get entries(): Entries {
    return this;
  }

  get size(): number {
    return this.all.length;
  }

  get(key: string): Entry | undefined {
    if (this.all.length > MANY) return (this.index ??= new Map(this.all.map((entry) => [entry.key, entry]))).get(key);
    for (let at = 0; at < this.all.length; at++) if (this.all[at]?.key === key) return this.all[at];
    return undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  keys(): readonly string[] {
    return this.all.map(({ key }) => key);
  }

  values(): readonly Entry[] {
    return this.all;
  }

  /** The same place with other entries, whose keys differ. */
  with(entries: readonly Entry[]): MapTree {
    return new MapTree(this.where, this.start, this.end, entries);
  }
}

export class Entry {
  constructor(
    private readonly where: Whereabouts,
    readonly keyStart: number,
    readonly keyEnd: number,
    readonly key: string,
    readonly value: Tree,
  ) {}

  static at(keyPlace: Place, key: string, value: Tree): Entry {
    return new Entry(whereIn(keyPlace), keyPlace.span.start, keyPlace.span.end, key, value);
  }

  get keyPlace(): Place {
    return placeIn(this.where, this.keyStart, this.keyEnd);
  }

  withKey(key: string): Entry {
    return new Entry(this.where, this.keyStart, this.keyEnd, key, this.value);
  }

  withValue(value: Tree): Entry {
    return new Entry(this.where, this.keyStart, this.keyEnd, this.key, value);
  }
}

export class ListTree {
  readonly type = 'list';

  constructor(
    private readonly where: Whereabouts,
    readonly start: number,
    readonly end: number,
    readonly items: readonly Tree[],
  ) {}

  static at(place: Place, items: readonly Tree[]): ListTree {
    return new ListTree(whereIn(place), place.span.start, place.span.end, items);
  }

  get place(): Place {
    return placeIn(this.where, this.start, this.end);
  }

  /** The same place with other items. */
  with(items: readonly Tree[]): ListTree {
    return new ListTree(this.where, this.start, this.end, items);
  }
}

export type Path = readonly (string | number)[];

/** The tree at `path`, or undefined where a step is absent or of another shape. An explicit null counts as absent. */
export function get(tree: Tree | undefined, ...path: Path): Tree | undefined {
  return treeAt(tree, path);
}

/**
 * As `get`, for a path that is a list already: the most frequent call of all, so that copies of the list would show.
 */
export function treeAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let at = tree;
  for (let depth = 0; depth < path.length; depth++) {
    const step = path[depth];
    if (at === undefined || at.type === 'scalar') return undefined;
    if (at.type === 'map') at = at.get(typeof step === 'string' ? step : String(step))?.value;
    else if (typeof step === 'number') at = at.items[step];
    else return undefined;
  }
  return at?.type === 'scalar' && at.value === null ? undefined : at;
}

/** The string at `path`; undefined for anything else, since the API server coerces nothing (semantics 1.2). */
export function getString(tree: Tree | undefined, ...path: Path): string | undefined {
  const found = treeAt(tree, path);
  return isString(found) ? found.value : undefined;
}

/** True for a scalar that `getString` takes. */
export function isString(tree: Tree | undefined): tree is ScalarTree & { readonly value: string } {
  return tree?.type === 'scalar' && typeof tree.value === 'string';
}

export function getNumber(tree: Tree | undefined, ...path: Path): number | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
}

export function getBoolean(tree: Tree | undefined, ...path: Path): boolean | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'scalar' && typeof found.value === 'boolean' ? found.value : undefined;
}

export function getMap(tree: Tree | undefined, ...path: Path): MapTree | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'map' ? found : undefined;
}

export function getList(tree: Tree | undefined, ...path: Path): readonly Tree[] {
  const found = treeAt(tree, path);
  return found?.type === 'list' ? found.items : [];
}

/** The entries of the map at `path`, or none. */
export function getEntries(tree: Tree | undefined, ...path: Path): readonly Entry[] {
  const found = treeAt(tree, path);
  return found?.type === 'map' ? found.entries.values() : [];
}

/**
 * The smallest text that shows the value at `path`: the scalar itself; the key of a collection or of an absent
 * value; the first key of a list item. Where a step is missing, the nearest existing ancestor.
 */
export function placeOf(tree: Tree, path: Path = []): Place {
  let at = tree;
  let key: Place | undefined;
  for (const step of path) {
    const entry = at.type === 'map' ? at.entries.get(String(step)) : undefined;
    const next = entry?.value ?? (at.type === 'list' && typeof step === 'number' ? at.items[step] : undefined);
    if (next === undefined) break;
    key = entry?.keyPlace;
    at = next;
  }
  if (at.type === 'scalar' && at.start < at.end) return at.place;
  return key ?? headOf(at);
}

/** The key at `path`; where there is none, as `placeOf`. */
export function keyPlaceOf(tree: Tree, path: Path): Place {
  const parent = treeAt(tree, path.slice(0, -1));
  const entry = parent?.type === 'map' ? parent.entries.get(String(path.at(-1))) : undefined;
  return entry?.keyPlace ?? placeOf(tree, path);
}

/** The first key or scalar inside a collection: the place of a list item, or of a whole document. */
function headOf(tree: Tree): Place {
  if (tree.type === 'map') return tree.entries.values()[0]?.keyPlace ?? tree.place;
  if (tree.type === 'list' && tree.items[0] !== undefined) return headOf(tree.items[0]);
  return tree.place;
}

/** Plain data of a tree, null entries of maps left out (a null field is an absent field: semantics 1.5). */
export function toData(tree: Tree): unknown {
  if (tree.type === 'scalar') return tree.value;
  if (tree.type === 'list') return tree.items.map(toData);
  const data: Record<string, unknown> = {};
  for (const entry of tree.entries.values()) {
    if (entry.value.type === 'scalar' && entry.value.value === null) continue;
    const value = toData(entry.value);
    // This one key must become data, never a prototype.
    if (entry.key === '__proto__')
      Object.defineProperty(data, entry.key, { value, enumerable: true, configurable: true, writable: true });
    else data[entry.key] = value;
  }
  return data;
}

/** Every scalar in a tree, as text, in document order. */
export function* scalarsIn(tree: Tree | undefined): Iterable<string> {
  for (const { value } of leavesOf(tree)) yield String(value);
}

/** Every scalar below, in the order of the text. */
export function* leavesOf(tree: Tree | undefined): Iterable<ScalarTree> {
  if (tree === undefined) return;
  if (tree.type === 'scalar') yield tree;
  else if (tree.type === 'list') for (const item of tree.items) yield* leavesOf(item);
  else for (const entry of tree.entries.values()) yield* leavesOf(entry.value);
}
