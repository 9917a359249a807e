import { get, getNumber, type Path, type Tree } from '../../tree/tree.js';
import type { Refusal, RefusalRow } from './refusal.js';

function bounds(least: string, most: string, missing: number): RefusalRow['judge'] {
  return (spec, path) => {
    const [min, max] = [getNumber(spec, least), getNumber(spec, most) ?? missing];
    if (min === undefined || min <= max) return [];
    const written = get(spec, most) !== undefined;
    const byDefault = written ? '' : `, which is ${String(missing)} where it is not written`;
    return [
      {
        path: [...path, least],
        says: `wants at least ${String(min)} Pods and at most ${String(max)}`,
        because: `\`${least}\` may not be greater than \`${most}\`${byDefault}`,
        ...(written && { other: { path: [...path, most], text: 'at most so many' } }),
      },
    ];
  };
}

const RESOURCE_TARGETS = ['averageUtilization', 'averageValue'] as const;

/** Whatever the type says, one of the two is compared. */
function targetRefusals(target: Tree, path: Path): readonly Refusal[] {
  const [first, second] = RESOURCE_TARGETS.filter((field) => get(target, field) !== undefined);
  const because = 'a resource has either `averageUtilization` or `averageValue`';
  if (first === undefined)
    return [{ path: [...path, 'type'], says: 'has a target without a value for a resource', because }];
  if (second === undefined) return [];
  const other = { path: [...path, first], text: 'the other one' };
  return [{ path: [...path, second], says: 'has two targets for one resource', because, other }];
}

/** pkg/apis/autoscaling/validation, pkg/apis/policy/validation; kedacore/keda apis/keda/v1alpha1 (semantics 7.19). */
export const SCALE_REFUSALS: readonly RefusalRow[] = [
  {
    kinds: ['autoscaling/HorizontalPodAutoscaler'],
    at: ['spec'],
    judge: (spec, path, resource) =>
      get(spec, 'maxReplicas') === undefined ? [] : bounds('minReplicas', 'maxReplicas', 0)(spec, path, resource),
  },
  { kinds: ['keda.sh/ScaledObject'], at: ['spec'], judge: bounds('minReplicaCount', 'maxReplicaCount', 100) },
  ...(['resource', 'containerResource'] as const).map((source): RefusalRow => ({
    kinds: ['autoscaling/HorizontalPodAutoscaler'],
    at: ['spec', 'metrics', '*', source, 'target'],
    judge: targetRefusals,
  })),
  {
    kinds: ['policy/PodDisruptionBudget'],
    at: ['spec'],
    judge: (spec, path) =>
      get(spec, 'minAvailable') === undefined || get(spec, 'maxUnavailable') === undefined
        ? []
        : [
            {
              path: [...path, 'maxUnavailable'],
              says: 'says how many Pods must stay, and how many may go',
              because: '`minAvailable` and `maxUnavailable` exclude each other',
              other: { path: [...path, 'minAvailable'], text: 'the other one' },
            },
          ],
  },
  ...(['minAvailable', 'maxUnavailable'] as const).map((field): RefusalRow => ({
    kinds: ['policy/PodDisruptionBudget'],
    at: ['spec', field],
    judge: (value, path) =>
      value.type === 'scalar' && typeof value.value === 'string' && /^\d+$/.test(value.value)
        ? [
            {
              path,
              says: `has the text \`"${value.value}"\` as \`${field}\``,
              because: 'a text is a percentage, such as `50%`; a number is written without quotes',
            },
          ]
        : [],
  })),
];
