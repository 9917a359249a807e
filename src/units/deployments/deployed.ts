import { append } from '../../data/group.js';
import { remember } from '../../data/once.js';
import { deploymentsOf, type Deployment } from '../../k8s/deployers/deployments.js';
import type { Resource } from '../../k8s/object/resource.js';
import { intoNamespace, type Edit, type OpenPart } from '../../kustomize/index.js';
import { foldersAbove, joinPath, nearestAbove } from '../../text/paths.js';
import { emptyMap, withEntry, withoutEntry } from '../../tree/edit.js';
import { get, getString, toData, type Entry, type MapTree } from '../../tree/tree.js';
import { list } from '../../text/words.js';
import { argoEdit, fluxEdit, isFullyRead, listing } from './edits.js';
import { loadObject, type LoadedObject, type LoadOptions } from '../unit/objects.js';
import { finishOf, type Finish } from './substitute.js';
import type { TargetNamespace } from '../unit/unit.js';

/** A folder that Argo CD or Flux applies, and what that does to its objects: one for each thing that is made of it. */
export interface DeployedFolder {
  readonly folder: string;
  readonly why: string;
  /** "Argo CD Application `web`"; several that do the same are told as one. */
  readonly by: string;
  /** Undefined where none is given, or one that nobody knows. */
  readonly namespace: TargetNamespace | undefined;
  /** The paths of the files that say so. */
  readonly saidIn: readonly string[];
  /** An object of a file as it is deployed, which is never the given one: several deployments may share that. */
  readonly move: (object: LoadedObject) => LoadedObject;
  /** The same for an object of the edited kustomization. */
  readonly settle: (object: LoadedObject) => LoadedObject;
  /** What is changed in the folder's kustomization before it is built; undefined where nothing is. */
  readonly edit: Edit | undefined;
  /** What is changed in each object that is built. */
  readonly finish: Finish | undefined;
  /** Set where what it changes is not read to the end: a noun for what, and its place. */
  readonly unread: OpenPart | undefined;
  /** True where all of its objects are known to be applied together. */
  readonly isWhole: boolean;
}

/** Looks up who deploys a folder; empty where nobody on disk does. */
export interface DeployedFolders {
  /** Those that are deployed by their own names. */
  readonly folders: ReadonlyMap<string, readonly DeployedFolder[]>;
  /** Of files as they lie. */
  readonly ofFiles: (folder: string) => readonly DeployedFolder[];
  /** Of a kustomization that lies in a deployed folder without one. */
  readonly aboveBuild: (folder: string) => readonly DeployedFolder[];
}

/** The folders of a tree, as far as deployments need to know them. */
export interface Folders {
  readonly isFolder: (path: string) => boolean;
  readonly isKustomization: (folder: string) => boolean;
  readonly isChart: (folder: string) => boolean;
  /** Every folder of the tree, sorted. */
  readonly all: readonly string[];
  /** What a kustomization of all that lies below would list (fluxcd/pkg, scanManifests). */
  readonly listed: (folder: string) => readonly string[];
}

/** The folders of the tree that its own objects have deployed (semantics 9.1, 9.4). */
export function deployedFolders(
  resources: Iterable<Resource>,
  folders: Folders,
  options: LoadOptions,
): DeployedFolders {
  const byFolder = new Map<string, Deployment[]>();
  for (const deployment of [...resources].flatMap((resource) => deploymentsOf(resource, folders.all))) {
    const folder = folderFor(deployment, folders);
    if (folder !== undefined) append(byFolder, folder, deployment);
  }
  const deployed = new Map(
    [...byFolder].map(([folder, deployments]) => [
      folder,
      apart(deployments).map((alike) => deployedFolder(folder, alike, folders, options)),
    ]),
  );
  /** Of a chart Argo CD applies what helm makes of it, and no file as it lies. */
  const isRendered = remember(
    (folder: string) =>
      folders.isChart(folder) && (byFolder.get(folder) ?? []).every(({ takes }) => takes !== 'everything'),
  );
  const nearest = (reaches: (deployment: Deployment) => boolean): ((folder: string) => readonly DeployedFolder[]) => {
    const above = nearestAbove((folder) =>
      !folders.isKustomization(folder) && (byFolder.get(folder) ?? []).some(reaches) ? folder : undefined,
    );
    return (folder) => {
      const found = deployed.has(folder) || folder === '' ? folder : above(folder);
      return found === undefined || isRendered(found) ? [] : (deployed.get(found) ?? []);
    };
  };
  return {
    folders: deployed,
    ofFiles: nearest(({ takes }) => takes !== 'own'),
    aboveBuild: nearest(({ takes }) => takes === 'everything'),
  };
}

