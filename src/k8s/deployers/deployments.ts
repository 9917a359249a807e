import {
  get,
  getBoolean,
  getEntries,
  getList,
  getString,
  placeOf,
  type Entry,
  type Place,
  type Tree,
} from '../../tree/tree.js';
import { glob } from '../../text/glob.js';
import { foldersAbove, joinPath } from '../../text/paths.js';
import { code } from '../../text/words.js';
import { expandedTemplates } from './application-set.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { describe, isKind, type Resource } from '../object/resource.js';

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
  /**
   * What it takes of a folder without a kustomization: its own files, those below as well, or kustomizations below too.
   */
  readonly takes: 'own' | 'files' | 'everything';
  /** What it changes in a kustomization: of Flux the whole `spec`, of Argo CD `source.kustomize`. */
  readonly options: Tree | undefined;
  /** Where the path is written. */
  readonly pathAt: Place;
  /** True where it takes only some of the files in a folder without a kustomization, by patterns of its own. */
  readonly some: boolean;
}

/**
 * The folders that an Application or ApplicationSet of Argo CD, or a Kustomization of Flux, has applied; none for other
 * kinds.
 */
export function deploymentsOf(resource: Resource, folders: readonly string[]): readonly Deployment[] {
  if (isKind(resource, 'kustomize.toolkit.fluxcd.io', 'Kustomization')) return reconciled(resource, folders);
  return applicationsIn(resource, folders).flatMap((application) =>
    application.sources.flatMap((source) => applied(application, source)),
  );
}

/** True for a whole object of one of these kinds; a patch of one says but the fields that it changes. */
export function isDeployer(tree: Tree | undefined): boolean {
  const spec = get(tree, 'spec');
  const parts = DEPLOYERS[`${(getString(tree, 'apiVersion') ?? '').split('/')[0]}/${getString(tree, 'kind')}`];
  return parts !== undefined && spec !== undefined && parts.every((names) => names.some((name) => get(spec, name)));
}

/** What each of them must say in its `spec`: one of every row. */
const DEPLOYERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'argoproj.io/Application': [['destination'], ['source', 'sources']],
  'argoproj.io/ApplicationSet': [['generators'], ['template']],
  'kustomize.toolkit.fluxcd.io/Kustomization': [['path'], ['sourceRef']],
};

/** An Application of Argo CD, as it stands on disk or as an ApplicationSet makes it. */
export interface Application {
  readonly by: string;
  readonly from: Resource;
  readonly name: string | undefined;
  readonly spec: Tree;
  readonly sources: readonly Tree[];
}

/** The Applications that an object is or makes; `folders` are those of the tree, which a generator may name. */
export function applicationsIn(resource: Resource, folders: readonly string[]): readonly Application[] {
  const by = `Argo CD ${describe(resource)}`;
  if (isKind(resource, 'argoproj.io', 'Application')) return applicationOf(resource.tree, resource, by);
  if (!isKind(resource, 'argoproj.io', 'ApplicationSet')) return [];
  return expandedTemplates(resource, folders).flatMap((template) => {
    const name = getString(template, 'metadata', 'name');
    const isKnown = name !== undefined && !isPlaceholder(name) && template !== resource.get('spec', 'template');
    return applicationOf(
      template,
      resource,
      isKnown ? `Argo CD Application ${code(name)} of ${describe(resource)}` : by,
    );
  });
}

function applicationOf(tree: Tree, from: Resource, by: string): readonly Application[] {
  const spec = get(tree, 'spec');
  if (spec === undefined) return [];
  const single = get(spec, 'source');
  const sources = [...getList(spec, 'sources'), ...(single === undefined ? [] : [single])];
  return [{ by, from, name: getString(tree, 'metadata', 'name'), spec, sources }];
}

/** Argo CD: a source with a path; a plugin may make anything of one. */
function applied({ by, from, spec }: Application, source: Tree): readonly Deployment[] {
  const path = pathIn(source);
  if (path === undefined || get(source, 'plugin') !== undefined) return [];
  const options = get(source, 'kustomize');
  const own = stringEntry(options, 'namespace');
  return [
    {
      by,
      from,
      path,
      namespace: known(own ?? stringEntry(get(spec, 'destination'), 'namespace')),
      overwrites: own !== undefined,
      options,
      pathAt: placeOf(source, ['path']),
      takes: getBoolean(source, 'directory', 'recurse') === true ? 'files' : 'own',
      some: ['include', 'exclude'].some((field) => (getString(source, 'directory', field) ?? '') !== ''),
    },
  ];
}

/** Flux: a folder without a kustomization is given one that lists all that lies below. */
function reconciled(from: Resource, folders: readonly string[]): readonly Deployment[] {
  const spec = from.get('spec');
  if (spec === undefined) return [];
  const path = pathIn(spec);
  const namespace = known(stringEntry(spec, 'targetNamespace'));
  return (path === undefined ? filledInPaths(spec, from, folders) : [path]).map((each) => ({
    by: `Flux ${describe(from)}`,
    from,
    path: each,
    namespace,
    overwrites: true,
    takes: 'everything',
    some: false,
    options: spec,
    pathAt: placeOf(spec, ['path']),
  }));
}

/** `${X}` and `${X:=y}`, which the Kustomization above fills in. */
const VARIABLE = /\$\{\w[^{}$/]*\}/g;

/**
 * The folders that a path means whose variables stand for one step each, or for a part of one. A path of nothing but
 * variables could be any.
 */
function filledInPaths(spec: Tree, from: Resource, folders: readonly string[]): readonly string[] {
  const path = getString(spec, 'path') ?? '';
  const pattern = joinPath('', path.replace(VARIABLE, '*'));
  if (path.includes('*') || /[{}$]|^[*/]*$|(^|\/)\.\.(\/|$)/.test(pattern)) return [];
  if (!pattern.includes('*')) return [];
  const tests = ['', ...foldersAbove(from.file.path)].map((above) => glob(joinPath(above, pattern)));
  return folders.filter((folder) => tests.some((test) => test.test(folder)));
}

/** A path that may be one of this repository: no template, no pattern, and nothing that leads out. */
export function pathIn(source: Tree | undefined): string | undefined {
  const path = getString(source, 'path');
  return path === undefined || isPlaceholder(path) || /[*{}]|(^|\/)\.\.(\/|$)/.test(path) ? undefined : path;
}

function stringEntry(tree: Tree | undefined, key: string): Entry | undefined {
  return [...getEntries(tree)].find(
    (entry) => entry.key === key && getString(entry.value) !== undefined && getString(entry.value) !== '',
  );
}

function known(entry: Entry | undefined): Entry | undefined {
  return entry === undefined || isPlaceholder(getString(entry.value) ?? '') ? undefined : entry;
}
