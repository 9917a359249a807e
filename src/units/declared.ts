import { glob } from '../text/glob.js';
import { foldersAbove, joinPath } from '../text/paths.js';
import type { DeployedFolder } from './deployed.js';
import type { LoadedObject } from './objects.js';
import type { TargetNamespace, Unit } from './unit.js';

/** A folder of which the user says that it is applied for itself; `*` in its path stands for any run of characters of one step. */
export interface DeclaredUnit {
  /** Relative, with forward slashes: `envs/*` is every folder in `envs`. */
  readonly path: string;
  /** The namespace of its objects that name none. */
  readonly namespace?: string | undefined;
}

/** What the settings say of a folder. */
export interface DeclaredFolder {
  readonly folder: string;
  readonly why: string;
  readonly namespace: TargetNamespace | undefined;
}

const STATED = 'the settings say that it is applied for itself';

/** The nearest declared folder at or above a folder. */
export function declaredFolders(declared: readonly DeclaredUnit[]): (folder: string) => DeclaredFolder | undefined {
  const tests = declared.map(({ path, namespace }) => ({ pattern: glob(joinPath('', path)), namespace }));
  return (folder) => {
    for (const above of [folder, ...(folder === '' ? [] : foldersAbove(folder))]) {
      const found = tests.findLast(({ pattern }) => pattern.test(above));
      if (found !== undefined) return { folder: above, why: STATED, namespace: found.namespace === undefined ? undefined : { name: found.namespace, place: undefined } };
    }
    return undefined;
  };
}

/** A folder of which it is known how it is applied; `move` makes an object of a manifest what it becomes there. */
export type AppliedFolder = DeclaredFolder & Partial<Pick<DeployedFolder, 'move'>>;

/** What the settings and the deployments say together: the settings decide, and leave the namespace to the others where they name none. */
export function applied(declared: DeclaredFolder | undefined, deployed: DeployedFolder | undefined): AppliedFolder | undefined {
  if (declared === undefined) return deployed;
  return declared.namespace !== undefined || declared.folder !== deployed?.folder ? declared : { ...deployed, why: declared.why };
}

/** Objects by the folder that they are applied with; those of which nothing is known are the rest. */
export function groupApplied(
  objects: readonly LoadedObject[],
  appliedAt: (object: LoadedObject) => AppliedFolder | undefined,
): { readonly groups: readonly Pick<Unit, 'folder' | 'why' | 'objects' | 'namespace' | 'isDeployed'>[]; readonly rest: readonly LoadedObject[] } {
  const rest: LoadedObject[] = [];
  const groups = new Map<string, Pick<Unit, 'why' | 'namespace' | 'isDeployed'> & { readonly objects: LoadedObject[] }>();
  for (const object of objects) {
    const found = appliedAt(object);
    if (found === undefined) {
      rest.push(object);
      continue;
    }
    const group = groups.get(found.folder) ?? { why: found.why, namespace: found.namespace, isDeployed: found.move !== undefined, objects: [] };
    group.objects.push(found.move?.(object) ?? object);
    groups.set(found.folder, group);
  }
  return { rest, groups: [...groups].map(([folder, group]) => ({ folder, ...group })) };
}
