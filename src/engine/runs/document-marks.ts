import { MARKS, type Marks } from '../../k8s/object/marks.js';
import { get } from '../../tree/tree.js';
import type { Document } from '../../yaml/document.js';

/** The marks of a document, before anything is known of its meaning. */
export function marksOfDocument({ tree, problems, quirks, lost }: Document): Marks {
  if (tree?.type !== 'map') return MARKS.syntax | MARKS.identity;
  const isPlain = problems.length + quirks.length + lost.length === 0;
  const isNamed = get(tree, 'apiVersion') !== undefined && get(tree, 'kind') !== undefined;
  return (isPlain ? 0 : MARKS.syntax) | (isNamed ? 0 : MARKS.identity);
}
