import { get, getBoolean, getEntries, getList, getString, type Entry, type Tree } from '../tree/tree.js';
import { isPlaceholder } from './placeholders.js';
import { describe, isKind, type Resource } from './resource.js';

/** A folder of a repository that a controller applies, as an object on disk tells it to. */
export interface Deployment {
  /** Who applies it: "Argo CD Application `web`". */
  readonly by: string;
  readonly from: Resource;
  /** As written, relative to the top of the repository. */
  readonly path: string;
  /** The entry that holds the namespace, a string; undefined where none is given, or one that nobody knows yet. */
  readonly namespace: Entry | undefined;
  /** Argo CD's destination is for objects that name no namespace, Flux's target for all of them (semantics 9.1). */
  readonly overwrites: boolean;
  /** What it takes of a folder without a kustomization: its own files, those below as well, or kustomizations below too. */
  readonly takes: 'own' | 'files' | 'everything';
  /** True where it takes only some of the files in a folder without a kustomization, by patterns of its own. */
  readonly some: boolean;
}

/** The folders that an Application or ApplicationSet of Argo CD, or a Kustomization of Flux, has applied; none for other kinds. */
export function deploymentsOf(resource: Resource): readonly Deployment[] {
  if (isKind(resource, 'argoproj.io', 'Application')) return applied(resource, resource.get('spec'));
  if (isKind(resource, 'argoproj.io', 'ApplicationSet')) return applied(resource, resource.get('spec', 'template', 'spec'));
  if (isKind(resource, 'kustomize.toolkit.fluxcd.io', 'Kustomization')) return reconciled(resource);
  return [];
}

/** Argo CD: each source with a path; a plugin may make anything of one. */
function applied(from: Resource, spec: Tree | undefined): readonly Deployment[] {
  const single = get(spec, 'source');
  const sources = [...getList(spec, 'sources'), ...(single === undefined ? [] : [single])];
  return sources.flatMap((source): readonly Deployment[] => {
    const path = pathIn(source);
    if (path === undefined || get(source, 'plugin') !== undefined) return [];
    const own = stringEntry(get(source, 'kustomize'), 'namespace');
    return [
      {
        by: `Argo CD ${describe(from)}`,
        from,
        path,
        namespace: known(own ?? stringEntry(get(spec, 'destination'), 'namespace')),
        overwrites: own !== undefined,
        takes: getBoolean(source, 'directory', 'recurse') === true ? 'files' : 'own',
        some: ['include', 'exclude'].some((field) => (getString(source, 'directory', field) ?? '') !== ''),
      },
    ];
  });
}

/** Flux: a folder without a kustomization is given one that lists all that lies below. */
function reconciled(from: Resource): readonly Deployment[] {
  const path = pathIn(from.get('spec'));
  if (path === undefined) return [];
  const namespace = known(stringEntry(from.get('spec'), 'targetNamespace'));
  return [{ by: `Flux ${describe(from)}`, from, path, namespace, overwrites: true, takes: 'everything', some: false }];
}

/** A path that may be one of this repository: no template, no pattern, and nothing that leads out. */
function pathIn(source: Tree | undefined): string | undefined {
  const path = getString(source, 'path');
  return path === undefined || isPlaceholder(path) || /[*{}]|(^|\/)\.\.(\/|$)/.test(path) ? undefined : path;
}

function stringEntry(tree: Tree | undefined, key: string): Entry | undefined {
  return [...getEntries(tree)].find((entry) => entry.key === key && getString(entry.value) !== undefined && getString(entry.value) !== '');
}

function known(entry: Entry | undefined): Entry | undefined {
  return entry === undefined || isPlaceholder(getString(entry.value) ?? '') ? undefined : entry;
}
