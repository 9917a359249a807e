import { describe, isKind, type Resource } from '../../k8s/object/resource.js';
import { toData } from '../../tree/tree.js';
import { code } from '../../text/words.js';
import { identityOf, type Unit } from '../unit/unit.js';

/** Objects of plain folders that are applied together, and why. */
export type FolderGroup = Pick<Unit, 'folder' | 'why' | 'objects'>;

/** Why a child of the folder stands apart; undefined for what is none of its children. */
export type Reason = (child: string) => string | undefined;

/** Groups that define one object twice. */
interface Clash {
  readonly reason: Reason;
  /** Whether a group defines what another one defines too. */
  readonly isOfTwo: (folder: string) => boolean;
}

/** The first object that two of the groups define; `by` is a group that must be one of the two. */
export function clashOf(groups: readonly Pick<FolderGroup, 'folder' | 'objects'>[], by?: string): Clash | undefined {
  if (groups.length < 2) return undefined;
  const written = new Set<string>();
  for (const { objects } of groups)
    for (const { resource } of objects) if (resource.namespace !== undefined) written.add(resource.namespace);
  // Together, what names no namespace would be taken to be in the only one that is named (semantics 9.2).
  const target = written.size === 1 ? [...written][0] : undefined;
  const owners = new Map<string, { readonly folder: string; readonly resource: Resource }>();
  const clashes = new Map<string, string>();
  let found = '';
  for (const { folder, objects } of groups) {
    for (const { resource } of objects) {
      // Each level of folders asks again: only where the target has a say is it written once more.
      const isOpen = target !== undefined && resource.namespace === undefined;
      const id = isOpen ? identityOf(resource, target) : resource.view(ownIdentity);
      if (id === undefined) continue;
      const before = owners.get(id);
      owners.set(id, { folder, resource });
      if (before === undefined || isNamespaceAgain(before.resource, resource)) continue;
      const earlier = before.folder;
      if (earlier === folder || (by !== undefined && earlier !== by)) continue;
      if (!clashes.has(folder)) clashes.set(folder, `it defines ${describe(resource)} again`);
      if (!clashes.has(earlier)) clashes.set(earlier, `${shown(folder)} defines its ${describe(resource)} again`);
      if (found === '') found = `${shown(earlier)} and ${shown(folder)} both define ${describe(resource)}`;
    }
  }
  if (found === '') return undefined;
  const otherwise = `${found}, so the folders beside them stand apart`;
  return { reason: (child) => clashes.get(child) ?? otherwise, isOfTwo: (child) => clashes.has(child) };
}

const ownIdentity = (resource: Resource): string | undefined => identityOf(resource);

/** Folders of one application may each bring its Namespace: to apply it twice changes nothing. */
function isNamespaceAgain(one: Resource, other: Resource): boolean {
  return isKind(other, '', 'Namespace') && JSON.stringify(toData(one.tree)) === JSON.stringify(toData(other.tree));
}

/** The top is the current folder. */
export function shown(folder: string): string {
  return code(folder === '' ? '.' : folder);
}
