import type { Resource } from '../../k8s/object/resource.js';
import type { OpenPart } from '../../kustomize/index.js';
import type { Place } from '../../tree/tree.js';
import type { Instructions } from '../instructions/instructions.js';
import type { LoadedObject } from './objects.js';

/** What an apply is made of: manifests as they lie, a build of kustomize, a rendered chart, or standard input. */
export type UnitKind = 'folder' | 'kustomization' | 'chart' | 'stream';

/** The namespace that whoever deploys a unit gives to its objects (semantics 9.1). */
export interface TargetNamespace {
  readonly name: string;
  /** Where it is written; undefined for a setting. */
  readonly place: Place | undefined;
  /** True for the namespace in which a chart was rendered because nobody has said one. */
  readonly isGuess?: boolean | undefined;
}

/** Objects that may be wired together: one apply (semantics 9.4). */
export interface Unit {
  readonly kind: UnitKind;
  /** The folder that is applied, which is the root of a kustomization; empty for the top of the tree. */
  readonly folder: string;
  /** Why these objects are one unit, as a clause about the folder: "it is not listed by another kustomization". */
  readonly why: string;
  readonly objects: readonly LoadedObject[];
  readonly open: readonly OpenPart[];
  readonly namespace: TargetNamespace | undefined;
  /**
   * Who applies it, as an object on disk says: "Argo CD Application `web`". Several may apply one folder, each in its
   * own way.
   */
  readonly deployer: string | undefined;
  /** What a chart's release is called here because nobody has said it: another name is as likely. */
  readonly guessedRelease: string | undefined;
  /** True for a folder whose deployer is known to apply all of it. */
  readonly isWhole: boolean;
  /**
   * Paths of the files that a kustomization is built from, patches included; empty for objects that are applied as they
   * lie.
   */
  readonly builtFrom: ReadonlySet<string>;
  /** The values files that tell renderings of one chart apart. */
  readonly values: readonly string[];
  /** Something in the unit's folders cannot be read: a template stands beside its objects. */
  readonly templated: boolean;
  /** Folders of the tree that hold templates. */
  readonly templatedFolders: ReadonlySet<string>;
  /** What scripts and pages of the tree say of how its files are applied. */
  readonly instructions: Instructions;
}

/**
 * Group, kind, namespace and name: the version is no part of an object's identity (semantics 9.3). `target` is where
 * those go that name no namespace.
 */
export function identityOf(resource: Resource, target?: string): string | undefined {
  if (resource.name === undefined) return undefined;
  const namespace = resource.namespace ?? (resource.clusterScoped ? undefined : target);
  return `${resource.group}/${resource.kind}/${namespace ?? ''}/${resource.name}`;
}

/**
 * True where the objects are applied as one stream, so that all of them count as equally near: none is an alternative
 * of another.
 */
export function isOneApply({ kind, isWhole }: Unit): boolean {
  return kind !== 'folder' || isWhole;
}
