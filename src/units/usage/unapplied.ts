import type { Span } from '../../text/source-file.js';

/** Why nobody applies a text as it stands, and what shows it (semantics 14.9). */
export interface Unapplied {
  /** The file, or the folder, of which that holds. */
  readonly path: string;
  /** The first file of it, where that is told. */
  readonly first: string;
  /** As a clause: "`archive` is put away, as its name says". */
  readonly why: string;
  /** The words of a person that say so; undefined where a name does, or the file as a whole. */
  readonly sign: Span | undefined;
}

/** Why a file is not applied as it stands; undefined for one that may well be. */
export type UnappliedTexts = (path: string) => Unapplied | undefined;
