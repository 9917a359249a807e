import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { folderOf, foldersAbove, joinPath, liesIn, nameOf } from '../../text/paths.js';
import { withoutEnd } from '../../text/trim.js';
import type { SourceFile } from '../../text/source-file.js';
import { editsIn } from './edits.js';
import { isOfChart, releasesIn } from './releases.js';
import { isMeant, isPath, saidPath, type SaidPath } from './said-path.js';
import { leadingAmong, meantAmong } from './said-paths.js';
import { patchFilesIn } from './patch-files.js';
import { pathsBehind, pathsOf } from './applied-paths.js';
import { appliedPathsOf, type AppliedPathsOf } from './sequences.js';
import { statementsOf, type Statement } from './statements.js';

/** What scripts, Makefiles, pages and pipelines of a tree say of how its files are applied (semantics 14.8). */
export interface Instructions {
  /** The namespaces into which they apply a file; null for one that only a run knows. */
  namespacesFor(path: string): readonly (string | null)[];
  /** Whether they apply a file, or what a folder builds, by its name, and not only the folder that it lies in. */
  readonly appliesByName: (path: string) => boolean;
  /** Whether a text sets the namespace of the context to this one, for whatever is applied after it. */
  readonly setsContext: (namespace: string) => boolean;
  /** How commands that follow each other apply a folder. */
  readonly appliedPathsOf: AppliedPathsOf;
  /** Whether a text outside of a folder applies what lies there, or something in it. */
  appliesFromOutside(folder: string): boolean;
  /** Whether they hand a file to a program that makes its Pods of it: Spark, Jenkins, Airflow. */
  readonly isPodTemplate: (path: string) => boolean;
  /** Whether `kubectl patch` takes what a file says. */
  readonly isPatchFile: (path: string) => boolean;
  /** Whether they build a kustomization with `--load-restrictor LoadRestrictionsNone`. */
  isUnrestricted(folder: string): boolean;
  /** Whether they have `kustomize edit` bring something into the kustomization of a folder, or take it out. */
  isEdited(folder: string): boolean;
  /**
   * Why a file may be absent: they write it, or something into the folder of it; or a text of its folder, or of one
   * above, speaks of it.
   */
  readonly reasonFor: (path: string) => 'made' | 'awaited' | undefined;
  /** Whether they make a Service of that name, as `kubectl expose` does. */
  readonly makesService: (name: string) => boolean;
  /** Whether they give Pods that label, as `kubectl label` and `kubectl run` do. */
  readonly givesLabel: (key: string, value: string) => boolean;
  /** The versions of ingress-nginx whose manifests they apply: `1.8.2`. */
  readonly ingressNginxVersions: () => readonly string[];
  /** What they call the releases of the chart in a folder. */
  readonly releasesOf: (chart: { readonly folder: string; readonly name: string }) => readonly string[];
}

/** A command that applies some paths in a namespace. */
interface Apply {
  /** Null for one that only a run knows; undefined where none is said. */
  readonly namespace: string | null | undefined;
  readonly paths: readonly SaidPath[];
}