/**
 * The folder on disk that is meant. The top of the repository is the top of the tree; where several repositories lie in
 * one tree it is a folder above the object itself, and only one of those may have the path, which then has two steps or
 * more: many folders are called `staging`. That a whole tree is deployed is believed where its top has a kustomization.
 */
export function folderFor(
  { path, from }: Pick<Deployment, 'path' | 'from'>,
  { isFolder, isKustomization }: Pick<Folders, 'isFolder' | 'isKustomization'>,
): string | undefined {
  const wanted = joinPath('', path);
  if (wanted === '') return isKustomization('') ? '' : undefined;
  if (isFolder(wanted)) return wanted;
  if (!wanted.includes('/')) return undefined;
  const [only, ...more] = foldersAbove(from.file.path)
    .map((above) => joinPath(above, wanted))
    .filter(isFolder);
  return more.length > 0 ? undefined : only;
}

/** Deployments of one folder, those together that make the same of it. */
function apart(deployments: readonly Deployment[]): readonly (readonly [Deployment, ...Deployment[]])[] {
  const groups = new Map<string, [Deployment, ...Deployment[]]>();
  for (const deployment of deployments) {
    const { namespace, overwrites, takes, some, options } = deployment;
    const changes = CHANGES.map((field) => get(options, field)).map((tree) =>
      tree === undefined ? null : toData(tree),
    );
    const key = JSON.stringify([getString(namespace?.value), overwrites, takes, some, changes]);
    const alike = groups.get(key);
    if (alike === undefined) groups.set(key, [deployment]);
    else alike.push(deployment);
  }
  return [...groups.values()];
}

/** The fields of Argo CD's `kustomize` and of Flux's `spec` that change what is built. */
const CHANGES = [
  'namespace',
  'targetNamespace',
  'namePrefix',
  'nameSuffix',
  'commonLabels',
  'labelWithoutSelector',
  'labelIncludeTemplates',
  'commonAnnotations',
  'commonMetadata',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'components',
  'images',
  'replicas',
  'postBuild',
];

function deployedFolder(
  folder: string,
  deployments: readonly [Deployment, ...Deployment[]],
  folders: Folders,
  options: LoadOptions,
): DeployedFolder {
  const [{ namespace: entry, overwrites, some }] = deployments;
  const names = [...new Set(deployments.map(({ by }) => by))].sort();
  const by = list(names, 'and');
  const name = getString(entry?.value);
  const into = (resource: Resource, place: typeof filled): Resource =>
    entry === undefined ? resource.copy() : resource.asDeployed(place(resource, entry));
  return {
    folder,
    by,
    saidIn: deployments.map(({ from }) => from.file.path),
    why: `${by} ${names.length > 1 ? 'deploy' : 'deploys'} it`,
    namespace: entry === undefined || name === undefined ? undefined : { name, place: entry.value.place },
    move: ({ resource }) => loadObject(into(resource, overwrites ? overwritten : filled), options),
    settle: ({ resource }) => loadObject(into(resource, filled), options),
    ...changesOf(deployments[0], folder, folders),
    isWhole: !some,
  };
}

/** What is changed in the kustomization of the folder, and in what it builds. */
function changesOf(
  { options, takes, pathAt, from }: Deployment,
  folder: string,
  { isKustomization, listed }: Folders,
): Pick<DeployedFolder, 'edit' | 'finish' | 'unread'> {
  if (options === undefined) return { edit: undefined, finish: undefined, unread: undefined };
  if (takes !== 'everything') return { edit: argoEdit(options), finish: undefined, unread: undefined };
  const written = isKustomization(folder) ? undefined : { tree: listing(listed(folder), pathAt), file: from.file };
  const unread = isFullyRead(options)
    ? undefined
    : { place: pathAt, what: 'a patch in a form that Flux has given up', changes: true };
  return { edit: fluxEdit(options, written), finish: finishOf(options), unread };
}

/** As Flux writes the target into the kustomization that it builds. */
function overwritten({ tree }: Resource, { value, keyPlace }: Entry): MapTree {
  return value.type === 'scalar' ? intoNamespace(tree, value, keyPlace) : tree;
}

/**
 * As Argo CD applies: what is written stays. An empty `namespace:` is as good as none, and its key is not where the
 * namespace stands.
 */
function filled({ tree, namespace, clusterScoped }: Resource, { value, keyPlace }: Entry): MapTree {
  if (namespace !== undefined || clusterScoped) return tree;
  const metadata = get(tree, 'metadata');
  const known = metadata?.type === 'map' ? metadata : emptyMap(keyPlace);
  return withEntry(
    tree,
    'metadata',
    withEntry(withoutEntry(known, 'namespace'), 'namespace', value, keyPlace),
    keyPlace,
  );
}
