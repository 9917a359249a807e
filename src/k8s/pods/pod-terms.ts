import { getList, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** `spread`: a topologySpreadConstraint; the others are terms of podAffinity and podAntiAffinity. */
export interface PodTerm {
  readonly kind: 'spread' | 'affinity' | 'anti-affinity';
  readonly path: Path;
}

/** Everything in the Pod spec at `spec` that carries a `labelSelector` (semantics 7.11). */
export function podTerms(resource: Resource, spec: Path): readonly PodTerm[] {
  const items = (...path: Path): readonly Path[] =>
    getList(resource.tree, ...spec, ...path).map((_, index) => [...spec, ...path, index]);
  const affinities = (['affinity', 'anti-affinity'] as const).flatMap((kind) => {
    const field = kind === 'affinity' ? 'podAffinity' : 'podAntiAffinity';
    return [
      ...items('affinity', field, 'requiredDuringSchedulingIgnoredDuringExecution'),
      ...items('affinity', field, 'preferredDuringSchedulingIgnoredDuringExecution').map((path) => [
        ...path,
        'podAffinityTerm',
      ]),
    ].map((path) => ({ kind, path }));
  });
  const spreads = items('topologySpreadConstraints').map((path) => ({ kind: 'spread' as const, path }));
  return [...spreads, ...affinities].filter(({ path }) => resource.get(...path)?.type === 'map');
}
