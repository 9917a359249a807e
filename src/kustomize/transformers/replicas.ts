import { computedScalar, scalarText } from '../../tree/edit.js';
import { get, getList, placeOf, type MapTree, type Tree } from '../../tree/tree.js';
import type { Configuration } from '../configuration/configuration.js';
import { isSelected, textAt, withTree } from '../objects/draft.js';
import type { Drafts } from '../objects/drafts.js';
import { inStyleOf } from '../objects/quotes.js';
import { changeField, scalarIn, type FieldSpec } from '../fields/field-spec.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { absence } from '../build/trace.js';
import type { Step } from './step.js';

/** `replicas`: sets the count of whatever had the name at any time. */
export function replicaSteps({ tree }: Kustomization, { replicas }: Configuration): readonly Step[] {
  return getList(tree, 'replicas').map((item) => ({
    place: placeOf(item, ['name']),
    run: (drafts) => {
      scale(drafts, item, replicas);
    },
  }));
}

function scale(drafts: Drafts, item: Tree, replicas: readonly FieldSpec[]): void {
  const name = textAt(item, 'name');
  const place = placeOf(item, ['name']);
  let isThere = false;
  for (const draft of drafts.named(name)) {
    const ids = [...draft.formerIds, draft.id].filter((id) => id.name === name);
    const wanted = replicas.filter((spec) => ids.some((id) => isSelected(id, spec)));
    if (wanted.length > 0) isThere = true;
    // The kind that an object has in the end decides whether it has such a field.
    const own = wanted.filter((spec) => isSelected(draft.id, spec));
    const set = (at: MapTree, spec: FieldSpec): MapTree =>
      changeField(
        at,
        spec,
        (old) => {
          scalarIn(old, spec);
          return inStyleOf(old, countOf(item));
        },
        { of: 'scalar', place },
      );
    drafts.change(draft, withTree(draft, own.reduce(set, draft.tree)));
  }
  if (!isThere) throw absence(`nothing that has replicas is called \`${name}\``, undefined, []);
}

function countOf(item: Tree): Tree {
  const count = get(item, 'count');
  if (count?.type !== 'scalar') return computedScalar(0, placeOf(item));
  return typeof count.value === 'number' ? count : computedScalar(Number(scalarText(count)), count.place);
}
