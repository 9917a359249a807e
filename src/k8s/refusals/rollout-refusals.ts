import { get, getEntries, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Refusal, RefusalRow } from './refusal.js';

const ROLLOUTS: readonly ObjectKind[] = ['argoproj.io/Rollout'];
const MARKED = 'the controller marks the Rollout as `InvalidSpec`, and does nothing with it';

/** Two Services of one strategy that must differ. */
function same(strategy: Tree, path: Path, first: string, second: string, words: string): readonly Refusal[] {
  const [one, other] = [getString(strategy, first), getString(strategy, second)];
  if (one === undefined || one === '' || one !== other) return [];
  return [
    {
      path: [...path, second],
      says: `has one Service, \`${one}\`, as ${words}`,
      because: MARKED,
      other: { path: [...path, first], text: 'the same Service' },
    },
  ];
}

function canaryRefusals(canary: Tree, path: Path): readonly Refusal[] {
  const routing = get(canary, 'trafficRouting');
  const hasPingPong = get(canary, 'pingPong') !== undefined;
  const lacking = ['canaryService', 'stableService'].filter((field) => (getString(canary, field) ?? '') === '');
  // Istio may tell both sides apart by subsets of one Service.
  const hasSubsets = get(canary, 'trafficRouting', 'istio', 'destinationRule') !== undefined;
  const wantsBoth = routing?.type === 'map' && getEntries(routing).length > 0 && !hasPingPong && !hasSubsets;
  return [
    ...same(canary, path, 'stableService', 'canaryService', 'its stable one and its canary'),
    ...(wantsBoth && lacking.length > 0
      ? [
          {
            path: [...path, 'trafficRouting'],
            says: `divides requests without \`${lacking.join('` and `')}\``,
            because: `traffic routing needs both Services: ${MARKED}`,
          },
        ]
      : []),
  ];
}

function stepRefusals(step: Tree, path: Path): readonly Refusal[] {
  const weight = getNumber(step, 'setWeight');
  return weight !== undefined && (weight < 0 || weight > 100)
    ? [{ path: [...path, 'setWeight'], says: `has the weight ${String(weight)}`, because: 'a weight is from 0 to 100' }]
    : [];
}

function strategyRefusals(spec: Tree, path: Path): readonly Refusal[] {
  const strategies = ['canary', 'blueGreen'].filter((field) => get(spec, 'strategy', field) !== undefined);
  const [first, second] = strategies;
  if (first !== undefined && second !== undefined)
    return [
      {
        path: [...path, 'strategy', second],
        says: 'has two strategies',
        because: MARKED,
        other: { path: [...path, 'strategy', first], text: 'the other one' },
      },
    ];
  // One that is left out may be added by whoever applies it; an empty one is there, and says nothing.
  const strategy = get(spec, 'strategy');
  return first === undefined && strategy?.type === 'map' && getEntries(strategy).length === 0
    ? [
        {
          path: [...path, 'strategy'],
          says: 'has no strategy',
          because: `it is \`canary\` or \`blueGreen\`: ${MARKED}`,
        },
      ]
    : [];
}

/** argoproj/argo-rollouts `pkg/apis/rollouts/validation/validation.go` (semantics 7.19). */
export const ROLLOUT_REFUSALS: readonly RefusalRow[] = [
  { kinds: ROLLOUTS, at: ['spec'], judge: strategyRefusals },
  { kinds: ROLLOUTS, at: ['spec', 'strategy', 'canary'], judge: canaryRefusals },
  { kinds: ROLLOUTS, at: ['spec', 'strategy', 'canary', 'steps', '*'], judge: stepRefusals },
  {
    kinds: ROLLOUTS,
    at: ['spec', 'strategy', 'blueGreen'],
    judge: (strategy, path) => [
      ...same(strategy, path, 'activeService', 'previewService', 'its active one and its preview'),
      ...((getString(strategy, 'activeService') ?? '') === ''
        ? [{ path, says: 'has a strategy without `activeService`', because: MARKED }]
        : []),
    ],
  },
];
