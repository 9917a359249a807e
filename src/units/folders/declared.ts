import { glob } from '../../text/glob.js';
import { joinPath, nearestAbove } from '../../text/paths.js';
import type { DeployedFolder } from '../deployments/deployed.js';
import type { LoadedObject } from '../unit/objects.js';
import type { TargetNamespace, Unit } from '../unit/unit.js';

/**
 * A folder of which the user says that it is applied for itself; `*` in its path stands for any run of characters of
 * one step.
 */
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
  const at = (folder: string): DeclaredFolder | undefined => {
    const found = tests.findLast(({ pattern }) => pattern.test(folder));
    if (found === undefined) return undefined;
    const namespace = found.namespace === undefined ? undefined : { name: found.namespace, place: undefined };
    return { folder, why: STATED, namespace };
  };
  const above = nearestAbove(at);
  return (folder) => at(folder) ?? above(folder);
}

/** A folder of which it is known how it is applied; `move` makes an object of a manifest what it becomes there. */
export type AppliedFolder = DeclaredFolder & Partial<Pick<DeployedFolder, 'move' | 'by' | 'isWhole'>>;

/**
 * What the settings and the deployments say together, once for each apply: the settings decide, and leave the namespace
 * to the others where they name none.
 */
export function applied(
  declared: DeclaredFolder | undefined,
  deployed: readonly DeployedFolder[],
): readonly AppliedFolder[] {
  if (declared === undefined) return deployed;
  if (declared.namespace !== undefined || declared.folder !== deployed[0]?.folder) return [declared];
  return deployed.map((each) => ({ ...each, why: declared.why }));
}

type Group = Pick<Unit, 'folder' | 'why' | 'objects' | 'namespace' | 'deployer' | 'isWhole'>;

/**
 * Objects by the folder that they are applied with, and by who applies it; those of which nothing is known are the
 * rest.
 */
export function groupApplied(
  objects: readonly LoadedObject[],
  appliedAt: (object: LoadedObject) => readonly AppliedFolder[],
): { readonly groups: readonly Group[]; readonly rest: readonly LoadedObject[] } {
  const rest: LoadedObject[] = [];
  const groups = new Map<string, Group & { readonly objects: LoadedObject[] }>();
  for (const object of objects) {
    const found = appliedAt(object);
    if (found.length === 0) rest.push(object);
    for (const [at, { folder, why, namespace, move, by, isWhole = false }] of found.entries()) {
      const key = `${at}/${folder}`;
      const group = groups.get(key) ?? { folder, why, namespace, deployer: by, isWhole, objects: [] };
      group.objects.push(move?.(object) ?? object);
      groups.set(key, group);
    }
  }
  return { rest, groups: [...groups.values()] };
}