export function readInstructions(files: readonly SourceFile[]): Instructions {
  const applies = once(() => files.filter(({ text }) => APPLIES.test(text)).flatMap(appliesIn));
  const watched = once(() => files.filter(({ path }) => WATCHES.test(path)).flatMap(pathsIn));
  const setting = once(() =>
    edits().flatMap(({ path, namespace }) => (namespace === undefined ? [] : [{ namespace, paths: [path] }])),
  );
  const applying = once(() => meantAmong([...applies(), ...setting()], ({ paths }) => paths));
  const leading = once(() => leadingAmong([...applies().flatMap(({ paths }) => paths), ...watched()]));
  const unrestricted = once(() => saidBy(unrestrictedIn));
  const contexts = once(() => new Set(files.flatMap(contextsIn)));
  const edits = once(() => files.flatMap(editsIn));
  const edited = once(() =>
    meantAmong(
      edits().flatMap(({ path, namespace }) => (namespace === undefined ? [path] : [])),
      alone,
    ),
  );
  const saidBy = (read: (file: SourceFile) => readonly SaidPath[]): ReturnType<typeof meantAmong<SaidPath>> =>
    meantAmong(files.flatMap(read), alone);
  const made = once(() => saidBy(madeIn));
  const patching = once(() => saidBy(patchFilesIn));
  const podTemplates = once(() => saidBy(podTemplatesIn));
  const services = once(() => new Set(files.filter(({ text }) => /\bkubectl\b/.test(text)).flatMap(servicesIn)));
  const labels = once(() => new Set(files.filter(({ text }) => GIVES_LABELS.test(text)).flatMap(labelsIn)));
  const releases = once(() => files.filter(({ text }) => /\bhelm\b|^releases:/m.test(text)).flatMap(releasesIn));
  const ingressNginxVersions = once(() =>
    files.flatMap(({ text }) => [...text.matchAll(INGRESS_NGINX)].map(([, version = '']) => version)),
  );
  const words = once(
    () =>
      new Map(
        [...groupBy(files, ({ folder }) => folder)].map(([folder, texts]) => [
          folder,
          new Set(texts.flatMap(({ text }) => fileNamesIn(text))),
        ]),
      ),
  );
  const appliedPaths = once(() => appliedPathsOf(files));
  return {
    appliedPathsOf: (folder) => appliedPaths()(folder),
    namespacesFor: (path) =>
      applying()(path).flatMap(({ namespace }) => namespace ?? (namespace === null ? [null] : [])),
    appliesByName: (path) => applying()(path).some(({ paths }) => paths.some((said) => names(said, path))),
    setsContext: (namespace) => contexts().has(namespace),
    appliesFromOutside: (folder) => leading()(folder).some((said) => !liesIn(said.from, folder)),
    isPodTemplate: (path) => podTemplates()(path).length > 0,
    isPatchFile: (path) => patching()(path).some((said) => names(said, path)),
    isUnrestricted: (folder) => unrestricted()(folder).length > 0,
    isEdited: (folder) => edited()(folder).length > 0,
    reasonFor: (path) => {
      if (made()(path).some((said) => said.steps.length > 0)) return 'made';
      return foldersAbove(path).some((folder) => words().get(folder)?.has(nameOf(path)) === true)
        ? 'awaited'
        : undefined;
    },
    makesService: (name) => services().has(name),
    givesLabel: (key, value) => labels().has(`${key}=${value}`),
    ingressNginxVersions,
    releasesOf: ({ folder, name }) =>
      releases()
        .filter((said) => isOfChart(said, folder, name))
        .map((said) => said.name),
  };
}

const alone = (said: SaidPath): readonly SaidPath[] => [said];

/** Whether a path is that of the very file or folder: with the folder around it, or said there. */
const names = (said: SaidPath, path: string): boolean =>
  said.names.at(-1) === nameOf(path) && (said.names.length > 1 || said.from === folderOf(path)) && isMeant(said, path);

/** A path below the sources of ingress-nginx: `ingress-nginx/controller-v1.8.2/deploy/…`. */
const INGRESS_NGINX = /\/ingress-nginx\/(?:blob\/)?controller-v(\d+\.\d+)/g;
const APPLIES = /\b(?:kubectl|oc|helm|defaultNamespace|KUBECTL|HELM)\b/;
const UNRESTRICTED = /load[-_]restrict(?:or|ions?)|LoadRestrictionsNone/i;
const WITHOUT_RESTRICTIONS = /LoadRestrictionsNone|load[-_]restrictor[= ]none\b/i;

/** Every statement that says so; one that names no path is a variable or an argument of all builds. */
function unrestrictedIn({ path, text }: SourceFile): readonly SaidPath[] {
  if (!UNRESTRICTED.test(text)) return [];
  return statementsOf(text)
    .filter((words) => WITHOUT_RESTRICTIONS.test(words.join(' ')))
    .flatMap((words) => {
      const at = words.findIndex(
        (word, index) => word === 'build' || (word === 'kustomize' && words[index - 1] === 'kubectl'),
      );
      const paths = at === -1 ? [] : pathsBehind(words.slice(at + 1));
      return (paths.length === 0 ? [''] : paths).map((word) => saidPath(word, atTop(path)));
    });
}

