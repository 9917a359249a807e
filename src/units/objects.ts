import { namesOf, type NameReference } from '../k8s/dns/name-reference.js';
import type { DeclaredMaker } from '../k8s/kinds.js';
import { firstPlaceholder } from '../k8s/placeholders.js';
import { referencesOf, type ServiceReference } from '../k8s/references/index.js';
import { readResource, type Resource, type ResourceContext } from '../k8s/resource.js';
import { readService, type Service } from '../k8s/service.js';
import { readWorkload, type Workload } from '../k8s/workload.js';
import { folderOf, foldersAbove } from '../text/paths.js';
import { get, getList, getString, type Tree } from '../tree/tree.js';
import type { Document, ParsedFile } from '../yaml/document.js';
import { isKustomization } from '../yaml/parse.js';
import { readKustomizations } from './kustomizations.js';

/** One object on disk with what it is to the Service contract. */
export interface LoadedObject {
  readonly resource: Resource;
  readonly document: Document;
  readonly service: Service | undefined;
  readonly workload: Workload | undefined;
  /** The core Services that it names. */
  readonly references: readonly ServiceReference[];
  /** The DNS-like names in its texts, searched for when somebody first asks. */
  readonly names: readonly NameReference[];
}

export interface LoadedTree {
  readonly objects: readonly LoadedObject[];
  /** Folders that hold templates, whose objects nobody knows before they are rendered. */
  readonly templated: ReadonlySet<string>;
}

export interface LoadOptions {
  readonly serverSide: boolean;
  /** Custom kinds that make Pods, as the settings say. */
  readonly makers?: readonly DeclaredMaker[];
}

/** Every object of the parsed files; Lists are expanded (semantics 9.3), patches and templates left out, and what still waits for its name or its ports. */
export function loadObjects(files: readonly ParsedFile[], options: LoadOptions): LoadedTree {
  const kustomizations = readKustomizations(files);
  const charts = new Set(files.filter(({ file }) => /(^|\/)Chart\.ya?ml$/.test(file.path)).map(({ file }) => folderOf(file.path)));
  const templated = new Set(files.filter((parsed) => parsed.template !== undefined).map((parsed) => folderOf(parsed.file.path)));
  const objects = files
    .filter(({ file }) => !isKustomization(file.path) && !kustomizations.isPatch(file.path) && !isChartTemplate(file.path, charts))
    .flatMap(({ file, documents }) => {
      const context = { partial: kustomizations.isPart(file.path), isPatched: kustomizations.isPatched, labelKeys: kustomizations.labelKeys };
      return documents.flatMap((document) => resourcesOf(document, context).map((resource) => loadObject(resource, document, options)));
    })
    .filter(({ resource }) => {
      if (firstPlaceholder(resource.tree) === undefined) return true;
      templated.add(folderOf(resource.file.path));
      return false;
    });
  return { objects, templated };
}

/** A file below `templates/` of a chart is never read as YAML, even where it happens to parse. */
function isChartTemplate(path: string, charts: ReadonlySet<string>): boolean {
  return foldersAbove(path).some((folder) => charts.has(folder) && path.startsWith(folder === '' ? 'templates/' : `${folder}/templates/`));
}

function loadObject(resource: Resource, document: Document, options: LoadOptions): LoadedObject {
  const workload = readWorkload(resource, options.makers);
  let names: readonly NameReference[] | undefined;
  return {
    resource,
    document,
    service: readService(resource, options.serverSide),
    workload,
    references: referencesOf(resource),
    get names() {
      return (names ??= namesOf(resource, workload));
    },
  };
}

function resourcesOf(document: Document, context: ResourceContext): readonly Resource[] {
  return document.tree === undefined || isNoManifest(document.tree) ? [] : expand(document.tree, document, context);
}

const FUNCTION_MARKS = ['config.kubernetes.io/function', 'config.kubernetes.io/local-config'];

/** What only looks like an object: a patch with directives, a file that SOPS has encrypted, the settings of a kustomize function. */
function isNoManifest(tree: Tree): boolean {
  const annotations = get(tree, 'metadata', 'annotations');
  if (FUNCTION_MARKS.some((key) => get(annotations, key) !== undefined)) return true;
  return get(tree, 'sops') !== undefined || get(tree, '$patch') !== undefined || get(tree, 'spec', '$patch') !== undefined;
}

/** `kind: List` and typed lists such as `ServiceList`, whose items may leave out their own kind. */
function expand(tree: Tree, document: Document, context: ResourceContext): readonly Resource[] {
  const kind = getString(tree, 'kind');
  const apiVersion = getString(tree, 'apiVersion');
  if (kind?.endsWith('List') === true && apiVersion !== undefined && tree.type === 'map' && tree.entries.get('items')?.value.type === 'list') {
    const itemOf = kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -'List'.length) };
    return getList(tree, 'items').flatMap((child) => expand(child, document, { ...context, itemOf }));
  }
  const resource = readResource(tree, document.file, context);
  return resource === undefined ? [] : [resource];
}
