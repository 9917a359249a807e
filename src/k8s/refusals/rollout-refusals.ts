import { get, getString, type Path } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { RefusalRow } from './refusal.js';

const ROLLOUT: readonly ObjectKind[] = ['argoproj.io/Rollout'];

/** Two Services of one Rollout that have to be two. */
function apart(strategy: Path, first: string, second: string): RefusalRow {
  return {
    kinds: ROLLOUT,
    at: ['spec', 'strategy', ...strategy],
    judge: (tree, path) => {
      const [one, other] = [getString(tree, first) ?? '', getString(tree, second) ?? ''];
      if (one === '' || one !== other) return [];
      return [
        {
          path: [...path, second],
          says: `has one Service as \`${first}\` and as \`${second}\``,
          because: 'the controller gives each of them a selector of its own, so that two are needed',
          other: { path: [...path, first], text: 'the same Service' },
        },
      ];
    },
  };
}

/** What moves requests by weight between two Services; ping-pong names them elsewhere. */
const ROUTERS = ['alb', 'nginx', 'smi', 'traefik', 'ambassador', 'apisix'];

/** argoproj/argo-rollouts `pkg/apis/rollouts/validation/validation.go` (semantics 7.19). */
export const ROLLOUT_REFUSALS: readonly RefusalRow[] = [
  apart(['canary'], 'canaryService', 'stableService'),
  apart(['canary', 'pingPong'], 'pingService', 'pongService'),
  apart(['blueGreen'], 'activeService', 'previewService'),
  {
    kinds: ROLLOUT,
    at: ['spec', 'strategy', 'canary'],
    judge: (canary, path) => {
      const router = ROUTERS.find((name) => get(canary, 'trafficRouting', name) !== undefined);
      const lacking = ['canaryService', 'stableService'].find((name) => (getString(canary, name) ?? '') === '');
      if (router === undefined || lacking === undefined || get(canary, 'pingPong') !== undefined) return [];
      return [
        {
          path: [...path, 'trafficRouting', router],
          says: `routes requests by \`${router}\` without \`${lacking}\``,
          because: 'whoever divides requests needs a Service of the old Pods and one of the new',
        },
      ];
    },
  },
];
