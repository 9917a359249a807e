import { isPlaceholder } from '../../k8s/syntax/placeholders.js';
import { folderOf, joinPath } from '../../text/paths.js';
import type { SourceFile } from '../../text/source-file.js';
import { getList, placeOf, getString, isString, type Place, type Tree } from '../../tree/tree.js';
import { parseFile } from '../../yaml/parse.js';
import type { BuildProblem, LeftOut, OpenPart, SourceTree } from '../build/build.js';
import type { Trace } from '../build/trace.js';
import { FILE_NAMES, pathIn } from './file-names.js';

const REMOTE_BASE = { what: 'a remote base', changes: false };

/**
 * A folder whose files are copied, and filled in, before anybody builds them: what they name lies beside the copies.
 * Generators of whole applications call it so.
 */
const COPIED =
  /(^|\/)([._](\w{1,40}[_-])?)?(templates?|skeletons?|boilerplates?|scaffolds?|cookiecutters?|snippets?|cheat-?sheets?)(\/|$)/;

/** Why nobody reads a file, or the kustomization of a folder. */
export function leftOut(path: string, { sources }: Trace): LeftOut | undefined {
  const names = [path, ...FILE_NAMES.map((name) => pathIn(path, name))];
  return names.map(sources.leftOut).find((reason) => reason !== undefined);
}

/** Why a path that leads nowhere, which is noted, is no mistake of the kustomization; undefined where it is one. */
function excuseFor(
  name: string,
  path: string,
  folder: string,
  trace: Trace,
  reach?: BuildProblem['reach'],
): string | undefined {
  const reason = leftOut(path, trace);
  // A page names many files; only what is no manifest, such as a certificate, is for its reader to bring.
  if (reason !== undefined && (reason !== 'awaited' || reach === 'data')) return EXCUSES[reason];
  trace.missing.add(path);
  if (isPlaceholder(name)) return 'the placeholder';
  const generator = GENERATED.find(({ paths }) => paths.test(path));
  if (generator !== undefined) return generator.what;
  if (isFilledLater(folder, trace) && folderOf(path) === folder) return 'the absent file';
  return COPIED.test(folder) ? 'for a template the path' : undefined;
}

const EXCUSES: Readonly<Record<LeftOut, string>> = {
  outside: 'a file outside of the tree',
  'git-ignored': 'the git-ignored file',
  submodule: 'a git submodule',
  lfs: 'a file that Git LFS keeps',
  example: 'the file that is made of its example',
  made: 'what a script makes',
  awaited: 'the absent file',
};

/**
 * True for a folder with a kustomization that builds on no other folder, has none of its resources, and could list
 * nothing else: a script, a Makefile or the post-renderer of helm puts them there before the build.
 */
