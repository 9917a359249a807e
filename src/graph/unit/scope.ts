import type { Resource } from '../../k8s/object/resource.js';

/** How far one had to look: `file` and `folder` of the subject, then the whole `unit`. Nearer is stronger evidence. */
export type Scope = 'file' | 'folder' | 'unit';

export function scopeOf(from: Resource, to: Resource): Scope {
  if (from.file === to.file) return 'file';
  return from.file.folder === to.file.folder ? 'folder' : 'unit';
}

/**
 * True where two objects are plainly meant to be applied together: one stream, one file, or one folder with the object
 * that both are about. What stands in files of its own elsewhere may be alternatives (semantics 14.3).
 */
export function areApplied(one: Resource, other: Resource, both: Resource | undefined, isOneApply: boolean): boolean {
  const scope = scopeOf(one, other);
  return isOneApply || scope === 'file' || (scope === 'folder' && both !== undefined && scopeOf(one, both) !== 'unit');
}
