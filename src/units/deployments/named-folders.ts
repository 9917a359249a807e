import { deploymentsOf } from '../../k8s/deployers/deployments.js';
import type { ParsedFile } from '../../yaml/document.js';
import { objectsIn } from '../unit/objects.js';
import { folderFor, type Folders } from './deployed.js';

/** The folders that the Applications and Kustomizations in a file would deploy, applied or not. */
export function namedFolders(
  { file, documents }: ParsedFile,
  folders: Pick<Folders, 'all' | 'isFolder' | 'isKustomization'>,
): readonly string[] {
  if (!DEPLOYS.test(file.text)) return [];
  const resources = documents.flatMap((document) => objectsIn(document, file, ALONE, { serverSide: false }));
  return resources
    .flatMap(({ resource }) => deploymentsOf(resource, folders.all))
    .flatMap((deployment) => folderFor(deployment, folders) ?? []);
}

const DEPLOYS = /argoproj\.io\/|kustomize\.toolkit\.fluxcd\.io\//;
const ALONE = { partial: false, isPatched: () => false, labelKeys: new Set<string>() };
