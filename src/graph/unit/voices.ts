import { smallest } from '../../data/largest.js';
import { once } from '../../data/once.js';
import { readLabels } from '../../k8s/labels/labels.js';
import { runningPorts } from '../../k8s/listening/running.js';
import { isKind, type Resource } from '../../k8s/object/resource.js';
import type { SourceFile } from '../../text/source-file.js';
import { isSimilar } from '../../text/spelling/similar.js';
import { isUsualWord } from '../../text/spelling/usual-words.js';
import type { LoadedObject } from '../../units/unit/objects.js';

/**
 * How many texts of the whole tree say a thing. Where two texts contradict each other, the one that others say too is
 * mostly right: a repair changes the other. Of two spellings that as many say, the one whose words are in use elsewhere
 * is right, since nobody makes the same slip everywhere. No severity depends on it.
 */
export interface Voices {
  /** Labels of objects and Pod templates, and selectors of Services and workloads, that have the pair. */
  label(key: string, value: string): number;
  /** Objects and references that name the namespace, DNS names in it, and the Namespace itself. */
  namespace(name: string): number;
  /** True where an object is in the namespace, or is it. */
  isLivedIn(namespace: string): boolean;
  /** True where more speaks for the first pair than for the second. */
  prefersLabel(pair: LabelSaid, other: LabelSaid): boolean;
  /**
   * The same for names of ports: those of Services and containers that are called so, and the target ports and probes
   * that name one.
   */
  prefersPortName(name: string, other: string): boolean;
  /** The same for namespaces. */
  prefersNamespace(name: string, other: string): boolean;
}

interface LabelSaid {
  readonly key: string;
  readonly value: string;
}

/** Counts when somebody first asks, each kind of text by itself. */
export function voicesOf(objects: readonly LoadedObject[]): Voices {
  const labels = once(() => count(objects, labelsSaid));
  const portNames = once(() => count(objects, portNamesSaid));
  const namespaces = once(() => count(objects, namespacesSaid));
  const livedIn = once(() => new Set(objects.flatMap(({ resource }) => namespacesOf(resource))));
  const words = once(() => wordsIn(new Set(objects.map(({ resource }) => resource.file))));
  const label: Voices['label'] = (key, value) => labels().get(pair(key, value)) ?? 0;
  const portName = (name: string): number => portNames().get(name) ?? 0;
  const namespace: Voices['namespace'] = (name) => namespaces().get(name) ?? 0;
  const prefers = (more: number, text: string, other: string): boolean =>
    more > 0 || (more === 0 && isSimilar(text, other) && usage(text, other, words) > usage(other, text, words));
  return {
    label,
    namespace,
    isLivedIn: (name) => livedIn().has(name),
    prefersLabel: (one, other) =>
      prefers(
        label(one.key, one.value) - label(other.key, other.value),
        `${one.key} ${one.value}`,
        `${other.key} ${other.value}`,
      ),
    prefersPortName: (name, other) => prefers(portName(name) - portName(other), name, other),
    prefersNamespace: (name, other) => prefers(namespace(name) - namespace(other), name, other),
  };
}

/** How often the rarest word of a text stands in the tree, of those that the other text has not. */
function usage(text: string, other: string, words: () => ReadonlyMap<string, number>): number {
  const shared = new Set(wordsOf(other));
  const own = wordsOf(text).filter((word) => !shared.has(word));
  return smallest(own.map((word) => (isUsualWord(word) ? Infinity : (words().get(word) ?? 0))));
}

function wordsIn(files: Iterable<SourceFile>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of files) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** No word of a name is longer, and a text may be one word of millions of letters. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z]{1,63}/g) ?? [];
}

function count(
  objects: readonly LoadedObject[],
  said: (object: LoadedObject) => Iterable<string>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const object of objects) for (const text of said(object)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function* labelsSaid({ resource, service, workload }: LoadedObject): Iterable<string> {
  // The labels of a Pod are those of its template.
  if (workload?.templates[0]?.path.length !== 0)
    for (const { key, value } of readLabels(resource.tree, ['metadata', 'labels']).values()) yield pair(key, value);
  for (const { key, value } of service?.selector?.values() ?? []) yield pair(key, value);
  for (const { pair: asked } of workload?.selector ?? []) if (asked !== undefined) yield pair(asked.key, asked.value);
  for (const template of workload?.templates ?? [])
    for (const { key, value } of template.labels.values()) yield pair(key, value);
}

function* portNamesSaid({ service, workload }: LoadedObject): Iterable<string> {
  for (const { name, target } of service?.ports ?? []) {
    yield name;
    if (target.kind === 'name') yield target.name;
  }
  for (const template of workload?.templates ?? []) {
    for (const { name } of runningPorts(template)) if (name !== undefined) yield name;
    for (const container of template.containers)
      // What an alias brings to several probes is one text.
      for (const { port, scalar } of container.checkedPorts)
        if (typeof port === 'string' && scalar.place.anchor === undefined) yield port;
  }
}

function* namespacesSaid({ resource, references, names }: LoadedObject): Iterable<string> {
  yield* namespacesOf(resource);
  for (const { namespace } of references) if (namespace !== undefined) yield namespace;
  for (const { name } of names) {
    if (name.form === 'full') yield name.namespace;
    else if (name.form === 'short' && name.labels.length === 2) yield name.labels[1] ?? '';
  }
}

/** The namespace that an object names, and the one that it is. */
function namespacesOf(resource: Resource): readonly string[] {
  const own = isKind(resource, '', 'Namespace') ? resource.name : undefined;
  return [resource.namespace, own].filter((name) => name !== undefined);
}

function pair(key: string, value: string): string {
  return `${key}=${value}`;
}