function appliesIn({ path, text }: SourceFile): readonly Apply[] {
  const known = new Map<string, string>();
  let current: string | undefined;
  return statementsOf(text).flatMap((words): readonly Apply[] => {
    for (const [name, value] of assigned(words)) known.set(name, value);
    const set = namespaceSet(words);
    if (set !== undefined) current = set;
    const said = namespaceOf(words) ?? current;
    const paths = pathsOf(words);
    if (paths.length === 0) return [];
    const namespace = said?.startsWith('$') === true ? (known.get(said.slice(1)) ?? null) : said;
    const meant = paths.map((word) => saidPath(word, path));
    // A variable for the files and one for the namespace: that may be anything.
    const telling = namespace === null ? meant.filter(({ steps }) => steps.length > 0) : meant;
    return telling.length === 0 ? [] : [{ namespace, paths: telling }];
  });
}

/** What Tilt and skaffold deploy stands in lists of many lines: every path in their files is one of it. */
function pathsIn({ path, text }: SourceFile): readonly SaidPath[] {
  return statementsOf(text).flatMap((words) =>
    words.filter((word) => isPath(word) && /\/|\.ya?ml$/.test(word)).map((word) => saidPath(word, path)),
  );
}

const WATCHES = /(?:^|\/)(?:tiltfile|skaffold[\w.-]*\.ya?ml)$/i;

/** `--conf spark.kubernetes.executor.podTemplateFile=a.yaml`, `yamlFile 'a.yaml'`, `yaml readTrusted('a.yaml')`. */
function podTemplatesIn({ path, text }: SourceFile): readonly SaidPath[] {
  return [...text.matchAll(POD_TEMPLATE), ...text.matchAll(READ_BY_JENKINS)].flatMap(([, said = '']) =>
    isPath(said) ? [saidPath(said, path)] : [],
  );
}

