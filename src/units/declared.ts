import { glob } from '../text/glob.js';
import { foldersAbove, joinPath } from '../text/paths.js';
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
  readonly namespace: TargetNamespace | undefined;
}

/** The nearest declared folder at or above a folder. */
export function declaredFolders(declared: readonly DeclaredUnit[]): (folder: string) => DeclaredFolder | undefined {
  const tests = declared.map(({ path, namespace }) => ({ pattern: glob(joinPath('', path)), namespace }));
  return (folder) => {
    for (const above of [folder, ...(folder === '' ? [] : foldersAbove(folder))]) {
      const found = tests.findLast(({ pattern }) => pattern.test(above));
      if (found !== undefined) return { folder: above, namespace: found.namespace === undefined ? undefined : { name: found.namespace, place: undefined } };
    }
    return undefined;
  };
}

/** Objects by the declared folder that they lie in; those of no declared folder are the rest. */
export function groupDeclared(
  objects: readonly LoadedObject[],
  declaredAt: (object: LoadedObject) => DeclaredFolder | undefined,
): { readonly groups: readonly Pick<Unit, 'folder' | 'why' | 'objects' | 'namespace'>[]; readonly rest: readonly LoadedObject[] } {
  const rest: LoadedObject[] = [];
  const groups = new Map<string, { readonly namespace: TargetNamespace | undefined; readonly objects: LoadedObject[] }>();
  for (const object of objects) {
    const found = declaredAt(object);
    if (found === undefined) {
      rest.push(object);
      continue;
    }
    const group = groups.get(found.folder) ?? { namespace: found.namespace, objects: [] };
    group.objects.push(object);
    groups.set(found.folder, group);
  }
  return { rest, groups: [...groups].map(([folder, group]) => ({ folder, why: 'the settings say that it is applied for itself', ...group })) };
}
