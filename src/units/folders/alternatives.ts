import { groupBy } from '../../data/group.js';
import { toData } from '../../tree/tree.js';
import type { LoadedObject } from '../unit/objects.js';
import { identityOf } from '../unit/unit.js';
import type { FolderGroup } from './clashes.js';

/** Objects of plain folders, those of files that stand for each other apart from the others. */
interface Parted {
  readonly alternatives: readonly FolderGroup[];
  readonly others: readonly LoadedObject[];
}

/**
 * Files of one folder that define one object in two ways are not applied together, and what one of them refers to need
 * not be what a neighbour defines: each stands for itself (semantics 14.3). That holds for what refers to others, as an
 * Ingress does; of several Deployments or Services of one name each may be the one that the rest of the folder is for.
 */
export function partAlternatives(objects: readonly LoadedObject[]): Parted {
  const referring = objects.filter(isReferring);
  const contradicting = [...groupBy(referring, keyOf).values()].filter(areContradicting).flat();
  const files = new Set(contradicting.map(({ resource }) => resource.file));
  if (files.size === 0) return { alternatives: [], others: objects };
  const own = groupBy(
    objects.filter(({ resource }) => files.has(resource.file)),
    ({ resource }) => resource.file.path,
  );
  return {
    alternatives: [...own].map(([folder, held]) => ({
      folder,
      why: 'another file of the folder defines one of its objects in another way',
      objects: held,
    })),
    others: objects.filter(({ resource }) => !files.has(resource.file)),
  };
}

function isReferring({ resource, service, workload, references }: LoadedObject): boolean {
  return resource.name !== undefined && service === undefined && workload === undefined && references.length > 0;
}

function keyOf({ resource }: LoadedObject): string {
  return `${resource.file.folder}\0${identityOf(resource) ?? ''}`;
}

function areContradicting(alike: readonly LoadedObject[]): boolean {
  if (new Set(alike.map(({ resource }) => resource.file)).size < 2) return false;
  return new Set(alike.map(({ resource }) => JSON.stringify(toData(resource.tree)))).size > 1;
}
