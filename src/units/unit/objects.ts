import { namesOf, type NameReference } from '../../k8s/dns/name-reference.js';
import type { DeclaredMaker } from '../../k8s/pods/pod-makers.js';
import { readMonitor, type Monitor } from '../../k8s/monitors/monitor.js';
import { readNetworkPolicy, type NetworkPolicy } from '../../k8s/policies/network-policy.js';
import { referencesOf, type ServiceReference } from '../../k8s/references/references.js';
import { isPartOfAnother } from '../../k8s/kinds/partial-objects.js';
import { isOfAnApplication, isReadByAProgram } from '../../k8s/kinds/other-programs.js';
import { isDescriptor } from './descriptors.js';
import { marksOfObject } from './object-marks.js';
import type { Marks } from '../../k8s/object/marks.js';
import { readResource, type Resource, type ResourceContext, type Written } from '../../k8s/object/resource.js';
import { readService, type Service } from '../../k8s/services/service.js';
import { readWorkload, type Workload } from '../../k8s/workloads/workload.js';
import type { SourceFile } from '../../text/source-file.js';
import { get, getList, getString, type Tree } from '../../tree/tree.js';

/** One object on disk with what it is to the Service contract. */
export interface LoadedObject {
  readonly resource: Resource;
  readonly service: Service | undefined;
  readonly workload: Workload | undefined;
  readonly marks: Marks;
  readonly policy: NetworkPolicy | undefined;
  readonly monitor: Monitor | undefined;
  /** The core Services that it names. */
  readonly references: readonly ServiceReference[];
  /** The DNS-like names in its texts, searched for when somebody first asks. */
  readonly names: readonly NameReference[];
}

export interface LoadOptions {
  readonly serverSide: boolean;
  /** Custom kinds that make Pods, as the settings say. */
  readonly makers?: readonly DeclaredMaker[];
}

/**
 * The objects of one document: Lists are expanded (semantics 9.3), and what only looks like an object is left out.
 * Each asks `written` for its tree again and again, so that the document may let go of it in between.
 */
export function objectsIn(
  written: Written,
  file: SourceFile,
  context: ResourceContext,
  options: LoadOptions,
): readonly LoadedObject[] {
  const { tree } = written;
  if (tree === undefined || isNoManifest(tree)) return [];
  return expand(tree, file, context, written).map((resource) => loadObject(resource, options));
}

/** What a resource is to the Service contract. */
export function loadObject(resource: Resource, options: LoadOptions): LoadedObject {
  return new ReadObject(resource, options);
}

/** All of one shape: a tree has as many as it has objects. */
class ReadObject implements LoadedObject {
  readonly service: Service | undefined;
  readonly workload: Workload | undefined;
  readonly marks: Marks;
  readonly policy: NetworkPolicy | undefined;
  readonly monitor: Monitor | undefined;
  readonly references: readonly ServiceReference[];
  private knownNames: readonly NameReference[] | undefined = undefined;

  constructor(
    readonly resource: Resource,
    options: LoadOptions,
  ) {
    this.service = readService(resource, options.serverSide);
    this.workload = readWorkload(resource, options.makers);
    this.marks = marksOfObject(resource);
    this.policy = readNetworkPolicy(resource);
    this.monitor = readMonitor(resource);
    this.references = referencesOf(resource);
  }

  get names(): readonly NameReference[] {
    return (this.knownNames ??= namesOf(this.resource, this.workload));
  }
}

const FUNCTION_MARKS = ['config.kubernetes.io/function', 'config.kubernetes.io/local-config'];

/**
 * What only looks like an object: a patch with directives, a part of what another tool has made, a file that SOPS has
 * encrypted, the settings of a program or of a kustomize function.
 */
function isNoManifest(tree: Tree): boolean {
  if (isReadByAProgram(getString(tree, 'apiVersion') ?? '') || isOfAnApplication(tree)) return true;
  if (isDescriptor(tree)) return true;
  const annotations = get(tree, 'metadata', 'annotations');
  if (FUNCTION_MARKS.some((key) => get(annotations, key) !== undefined)) return true;
  if (isPartOfAnother(tree)) return true;
  return (
    get(tree, 'sops') !== undefined || get(tree, '$patch') !== undefined || get(tree, 'spec', '$patch') !== undefined
  );
}

/**
 * `kind: List` and typed lists such as `ServiceList`, whose items may leave out their own kind. kubectl takes whatever
 * has `items` at its top for a list (semantics 9.1).
 */
function expand(tree: Tree, file: SourceFile, context: ResourceContext, written: Written): readonly Resource[] {
  const kind = getString(tree, 'kind');
  const apiVersion = getString(tree, 'apiVersion');
  if (
    kind !== undefined &&
    apiVersion !== undefined &&
    tree.type === 'map' &&
    tree.entries.get('items')?.value.type === 'list'
  ) {
    const itemOf = kind === 'List' ? undefined : { apiVersion, kind: kind.replace(/List$/, '') };
    return getList(tree, 'items').flatMap((child, index) =>
      expand(child, file, { ...context, itemOf }, new ListItem(written, index)),
    );
  }
  const resource = readResource(tree, file, context, written);
  return resource === undefined ? [] : [resource];
}

class ListItem implements Written {
  constructor(
    private readonly list: Written,
    private readonly index: number,
  ) {}

  get tree(): Tree | undefined {
    return getList(this.list.tree, 'items')[this.index];
  }

  get isLetGo(): boolean {
    return this.list.isLetGo === true;
  }
}
