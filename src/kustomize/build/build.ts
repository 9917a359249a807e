import type { SourceFile } from '../../text/source-file.js';
import type { MapTree, Place } from '../../tree/tree.js';
import type { Document } from '../../yaml/document.js';

/**
 * Version control leaves it out; it lies outside of the tree that is linted; a script of the tree writes it; or a page
 * beside it tells to put a file there (semantics 14.8).
 */
export type LeftOut = 'git-ignored' | 'submodule' | 'lfs' | 'example' | 'outside' | 'made' | 'awaited';

/** The files that an evaluation may read: paths relative, as findings show them. */
export interface SourceTree {
  readonly file: (path: string) => SourceFile | undefined;
  readonly isFolder: (path: string) => boolean;
  /** Why nobody reads a path that whoever builds may well have; undefined where it is plainly absent, or there. */
  readonly leftOut: (path: string) => LeftOut | undefined;
  /** The names of the files that lie right in a folder, one a line. */
  readonly namesIn: (folder: string) => string;
  /** True for a folder whose kustomization a script of the tree edits before it is built (semantics 14.8). */
  readonly isEdited: (folder: string) => boolean;
}

/** What `kubectl kustomize` would print for one root, every part of it with the place that it came from. */
export interface KustomizeBuild {
  /** The folder of the root. */
  readonly folder: string;
  readonly kustomization: SourceFile;
  /** In kustomize's output order. */
  readonly objects: readonly BuiltObject[];
  /** Parts that cannot be evaluated: nobody knows what they add or change. */
  readonly open: readonly OpenPart[];
  /** What kustomize refuses; it would print nothing, the evaluation goes on where it can. */
  readonly problems: readonly BuildProblem[];
  /** Set where nobody builds it: what lies below is deployed without it, or it lies in an archive. */
  readonly isBypassed?: boolean;
  /** The paths of all files that took part, those that were looked for and are absent left out. */
  readonly files: ReadonlySet<string>;
  /** Paths that were looked for and are not among the sources. */
  readonly missing: ReadonlySet<string>;
}

export interface BuiltObject {
  readonly tree: MapTree;
  /** The file in which the object began: its resource, or the kustomization that generates it. */
  readonly file: SourceFile;
  /** Absent for a generated object. */
  readonly document?: Document | undefined;
}

/**
 * What takes part and cannot be read: a remote base, a plugin, a chart. `what` names it ("a remote base"). Absence then
 * proves nothing (semantics 0.3).
 */
export interface OpenPart {
  readonly place: Place;
  readonly what: string;
  /** True where it may change objects that are on disk, false where it only adds some. */
  readonly changes: boolean;
  /** True where all that it adds are Secrets, as the name of a file says that is kept out of git. */
  readonly secrets?: boolean;
}

export interface BuildProblem {
  readonly place: Place;
  readonly message: string;
  readonly help?: string | undefined;
  /**
   * Set where the build is known all the same: `data` where only the data of one generated object is in doubt,
   * `options` where kustomize builds it if it is asked to by an option, and a list where whoever mends it changes
   * objects of these kinds alone. `nothing` where the file says nothing at all: there is nothing to know.
   */
  readonly reach?: 'data' | 'options' | 'nothing' | readonly string[] | undefined;
}

/** What a program changes in a kustomization before it builds it, as Argo CD and Flux do. */
export interface Edit {
  readonly change: (kustomization: MapTree) => MapTree;
  /** The kustomization that it writes into a folder without one, and the file where that is asked for. */
  readonly written?: { readonly tree: MapTree; readonly file: SourceFile } | undefined;
  /** True where it builds with `--load-restrictor LoadRestrictionsNone`. */
  readonly isUnrestricted: boolean;
}