const POD_TEMPLATE =
  /\b(?:podTemplateFile|pod_template_file|podTemplate|yamlFile)["']?[ =:]{1,3}["']?([\w./$~{}-]+\.ya?ml)/g;
const READ_BY_JENKINS =
  /\byaml:?[ (]{1,3}(?:libraryResource|readFile|readTrusted)[ (]{1,3}(?:file: ?)?["']([\w./$~{}-]+\.ya?ml)/g;

/** `NAME=value`, `NAME := value`, `NAME: value`. */
function assigned(words: Statement): readonly (readonly [string, string])[] {
  const found = /^(?:- |export |set |let |readonly |\$)*(\w+) ?(?::=|\?=|=|:) ?([a-z0-9][a-z0-9-]*)$/i.exec(
    words.join(' '),
  );
  return found?.[1] === undefined || found[2] === undefined ? [] : [[found[1], found[2]]];
}

/** The namespace that the commands behind it take: of the context, of OpenShift's project, of skaffold. */
function namespaceSet(words: Statement): string | undefined {
  if (words.includes('set-context')) return namespaceOf(words);
  if (words[0] === 'defaultNamespace:') return words[1];
  const at = words.findIndex((word, index) => word === 'kubens' || (word === 'project' && words[index - 1] === 'oc'));
  return at === -1 ? undefined : words[at + 1];
}

/** Every namespace that a text sets so. */
function contextsIn({ text }: SourceFile): readonly string[] {
  return /set-context|kubens/.test(text) ? statementsOf(text).flatMap((words) => namespaceSet(words) ?? []) : [];
}

function namespaceOf(words: Statement): string | undefined {
  const at = words.findIndex((word) => NAMESPACE_FLAG.test(word));
  const flag = words[at];
  if (flag === undefined) return undefined;
  const value = flag.includes('=') ? flag.slice(flag.indexOf('=') + 1) : words[at + 1];
  return value !== undefined && /^\$?[\w.-]+$/.test(value) ? value : undefined;
}

const NAMESPACE_FLAG = /^(?:-n|--namespace)(?:=.*)?$/;

/** What lies in a folder for machines, or in one of scripts, speaks of the tree around it. */
function atTop(path: string): string {
  return path.replace(
    /(?:^|(?<=\/))(?:\.github\/workflows|\.circleci|scripts?|hack|bin|ci|tools|deploy)\/(?=[^/]*$)/,
    '',
  );
}

/** Targets of a Makefile, what a shell redirects into, copies and tools that are told where to write. */
function madeIn({ path, text }: SourceFile): readonly SaidPath[] {
  const isMake = /makefile|\.mk$/i.test(path);
  return statementsOf(text).flatMap((words): readonly SaidPath[] => {
    const [first = ''] = words;
    const target = isMake && first.endsWith(':') ? [first.slice(0, -1)] : [];
    const copied = words.some((word) => /^(?:cp|mv|install)$/.test(word)) ? words.slice(-1) : [];
    const written = words.flatMap((word, at) => {
      const told =
        /^(?:>{1,2}|output:[\w:]+=|(?:[\w:-]+:)?(?:dir|output(?:-dir)?)=|--?o(?:ut(?:put)?(?:-dir)?)?=?)(.*)$/.exec(
          word,
        );
      return told === null ? [] : [told[1] || (words[at + 1] ?? '')];
    });
    // A name alone is of a file beside the script, which somebody has to be in to run it.
    return [...target, ...copied, ...written]
      .map((word) => (isFileName(word) && folderOf(path) !== '' ? joinPath(folderOf(path), word) : word))
      .filter((word) => word.includes('/') && isPath(word))
      .map((word) => saidPath(word, path));
  });
}

function isFileName(word: string): boolean {
  return /^\w[\w-]*(?:\.[\w-]+)+$/.test(word);
}

/** `kubectl expose deployment web [--name shop]`, `kubectl create service clusterip web`. */
function servicesIn({ text }: SourceFile): readonly string[] {
  return statementsOf(text).flatMap((words): readonly string[] => {
    const [, verb, kind, ...rest] = words.slice(words.findIndex((word) => /^(?:kubectl|oc|k)$/.test(word)));
    const names = [kind?.split('/')[1], ...rest].filter((word) => word !== undefined && !word.startsWith('-'));
    if (verb === 'create' && /^(?:svc|service)$/.test(kind ?? '')) return names.slice(1, 2) as string[];
    if (verb !== 'expose') return [];
    const at = words.findIndex((word) => /^--name(?:=|$)/.test(word));
    const named = words[at]?.split('=')[1] ?? words[at + 1];
    if (at === -1) return names.slice(0, 1) as string[];
    return named === undefined ? [] : [named];
  });
}

const GIVES_LABELS = /\b(?:kubectl|oc)\b[^\n]{0,200}\b(?:label|run|create)\b/;

/** `kubectl label pod -l app=web tier=front`; `kubectl run web` and `create deployment web` label what they make. */
function labelsIn({ text }: SourceFile): readonly string[] {
  return statementsOf(text).flatMap((words): readonly string[] => {
    const [, verb, ...rest] = words.slice(words.findIndex((word) => /^(?:kubectl|oc|k)$/.test(word)));
    if (verb === 'run') return rest[0] === undefined ? [] : [`run=${rest[0]}`];
    if (verb === 'create') return /^deploy(?:ment)?$/.test(rest[0] ?? '') && rest[1] ? [`app=${rest[1]}`] : [];
    return verb === 'label'
      ? rest.filter((word, at) => /^[\w./-]+=[\w.-]*$/.test(word) && !/^(?:-l|--selector|-n)$/.test(rest[at - 1] ?? ''))
      : [];
  });
}

/** Words that may be the name of a file. */
function fileNamesIn(text: string): readonly string[] {
  return (text.match(/[\w.-]+/g) ?? []).map((word) => withoutEnd(word, '.')).filter((word) => word.includes('.'));
}
