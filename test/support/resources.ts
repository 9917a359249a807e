import { readResource, type Resource } from '../../src/k8s/object/resource.js';
import { sourceFile } from '../../src/text/source-file.js';
import { treeOf } from './trees.js';

/** The one object of a text. */
export function resourceOf(text: string): Resource {
  const resource = readResource(treeOf(text), sourceFile('manifest.yaml', text), {
    partial: false,
    isPatched: () => false,
    labelKeys: new Set(),
  });
  if (resource === undefined) throw new Error(`no object: ${text}`);
  return resource;
}
