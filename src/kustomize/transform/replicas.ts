import { computedScalar, scalarText } from '../../tree/edit.js';
import { get, getList, placeOf, type Tree } from '../../tree/tree.js';
import type { Configuration } from '../configuration.js';
import { idsOf, isSelected, textAt, type Draft } from '../draft.js';
import { changeField } from '../field-spec.js';
import type { Kustomization } from '../kustomization.js';
import { absence } from '../trace.js';
import type { Step } from './step.js';

/** `replicas`: sets the count of whatever had the name at any time. */
export function replicaSteps({ tree }: Kustomization, { replicas }: Configuration): readonly Step[] {
  return getList(tree, 'replicas').map((item) => {
    const name = textAt(item, 'name');
    const place = placeOf(item, ['name']);
    const hasName = (draft: Draft, kind: (typeof replicas)[number]): boolean =>
      idsOf(draft).some((id) => id.name === name && isSelected(id, kind));
    const scale = (draft: Draft): Draft => ({
      ...draft,
      tree: replicas
        .filter((spec) => hasName(draft, spec))
        .reduce((at, spec) => changeField(at, spec, () => countOf(item), { of: 'scalar', place }), draft.tree),
    });
    return {
      place,
      run: (drafts) => {
        if (!drafts.some((draft) => replicas.some((spec) => hasName(draft, spec))))
          throw absence(`nothing that has replicas is called \`${name}\``);
        return drafts.map(scale);
      },
    };
  });
}

function countOf(item: Tree): Tree {
  const count = get(item, 'count');
  if (count?.type !== 'scalar') return computedScalar(0, placeOf(item, []));
  return typeof count.value === 'number' ? count : computedScalar(Number(scalarText(count)), count.place);
}
