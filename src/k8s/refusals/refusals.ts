import { groupBy } from '../../data/group.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { CONTOUR_REFUSALS } from './contour-refusals.js';
import { GATEWAY_REFUSALS } from './gateway-refusals.js';
import { MESH_REFUSALS } from './mesh-refusals.js';
import { refusalsBy, type Refusal } from './refusal.js';
import { ROLLOUT_REFUSALS } from './rollout-refusals.js';
import { SCALE_REFUSALS } from './scale-refusals.js';

const BY_KIND = groupBy(
  [...CONTOUR_REFUSALS, ...GATEWAY_REFUSALS, ...MESH_REFUSALS, ...ROLLOUT_REFUSALS, ...SCALE_REFUSALS].flatMap((row) =>
    row.kinds.map((kind) => ({ kind: kind, row })),
  ),
  ({ kind }) => kind,
);

/** The kinds of which it is known here which fields exclude or need each other. */
export const KINDS_WITH_REFUSALS = [...BY_KIND.keys()] as readonly ObjectKind[];

/** What validation refuses in an object of `KINDS_WITH_REFUSALS` (semantics 7.19). */
export function refusalsOf(resource: Resource): readonly Refusal[] {
  const { group, kind } = resource;
  const rows = BY_KIND.get(`${group}/${kind}`) ?? [];
  return refusalsBy(
    rows.map(({ row }) => row),
    resource,
  );
}
