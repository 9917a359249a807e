import type { Release, ValuesSource } from '../../k8s/deployers/releases.js';
import { isKind, type Resource } from '../../k8s/object/resource.js';
import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { sourceFile } from '../../text/source-file.js';
import { getString, toData } from '../../tree/tree.js';
import { parseAnyFile } from '../../yaml/parse.js';

/** A release for each text that the ConfigMaps on disk may give it. */
export type FillRelease = (release: Release) => readonly Release[];

/** Each rendering starts a program: a tree of more environments is judged without them. */
const MOST = 6;

/**
 * Puts the values of ConfigMaps on disk under those that a release writes in place, as Flux does. Where several
 * environments have one of the name, each gives a release of its own; where none has it, or two of several do, nobody
 * knows the values.
 */
export function filledFrom(resources: readonly Resource[]): FillRelease {
  const byName = once(() =>
    groupBy(
      resources.filter((resource) => isKind(resource, '', 'ConfigMap')),
      ({ name }) => name,
    ),
  );
  const textsOf = ({ name, key }: ValuesSource, from: Resource): readonly string[] => {
    const found = (byName().get(name) ?? []).filter(
      ({ namespace }) => namespace === undefined || from.namespace === undefined || namespace === from.namespace,
    );
    return [...new Set(found.flatMap(({ tree }) => getString(tree, 'data', key) ?? []))];
  };
  return (release) => {
    const { valuesFrom = [], from, values } = release;
    const given = valuesFrom.map((source) => ({ source, texts: textsOf(source, from) }));
    const several = given.filter(({ texts }) => texts.length > 1);
    const lacks = given.some(({ source, texts }) => texts.length === 0 && !source.isOptional);
    const count = several[0]?.texts.length ?? 1;
    if (given.length === 0) return [release];
    if (lacks || several.length > 1 || count > MOST) return [{ ...release, isIncomplete: true }];
    return Array.from({ length: count }, (_, at) => {
      const texts = given.flatMap((each) => each.texts[each.texts.length > 1 ? at : 0] ?? []);
      return { ...release, values: merged([...texts, ...(values === undefined ? [] : [values])]) };
    });
  };
}

/** Maps are merged key by key; of all else the last one counts. */
function merged(texts: readonly string[]): string {
  const all = texts.map((text) => {
    const tree = parseAnyFile(sourceFile('', text)).documents[0]?.tree;
    return tree === undefined ? {} : toData(tree);
  });
  return JSON.stringify(all.reduce<unknown>(over, {}));
}

function over(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above;
  const result = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) result.set(key, over(result.get(key), value));
  return Object.fromEntries(result);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
