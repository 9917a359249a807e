import { getString, isString, type Tree } from '../tree/tree.js';
import type { DuplicateKey, LostObject, Quirk } from './document.js';

/** The objects that a document loses in this way, in its order (semantics 10.3). */
export function lostObjects(tree: Tree | undefined, quirks: readonly Quirk[]): readonly LostObject[] {
  const lost = quirks.filter((quirk) => quirk.kind === 'duplicate-key');
  if (tree?.type !== 'map' || lost.length === 0) return [];
  // Of a key that is written three times the second is lost as well, for the third.
  const top = new Set(tree.entries.values().map(({ keyStart }) => keyStart));
  const atTop: DuplicateKey[] = [];
  for (const quirk of lost.toReversed()) {
    if (!top.has(quirk.kept.span.start)) continue;
    top.add(quirk.lost.span.start);
    atTop.unshift(quirk);
  }
  return objectsOf(atTop);
}

/** The keys of one lost object stand together: a key that comes a second time begins the next one. */
function objectsOf(atTop: readonly DuplicateKey[]): readonly LostObject[] {
  const groups: Map<string, DuplicateKey>[] = [];
  for (const quirk of atTop.toSorted((a, b) => a.lost.span.start - b.lost.span.start)) {
    const last = groups.at(-1);
    if (last === undefined || last.has(quirk.key)) groups.push(new Map([[quirk.key, quirk]]));
    else last.set(quirk.key, quirk);
  }
  return groups.flatMap((keys) => {
    const [kind, metadata] = [keys.get('kind'), keys.get('metadata')];
    if (kind === undefined || metadata === undefined || !isString(kind.lostValue)) return [];
    const all = [...keys.values()];
    return [
      {
        kind: kind.lostValue.value,
        name: getString(metadata.lostValue, 'name') || undefined,
        at: kind.lost,
        next: all.map(({ kept }) => kept).reduce((first, kept) => (kept.span.start < first.span.start ? kept : first)),
        keys: all,
      },
    ];
  });
}
