import { deploymentsOf, type Deployment } from '../k8s/gitops.js';
import { asDeployed, type Resource } from '../k8s/resource.js';
import { intoNamespace } from '../kustomize/index.js';
import { foldersAbove, joinPath } from '../text/paths.js';
import { emptyMap, withEntry, withoutEntry } from '../tree/edit.js';
import { get, getString, type Entry, type MapTree } from '../tree/tree.js';
import { list } from '../text/words.js';
import { loadObject, type LoadedObject, type LoadOptions } from './objects.js';
import type { TargetNamespace } from './unit.js';

/** A folder that Argo CD or Flux applies, and what that does to its objects. */
export interface DeployedFolder {
  readonly folder: string;
  readonly why: string;
  /** Undefined where none is given, or where several deploy the folder into different ones. */
  readonly namespace: TargetNamespace | undefined;
  /** The object as it is deployed. */
  readonly move: (object: LoadedObject) => LoadedObject;
}

/** Looks up who deploys a folder; undefined where nobody on disk does. */
export interface DeployedFolders {
  /** Of files as they lie. */
  readonly ofFiles: (folder: string) => DeployedFolder | undefined;
  /** Of a kustomization's root. */
  readonly ofRoot: (folder: string) => DeployedFolder | undefined;
}

/** The folders of a tree, as far as deployments need to know them. */
export interface Folders {
  readonly isFolder: (path: string) => boolean;
  readonly isKustomization: (folder: string) => boolean;
}

/** The folders of the tree that its own objects have deployed (semantics 9.1, 9.4). */
export function deployedFolders(resources: Iterable<Resource>, folders: Folders, options: LoadOptions): DeployedFolders {
  const byFolder = new Map<string, Deployment[]>();
  for (const deployment of [...resources].flatMap(deploymentsOf)) {
    const folder = folderFor(deployment, folders);
    if (folder !== undefined) byFolder.set(folder, [...(byFolder.get(folder) ?? []), deployment]);
  }
  const deployed = new Map([...byFolder].map(([folder, deployments]) => [folder, deployedFolder(folder, deployments, options)]));
  const nearest = (folder: string, reaches: (deployment: Deployment) => boolean): DeployedFolder | undefined => {
    const isReached = (above: string): boolean => !folders.isKustomization(above) && (byFolder.get(above) ?? []).some(reaches);
    const found = deployed.has(folder) || folder === '' ? folder : foldersAbove(folder).find(isReached);
    return found === undefined ? undefined : deployed.get(found);
  };
  return {
    ofFiles: (folder) => nearest(folder, ({ takes }) => takes !== 'own'),
    ofRoot: (folder) => nearest(folder, ({ takes }) => takes === 'everything'),
  };
}

/**
 * The folder on disk that is meant. The top of the repository is the top of the tree; where several repositories lie in one
 * tree it is a folder above the object itself, and only one of those may have the path. That a whole tree is deployed is
 * believed where its top has a kustomization.
 */
function folderFor({ path, from }: Deployment, { isFolder, isKustomization }: Folders): string | undefined {
  const wanted = joinPath('', path);
  if (wanted === '') return isKustomization('') ? '' : undefined;
  if (isFolder(wanted)) return wanted;
  const [only, ...more] = foldersAbove(from.file.path).map((above) => joinPath(above, wanted)).filter(isFolder);
  return more.length > 0 ? undefined : only;
}

function deployedFolder(folder: string, deployments: readonly Deployment[], options: LoadOptions): DeployedFolder {
  const [first] = deployments;
  const names = new Set(deployments.map(({ namespace }) => getString(namespace?.value)));
  const why = `${list([...new Set(deployments.map(({ by }) => by))].sort(), 'and')} ${deployments.length > 1 ? 'deploy' : 'deploys'} it`;
  const entry = first?.namespace;
  const name = getString(entry?.value);
  if (names.size > 1 || first === undefined || entry === undefined || name === undefined) {
    return { folder, why: names.size > 1 ? `${why}, into different namespaces` : why, namespace: undefined, move: (object) => object };
  }
  const settle = first.overwrites ? overwritten : filled;
  const move = ({ resource }: LoadedObject): LoadedObject => loadObject(asDeployed(resource, settle(resource, entry)), options);
  return { folder, why, namespace: { name, place: entry.value.place }, move };
}

/** As Flux writes the target into the kustomization that it builds. */
function overwritten({ tree }: Resource, { value, keyPlace }: Entry): MapTree {
  return value.type === 'scalar' ? intoNamespace(tree, value, keyPlace) : tree;
}

/** As Argo CD applies: what is written stays. An empty `namespace:` is as good as none, and its key is not where the namespace stands. */
function filled({ tree, namespace, clusterScoped }: Resource, { value, keyPlace }: Entry): MapTree {
  if (namespace !== undefined || clusterScoped) return tree;
  const metadata = get(tree, 'metadata');
  const known = metadata?.type === 'map' ? metadata : emptyMap(keyPlace);
  return withEntry(tree, 'metadata', withEntry(withoutEntry(known, 'namespace'), 'namespace', value, keyPlace), keyPlace);
}