function isFilledLater(folder: string, { sources }: Trace): boolean {
  const file = FILE_NAMES.map((name) => sources.file(pathIn(folder, name))).find((found) => found !== undefined);
  if (file === undefined || /\.\.\/|:\/\//.test(withoutComments(file.text))) return false;
  const isThere = (path: string): boolean => sources.file(path) !== undefined || sources.isFolder(path);
  if (listedBy(file).some((name) => isThere(joinPath(folder, name)))) return false;
  const names = sources.namesIn(folder).split('\n');
  return names.every(
    (name) => FILE_NAMES.includes(name) || file.text.includes(name) || !isManifest(name, folder, sources),
  );
}

const withoutComments = (text: string): string => text.replace(/^[ \t]*#.*$/gm, '');

function isManifest(name: string, folder: string, sources: SourceTree): boolean {
  return (
    /\.(ya?ml|json)$/.test(name) && /(?:^|[{,])[ "'{]{0,40}kind\b/m.test(sources.file(pathIn(folder, name))?.text ?? '')
  );
}

function listedBy(kustomization: SourceFile): readonly string[] {
  return getList(parseFile(kustomization).documents[0]?.tree, 'resources').flatMap((item) => getString(item) ?? []);
}

/** What programs write that scaffolds and pages list from the start. */
const GENERATED = [
  { what: 'the file of controller-gen', paths: /(^|\/)webhook\/manifests\.yaml$/ },
  { what: 'the file of operator-sdk', paths: /(^|\/)bases\/[\w.-]+\.clusterserviceversion\.yaml$/ },
  { what: 'what nobody puts into git', paths: /(^|\/)\.docker(configjson|cfg)$/ },
  { what: 'the chart that kluctl renders', paths: /(^|\/)helm-rendered\.yaml$/ },
  { what: 'for what `flux bootstrap` writes the path', paths: /(^|\/)flux-system(\/gotk-(components|sync)\.yaml)?$/ },
];

export type Located = { readonly file: SourceFile } | { readonly file?: undefined; readonly folder: string };

/** What is noted where an entry leads out of what is on disk. */
type Remote = Omit<OpenPart, 'place'>;

/**
 * What an entry of `resources` and fields like it leads to; undefined, with a note, where it leads out of what is on
 * disk.
 */
export function locate(item: Tree, folder: string, trace: Trace, remote: Remote = REMOTE_BASE): Located | undefined {
  const place = placeOf(item);
  if (item.type === 'scalar' && (item.value === null || item.value === '')) {
    trace.problems.push({ place, message: 'an entry that names nothing', reach: [] });
    return undefined;
  }
  // Anything else was noted when the kustomization was read.
  if (!isString(item)) return undefined;
  const path = joinPath(folder, item.value);
  const file = trace.sources.file(path);
  if (file !== undefined) {
    trace.files.add(path);
    noteOutside(path, folder, item, trace);
    return isText(file, place, trace) ? { file } : undefined;
  }
  if (trace.sources.isFolder(path)) return { folder: path };
  // Looked at last: a folder may be called like a host.
  if (isRemote(item.value)) {
    trace.open.push({ place, ...remote });
    return undefined;
  }
  const excuse = excuseFor(item.value, path, folder, trace);
  if (excuse === undefined)
    trace.problems.push({
      place,
      message: `there is no file or folder \`${path}\``,
      reach: TOLD.find(({ name }) => name.test(item.value))?.kinds,
    });
  else trace.open.push({ place, ...remote, what: excuse, secrets: SECRETS.test(item.value) });
  return undefined;
}

/** A file of manifests that is absent because of what is in it. */
const SECRETS = /(?:^|[/._-])(?:secrets?|credentials?|passwords?)(?:[._-][^/]{0,200})?\.ya?ml$/i;

/** What an absent file would bring, as its name says: neither Pods, nor what selects or admits them. */
const TOLD: readonly { readonly name: RegExp; readonly kinds: readonly string[] }[] = [
  { name: SECRETS, kinds: ['Secret'] },
  { name: told('config-?maps?'), kinds: ['ConfigMap'] },
  { name: told('hpas?|horizontal-?pod-?autoscalers?|autoscal(?:er|ing)'), kinds: ['HorizontalPodAutoscaler'] },
  { name: told('ingress(?:es)?'), kinds: ['Ingress'] },
  { name: told('pvcs?|persistent-?volume-?claims?'), kinds: ['PersistentVolumeClaim'] },
  { name: told('rbac|service-?accounts?'), kinds: ['ServiceAccount'] },
];

function told(words: string): RegExp {
  return new RegExp(`(?:^|[/._-])(?:${words})\\.ya?ml$`, 'i');
}

/** A file that a setting names; undefined, with a note, where there is none. */
export function fileOf(name: string, at: Tree, folder: string, trace: Trace): SourceFile | undefined {
  return find(name, at, folder, trace, undefined);
}

/** The file of a patch, which changes objects of these kinds. */
export function patchFileOf(
  name: string,
  at: Tree,
  folder: string,
  trace: Trace,
  kinds: readonly string[] = USUALLY_PATCHED,
): SourceFile | undefined {
  return find(name, at, folder, trace, kinds);
}

/** What overlays change by patches that do not say what for. */
const USUALLY_PATCHED = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'Rollout', 'HorizontalPodAutoscaler'],
  ...['Service', 'Ingress', 'ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim', 'PodDisruptionBudget'],
];

/**
 * A file whose text a generator takes; undefined where there is none, which is noted unless the file is left out on
 * purpose, as secrets are.
 */
export function dataFileOf(name: string, at: Tree, folder: string, trace: Trace): SourceFile | undefined {
  return find(name, at, folder, trace, 'data');
}

function find(
  name: string,
  at: Tree,
  folder: string,
  trace: Trace,
  reach: 'data' | readonly string[] | undefined,
): SourceFile | undefined {
  if (/^https?:/.test(name)) {
    trace.open.push({ place: placeOf(at), what: 'a remote file', changes: true });
    return undefined;
  }
  const path = joinPath(folder, name);
  const file = trace.sources.file(path);
  if (file === undefined) {
    const excuse = excuseFor(name, path, folder, trace, reach);
    if (excuse === undefined)
      trace.problems.push({ place: placeOf(at), message: `there is no file \`${path}\``, reach });
    else if (reach !== 'data') trace.open.push({ place: placeOf(at), what: excuse, changes: true });
    return undefined;
  }
  trace.files.add(path);
  noteOutside(path, folder, at, trace);
  return reach === 'data' || isText(file, placeOf(at), trace) ? file : undefined;
}

/** Notes a file that is no text where only a text will do; the YAML of kustomize may be UTF-16 with its mark. */
export function isText({ path, bytes, text }: SourceFile, place: Place, trace: Trace): boolean {
  const isReadable = bytes === undefined || (text !== '' && hasByteOrder(bytes));
  if (!isReadable) trace.problems.push({ place, message: `\`${path}\` is no UTF-8 text` });
  return isReadable;
}

function hasByteOrder([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** kustomize takes files from its own folder and below only, unless it is told otherwise; folders may lie anywhere. */
function noteOutside(path: string, folder: string, at: Tree, trace: Trace): void {
  if (folder === '' ? !path.startsWith('../') : path.startsWith(`${folder}/`)) return;
  trace.problems.push({
    place: placeOf(at),
    message: `\`${path}\` lies outside of its folder`,
    help: 'move the file, list its folder instead, or build with `--load-restrictor LoadRestrictionsNone`',
    reach: 'options',
  });
}

/** URLs, and what git takes for one. */
function isRemote(entry: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(entry) || /^(git::|git@|gh:|[\w.-]+@[\w.-]+:)/.test(entry)) return true;
  return (
    /^[\w.-]+\.(com|org|io|net|dev)[/:]/.test(entry) ||
    /\?(ref|version|timeout|submodules)=/.test(entry) ||
    /\.git(\/|$|\?)/.test(entry)
  );
}
