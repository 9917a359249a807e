import type { SourceFile, Span } from '../text/source-file.js';
import type { Place, Tree } from '../tree/tree.js';

/** What a parser accepts silently but a reader would not expect (semantics 10.2, 10.3). */
export type Quirk =
  | DuplicateKey
  | { readonly kind: 'late-merge'; readonly key: string; readonly merge: Place; readonly explicit: Place }
  | { readonly kind: 'boolean-key'; readonly key: string; readonly source: string; readonly place: Place }
  | { readonly kind: 'lost-text'; readonly marker: Span; readonly lost: Span };

export interface DuplicateKey {
  readonly kind: 'duplicate-key';
  readonly key: string;
  readonly lost: Place;
  /** The value that nobody will see. */
  readonly lostValue: Tree;
  /** The value that counts. */
  readonly keptValue: Tree;
  readonly kept: Place;
}

/** An object of which a later one in the same document overwrites the identity: `---` is missing between them. */
export interface LostObject {
  readonly kind: string;
  readonly name: string | undefined;
  readonly at: Place;
  /** The first key of the object that follows. */
  readonly next: Place;
  readonly keys: readonly DuplicateKey[];
}

export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/** One document of a file. `tree` is undefined for an empty document, a broken one and a template. */
export interface Document {
  readonly file: SourceFile;
  readonly span: Span;
  readonly tree: Tree | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly quirks: readonly Quirk[];
  readonly lost: readonly LostObject[];
  /** Texts behind an anchor that aliases of the document repeat: whoever changes one changes every use. */
  readonly shared: readonly Span[];
  /** For what is no object: an object of the same file, with which it would be applied. */
  readonly neighbour?: Neighbour | undefined;
}

export interface Neighbour {
  readonly apiVersion: string;
  /** Where its document begins. */
  readonly start: number;
}

export interface ParsedFile {
  readonly file: SourceFile;
  readonly documents: readonly Document[];
  /** The first template action of a file that is no YAML until a template engine has filled it in. */
  readonly template: Span | undefined;
}
