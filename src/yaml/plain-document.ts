import type { SourceFile, Span } from '../text/source-file.js';
import type { MapTree } from '../tree/tree.js';
import type { Document } from './document.js';
import { readPlainStyle } from './plain/blocks.js';
import type { Reader } from './plain/reader.js';
import type { KeptTrees } from './kept-trees.js';

/** Plain documents have nothing wrong with them, and no aliases. */
const NONE: readonly never[] = [];

/** A document in plain style. Reading it takes so little time that its tree may be let go, and is read again. */
export class PlainDocument implements Document {
  private kept: KeptTrees | undefined = undefined;

  private constructor(
    readonly file: SourceFile,
    private readonly start: number,
    private readonly end: number,
    private readonly resolve: Reader['resolve'],
    private known: MapTree | undefined,
  ) {}

  /** Undefined where the general parser has to read the document. */
  static read({ file, start, end }: Span, resolve: Reader['resolve']): PlainDocument | undefined {
    const tree = readPlainStyle(file, start, end, resolve);
    return tree && new PlainDocument(file, start, end, resolve, tree);
  }

  get tree(): MapTree | undefined {
    if (this.known === undefined) {
      this.known = readPlainStyle(this.file, this.start, this.end, this.resolve);
      this.kept?.note(this);
    }
    return this.known;
  }

  get isLetGo(): boolean {
    return this.kept !== undefined;
  }

  get span(): Span {
    return { file: this.file, start: this.start, end: this.end };
  }

  get problems(): typeof NONE {
    return NONE;
  }

  get quirks(): typeof NONE {
    return NONE;
  }

  get lost(): typeof NONE {
    return NONE;
  }

  get shared(): typeof NONE {
    return NONE;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** From now on its tree is kept as long as it is one of the last that were asked for. */
  keepIn(kept: KeptTrees): void {
    this.kept = kept;
    if (this.known !== undefined) kept.note(this);
  }

  letGo(): void {
    this.known = undefined;
  }
}
