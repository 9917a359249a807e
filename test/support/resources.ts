import { readResource, type Resource, type ResourceContext } from '../../src/k8s/object/resource.js';
import { sourceFile } from '../../src/text/source-file.js';
import { treeOf } from './trees.js';

/** The one object of a text; `context` says what a kustomization does to it. */
export function resourceOf(text: string, context: Partial<ResourceContext> = {}, path = 'manifest.yaml'): Resource {
  const resource = readResource(treeOf(text), sourceFile(path, text), {
    partial: false,
    isPatched: () => false,
    labelKeys: new Set(),
    ...context,
  });
  if (resource === undefined) throw new Error(`no object: ${text}`);
  return resource;
}
