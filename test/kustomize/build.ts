import {
  evaluateKustomization,
  missingSources,
  type KustomizeBuild,
  type SourceTree,
} from '../../src/kustomize/index.js';
import { folderOf } from '../../src/text/paths.js';
import { sourceFile, textOf } from '../../src/text/source-file.js';
import { toData, type Path, type Tree } from '../../src/tree/tree.js';
import { get } from '../../src/tree/tree.js';

export type Files = Readonly<Record<string, string>>;

/** The text of a path that git leaves out. */
export const LEFT_OUT = 'left out by git';

export function sourcesOf(files: Files): SourceTree {
  const all = new Map(
    Object.entries(files)
      .filter(([, text]) => text !== LEFT_OUT)
      .map(([path, text]) => [path, sourceFile(path, text)]),
  );
  return {
    file: (path) => all.get(path),
    isFolder: (path) => path === '' || [...all.keys()].some((one) => one.startsWith(`${path}/`)),
    leftOut: (path) => (files[path] === LEFT_OUT ? 'git-ignored' : undefined),
    isEdited: () => false,
    namesIn: (folder) =>
      [...all.keys()]
        .filter((path) => folderOf(path) === folder)
        .map((path) => path.slice(path.lastIndexOf('/') + 1))
        .join('\n'),
  };
}

/** The build of a folder, `app` unless it says otherwise. */
export function build(files: Files, folder = 'app'): KustomizeBuild {
  const built = evaluateKustomization(folder, sourcesOf(files));
  if (built === undefined) throw new Error(`no kustomization in ${folder}`);
  return built;
}

/** Plain data of what is built; a build that kustomize would refuse is an error. */
export function dataOf(files: Files, folder = 'app'): readonly unknown[] {
  const { objects, problems } = build(files, folder);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
  return objects.map(({ tree }) => toData(tree));
}

/** What is built of one kustomization beside one file of resources. */
export const one = (kustomization: string, resources: string, more: Files = {}): readonly unknown[] =>
  dataOf({ 'app/kustomization.yaml': `resources: [r.yaml]\n${kustomization}`, 'app/r.yaml': resources, ...more });

/** The messages of what kustomize refuses. */
export const refusals = (files: Files, folder = 'app'): readonly string[] =>
  build(files, folder).problems.map(({ message }) => message);

/** Where a value stands, as `path:text`, and the text that it is computed by. */
export function origin(tree: Tree, ...path: Path): string {
  const found = get(tree, ...path);
  if (found === undefined) return 'absent';
  const { span, computedBy } = found.place;
  const by = computedBy === undefined ? '' : ` by ${computedBy.file.path}:${textOf(computedBy)}`;
  return `${span.file.path}:${textOf(span)}${by}`;
}

export { missingSources };
