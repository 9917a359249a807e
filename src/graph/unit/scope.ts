import type { Resource } from '../../k8s/object/resource.js';
import { folderOf } from '../../text/paths.js';

/** How far one had to look: `file` and `folder` of the subject, then the whole `unit`. Nearer is stronger evidence. */
export type Scope = 'file' | 'folder' | 'unit';

export function scopeOf(from: Resource, to: Resource): Scope {
  if (from.file === to.file) return 'file';
  return folderOf(from.file.path) === folderOf(to.file.path) ? 'folder' : 'unit';
}
