import { get, getList, getString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';

/** Nobody forgets selector, labels and image in as many workloads as this. */
const MANY = 3;

/**
 * The files that hold nothing but patches of workloads, whoever applies them: no selector, no labels of the Pods and no
 * image, or no containers at all, and the whole object in another file, or as many of them that they can only be for
 * what charts have made (semantics 14.2).
 */
export function unnamedPatches(files: readonly ParsedFile[]): ReadonlySet<string> {
  const shaped = files.filter(holdsPatchesOnly);
  if (shaped.length === 0) return new Set();
  const patches = new Set(shaped);
  const whole = new Set(
    files.filter((file) => !patches.has(file)).flatMap(({ documents }) => documents.flatMap(({ tree }) => keyOf(tree))),
  );
  const isOfAnother = (tree: Tree): boolean => keyOf(tree).some((key) => whole.has(key));
  return new Set(
    shaped
      .filter((file) => objectsOf(file).length >= MANY || objectsOf(file).every(isOfAnother) || saysSo(file))
      .map(({ file }) => file.path),
  );
}

/** A comment before the first separator makes a document of its own; what only bounds resources says nothing here. */
function objectsOf({ documents }: ParsedFile): readonly Tree[] {
  return documents.flatMap(({ tree }) => (tree?.type === 'map' && !BOUNDS.has(getString(tree, 'kind')) ? [tree] : []));
}

const BOUNDS: ReadonlySet<string | undefined> = new Set(['PriorityClass', 'ResourceQuota', 'LimitRange']);

function holdsPatchesOnly(file: ParsedFile): boolean {
  const objects = objectsOf(file);
  return objects.length > 0 && objects.every(hasShapeOfPatch);
}

const WORKLOADS: ReadonlySet<string | undefined> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

function hasShapeOfPatch(tree: Tree): boolean {
  if (!WORKLOADS.has(getString(tree, 'kind'))) return false;
  const containers = getList(tree, 'spec', 'template', 'spec', 'containers');
  if (placesOnly(tree)) return true;
  return (
    containers.length > 0 &&
    containers.every((container) => get(container, 'image') === undefined) &&
    get(tree, 'spec', 'selector') === undefined &&
    get(tree, 'spec', 'template', 'metadata', 'labels') === undefined
  );
}

/**
 * Where the Pods run, and nothing of what runs in them: the server adds that to a workload which is there, as Flux
 * applies all that it applies.
 */
function placesOnly(tree: Tree): boolean {
  const pods = get(tree, 'spec', 'template', 'spec');
  if (pods?.type !== 'map' || pods.entries.size === 0) return false;
  return (
    [...pods.entries.keys()].every((field) => PLACES.has(field)) &&
    [get(tree, 'spec', 'template'), get(tree, 'spec')].every((part) => get(part, 'containers') === undefined)
  );
}

/** Its name or a comment says that it changes what is there. */
function saysSo({ file: { path, text } }: ParsedFile): boolean {
  return /overrid(?:e|es|ing)\b|\bserver-side apply\b|\bSSA\b/i.test(`${path}\n${text.slice(0, HEAD)}`);
}

const HEAD = 1000;

const PLACES: ReadonlySet<string> = new Set([
  'affinity',
  'nodeSelector',
  'priorityClassName',
  'tolerations',
  'topologySpreadConstraints',
]);

function keyOf(tree: Tree | undefined): readonly string[] {
  const [kind, name] = [getString(tree, 'kind'), getString(tree, 'metadata', 'name')];
  return kind === undefined || name === undefined ? [] : [`${kind}/${name}`];
}
