import type { SourceFile, Span } from '../../text/source-file.js';
import { code, printable } from '../../text/words.js';
import {
  getString,
  keyPlaceOf,
  placeOf,
  treeAt,
  type MapTree,
  type Path,
  type Place,
  type Tree,
} from '../../tree/tree.js';
import { groupOf, isBuiltInGroup, isClusterScoped } from './groups.js';

/** What the text of an object need not say itself: an item of a typed list leaves out even its kind. */
type Identity = Pick<Resource, 'apiVersion' | 'kind' | 'partial' | 'patched' | 'deployed' | 'labelKeys'>;

/** What has the tree of an object: its document, which may let go of it and read it again. */
export interface Written {
  readonly tree: Tree | undefined;
  /** True where the tree may be let go: whoever keeps a part of it keeps all of it in memory. */
  readonly isLetGo?: boolean;
}

/** One Kubernetes object on disk: a located tree with its identity read out. */
export class Resource {
  readonly apiVersion: string;
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Undefined where `metadata.name` is absent or `generateName` is used. */
  readonly name: string | undefined;
  /**
   * As written; undefined where the manifest leaves it to `kubectl -n`, and for cluster-scoped kinds (semantics 9.1,
   * D36).
   */
  readonly namespace: string | undefined;
  readonly clusterScoped: boolean;
  /** A kind that no API server serves by itself. */
  readonly custom: boolean;
  /** Part of a kustomization that is not evaluated: patches and transformers may still add what is absent here. */
  readonly partial: boolean;
  /** Argo CD or Flux applies it, as an object on disk says: `kubectl -n` has no say in its namespace. */
  readonly deployed: boolean;
  /** A kustomize patch on disk names it: even its containers and ports may come from there. */
  readonly patched: boolean;
  readonly file: SourceFile;
  /** Where it is written. */
  readonly span: Span;
  /** Keys of labels that kustomizations add. */
  readonly labelKeys: ReadonlySet<string>;
  private views: Map<(resource: Resource) => unknown, unknown> | undefined = undefined;

  constructor(
    private readonly written: Written,
    file: SourceFile,
    { apiVersion, kind, partial, patched, deployed, labelKeys }: Identity,
  ) {
    const { tree } = this;
    const namespace = getString(tree, 'metadata', 'namespace');
    this.apiVersion = apiVersion;
    this.group = groupOf(apiVersion);
    this.kind = kind;
    this.clusterScoped = isClusterScoped(this.group, kind);
    this.custom = !isBuiltInGroup(this.group);
    this.name = getString(tree, 'metadata', 'name') || undefined;
    this.namespace = this.clusterScoped || namespace === '' ? undefined : namespace;
    this.partial = partial;
    this.deployed = deployed;
    this.patched = patched;
    this.file = file;
    this.span = tree.place.span;
    this.labelKeys = labelKeys;
  }

  /** True where kustomize may add a label of that key to the Pods and selectors of a built-in kind (semantics 9.6). */
  mayGainLabel(key: string): boolean {
    return this.patched || (this.partial && !this.custom && this.labelKeys.has(key));
  }

  /** Read again where its document has let go of it: whoever keeps a part of it keeps it in memory. */
  get tree(): MapTree {
    return this.written.tree as MapTree;
  }

  /** True where parts of the tree may be kept: it stays in memory as long as the object. */
  get keepsTree(): boolean {
    return this.written.isLetGo !== true;
  }

  get(...path: Path): Tree | undefined {
    return treeAt(this.tree, path);
  }

  /** The smallest text that shows the value at the path; the nearest ancestor where it is absent. */
  at(...path: Path): Place {
    return placeOf(this.tree, path);
  }

  keyAt(...path: Path): Place {
    return keyPlaceOf(this.tree, path);
  }

  /** What `read` makes of the object: read when somebody first asks, and kept as long as the object itself. */
  view<T>(read: (resource: Resource) => T): T {
    const views = (this.views ??= new Map());
    const known: unknown = views.get(read);
    if (known !== undefined || views.has(read)) return known as T;
    const found = read(this);
    views.set(read, found);
    return found;
  }

  /** The same object once more: equal to this one, and told apart from it. */
  copy(): Resource {
    return new Resource(this.written, this.file, this);
  }

  /** The object as Argo CD or Flux deploys it, with a namespace that its manifest may not have. */
  asDeployed(tree: MapTree): Resource {
    const { apiVersion, kind, partial, patched, labelKeys } = this;
    return new Resource({ tree }, this.file, { apiVersion, kind, partial, patched, labelKeys, deployed: true });
  }
}

/** What a List says about the kind of its items (semantics 9.3). */
export interface ListKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface ResourceContext {
  readonly partial: boolean;
  readonly isPatched: (kind: string, name: string) => boolean;
  /** Keys of labels that kustomizations add. */
  readonly labelKeys: ReadonlySet<string>;
  /** Set for an item of a typed list, which may leave out its own apiVersion and kind. */
  readonly itemOf?: ListKind | undefined;
  /** True for what a tool applies that lets objects name other namespaces than its own, as helm does. */
  readonly deployed?: boolean | undefined;
}

/** Undefined for a document that is no Kubernetes object: no `apiVersion` and `kind` that are strings. */
export function readResource(
  tree: Tree,
  file: SourceFile,
  context: ResourceContext,
  written: Written = { tree },
): Resource | undefined {
  if (tree.type !== 'map') return undefined;
  const apiVersion = getString(tree, 'apiVersion') ?? context.itemOf?.apiVersion;
  const kind = getString(tree, 'kind') ?? context.itemOf?.kind;
  if (apiVersion === undefined || kind === undefined) return undefined;
  const { partial, labelKeys, deployed = false } = context;
  const patched = partial && context.isPatched(kind, getString(tree, 'metadata', 'name') ?? '');
  return new Resource(written, file, { apiVersion, kind, partial, patched, deployed, labelKeys });
}

/** Which text an object began as: equal for all that kustomizations build from one document. */
export function originOf({ span, file }: Resource): string {
  return `${file.path}#${span.start}`;
}

/** `Service web`, in back-ticks as messages want it: "Service `web`". */
export function describe(resource: Resource): string {
  const name = resource.name ?? getString(resource.tree, 'metadata', 'generateName');
  const kind = printable(resource.kind);
  return name === undefined ? `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind} without a name` : `${kind} ${code(name)}`;
}

/** True for `kind`s of the core Service API; Knative and others have a `Service` of their own. */
export function isKind(resource: Resource, group: string, kind: string): boolean {
  return resource.group === group && resource.kind === kind;
}
