import { isMap, isScalar, isSeq, parseAllDocuments, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { InputFile } from '../../src/index.js';

/**
 * The manifests of one folder as somebody sees them who plants slips: read with the package `yaml` alone, so that what is
 * planted does not depend on what svclint reads.
 */
export interface World {
  readonly files: readonly InputFile[];
  readonly objects: readonly Manifest[];
  readonly services: readonly Manifest[];
  readonly workloads: readonly Manifest[];
  /** Keys of the labels that a kustomization of the folder writes over those of selectors and Pod templates. */
  readonly overwritten: ReadonlySet<string>;
  /** A kustomization of the folder writes over every namespace. */
  readonly setsNamespace: boolean;
}

/** One object of a file. */
export interface Manifest {
  readonly file: InputFile;
  readonly root: YAMLMap;
  readonly kind: string;
  readonly name: string;
  /** Null where the object names none. */
  readonly namespace: string | null;
}

/** A scalar with the text that stands for it, without its quotes. */
export interface Place {
  readonly file: InputFile;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A pair of a map, both parts as places. */
export interface Written {
  readonly key: Place;
  readonly value: Place;
}

const PODS_AT: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', []],
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
]);

export function readWorld(files: readonly InputFile[]): World {
  const objects = files.flatMap(readManifests);
  const kustomizations = files
    .filter(({ path }) => /(?:^|\/)kustomization\.ya?ml$/.test(path))
    .flatMap(({ text }) => parseAllDocuments(text).map((document) => (document as { contents?: unknown }).contents))
    .filter((root) => isMap(root));
  return {
    files,
    objects,
    // Knative calls its own kind Service too.
    services: objects.filter(({ kind, root }) => kind === 'Service' && textAt(root, ['apiVersion']) === 'v1'),
    workloads: objects.filter(({ kind }) => PODS_AT.has(kind)),
    overwritten: new Set(kustomizations.flatMap(selectorLabels)),
    setsNamespace: kustomizations.some((root) => textAt(root, ['namespace']) !== null),
  };
}

/** What kustomize puts into selectors and the Pods' labels alike (semantics 9.6). */
function selectorLabels(kustomization: YAMLMap): readonly string[] {
  const chosen = itemsAt(kustomization, ['labels']).filter((item) => textAt(item, ['includeSelectors']) === 'true');
  return [
    ...labelsAt(kustomization, ['commonLabels']).keys(),
    ...chosen.flatMap((item) => [...labelsAt(item, ['pairs']).keys()]),
  ];
}

function readManifests(file: InputFile): readonly Manifest[] {
  return parseAllDocuments(file.text).flatMap((document): readonly Manifest[] => {
    const root = (document as { contents?: unknown }).contents;
    if (!isMap(root)) return [];
    const [kind, name, namespace] = [
      textAt(root, ['kind']),
      textAt(root, ['metadata', 'name']),
      textAt(root, ['metadata', 'namespace']),
    ];
    return kind === null || name === null ? [] : [{ file, root, kind, name, namespace }];
  });
}

/** The node at a path, steps into lists as numbers; undefined where nothing stands there. */
function nodeAt(root: Node | undefined, path: readonly (string | number)[]): Node | undefined {
  let node: unknown = root;
  for (const step of path) {
    if (isMap(node)) node = node.get(step, true);
    else if (isSeq(node)) node = node.get(step, true);
    else return undefined;
  }
  return node as Node | undefined;
}

export function textAt(root: Node | undefined, path: readonly (string | number)[]): string | null {
  const node = nodeAt(root, path);
  return isScalar(node) && node.value !== null ? String(node.value) : null;
}

/** The items of a list, none where there is no list. */
export function itemsAt(root: Node | undefined, path: readonly (string | number)[]): readonly Node[] {
  const node = nodeAt(root, path);
  return isSeq(node) ? (node.items as Node[]) : [];
}

/** The pairs of a map whose keys and values are scalars on one line each. */
export function pairsAt(
  manifest: Manifest,
  root: Node | undefined,
  path: readonly (string | number)[],
): readonly Written[] {
  const node = nodeAt(root, path);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }: Pair) => {
    const [name, text] = [placeOf(manifest, key), placeOf(manifest, value)];
    return name === null || text === null ? [] : [{ key: name, value: text }];
  });
}

/** Where the scalar at a path is written; null where there is none, or it is no plain or quoted text of one line. */
export function placeAt(manifest: Manifest, root: Node | undefined, path: readonly (string | number)[]): Place | null {
  return placeOf(manifest, nodeAt(root, path));
}

/** Where the key of a field is written. */
export function keyAt(manifest: Manifest, root: Node | undefined, path: readonly (string | number)[]): Place | null {
  const map = nodeAt(root, path.slice(0, -1));
  if (!isMap(map)) return null;
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return pair === undefined ? null : placeOf(manifest, pair.key);
}

function placeOf({ file }: Manifest, node: unknown): Place | null {
  if (!isScalar(node) || !node.range || node.anchor !== undefined) return null;
  const { type } = node as Scalar;
  const [from, to] = node.range;
  const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
  if (!isQuoted && type !== 'PLAIN') return null;
  const [start, end] = isQuoted ? [from + 1, to - 1] : [from, to];
  const text = file.text.slice(start, end);
  return text === '' || text.includes('\n') ? null : { file, start, end, text, isQuoted };
}

/** The Pod template of a workload: the node that has `metadata` and `spec`. */
export function templateOf({ kind, root }: Manifest): Node | undefined {
  return nodeAt(root, PODS_AT.get(kind) ?? []);
}

/** The labels of a map, by name. */
export function labelsAt(root: Node | undefined, path: readonly (string | number)[]): ReadonlyMap<string, string> {
  const node = nodeAt(root, path);
  if (!isMap(node)) return new Map();
  return new Map(
    node.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value)] as const] : [],
    ),
  );
}

/** The workloads of its namespace whose Pods a Service selects. */
export function selectedBy(world: World, service: Manifest): readonly Manifest[] {
  const wanted = labelsAt(service.root, ['spec', 'selector']);
  if (wanted.size === 0) return [];
  return world.workloads.filter((workload) => {
    if (workload.namespace !== service.namespace) return false;
    const labels = labelsAt(templateOf(workload), ['metadata', 'labels']);
    return [...wanted].every(([key, value]) => labels.get(key) === value);
  });
}
