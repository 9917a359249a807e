import { deploymentsOf, isDeployer } from '../../k8s/deployers/deployments.js';
import type { ParsedFile } from '../../yaml/document.js';
import { objectsIn, type LoadedObject, type LoadOptions } from '../unit/objects.js';
import { folderFor, type Folders } from './deployed.js';

/**
 * What deploys the folder that it lies in, beside a kustomization that does not list it. No build makes it: somebody
 * applies it by hand, or an Application of Applications finds it by a pattern of file names. One that deploys another
 * folder, and that a kustomization leaves out, may be given up.
 */
export function deployersBeside(
  files: readonly ParsedFile[],
  folders: Folders,
  { isUnlisted }: { readonly isUnlisted: (path: string) => boolean },
  options: LoadOptions,
): readonly LoadedObject[] {
  return files
    .filter(({ file, documents }) => documents.some(({ tree }) => isDeployer(tree)) && isUnlisted(file.path))
    .flatMap(({ file, documents }) => {
      const context = { partial: false, isPatched: () => false, labelKeys: new Set<string>(), deployed: false };
      return documents
        .filter(({ tree }) => isDeployer(tree))
        .flatMap((document) => objectsIn(document, file, context, options))
        .filter(({ resource }) =>
          deploymentsOf(resource, folders.all).some((each) => folderFor(each, folders) === file.folder),
        );
    });
}
