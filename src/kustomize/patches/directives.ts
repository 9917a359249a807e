import { placeOf, type Tree } from '../../tree/tree.js';
import { textAt } from '../objects/draft.js';
import { Refusal } from '../build/trace.js';

/** `$patch: …` of a patch. */
type Directive = 'merge' | 'replace' | 'delete';

/** What a map of a patch says to be done with it. */
export function directiveOf(patch: Tree): Directive {
  const entry = patch.type === 'map' ? patch.entries.get('$patch') : undefined;
  if (entry === undefined || isNull(entry.value)) return 'merge';
  const text = textAt(patch, '$patch');
  if (text === 'merge' || text === 'replace' || text === 'delete') return text;
  throw new Refusal(
    `a patch is merged, replaces or deletes: kustomize knows no \`$patch: ${text}\``,
    placeOf(entry.value),
  );
}

export const isNull = (tree: Tree | undefined): boolean => tree?.type === 'scalar' && tree.value === null;
