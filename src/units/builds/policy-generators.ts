import { folderOf, joinPath } from '../../text/paths.js';
import { getList, getString } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * The folders of which a PolicyGenerator of Open Cluster Management takes single files, and not what a kustomization
 * there builds: `policies[].manifests[].path`, which starts at its own file.
 */
export function foldersOfPolicies(files: readonly ParsedFile[]): ReadonlySet<string> {
  const paths = files
    .filter(({ file }) => file.text.includes(KIND))
    .flatMap(({ file, documents }) =>
      documents.flatMap(({ tree }) =>
        getString(tree, 'kind') === KIND
          ? getList(tree, 'policies')
              .flatMap((policy) => getList(policy, 'manifests'))
              .flatMap((manifest) => getString(manifest, 'path') ?? [])
              .map((path) => joinPath(file.folder, path))
          : [],
      ),
    );
  const named = new Set(paths);
  return new Set(paths.map(folderOf).filter((folder) => !named.has(folder)));
}

const KIND = 'PolicyGenerator';
