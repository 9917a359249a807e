import type { Place } from '../../tree/tree.js';
import type { Drafts } from '../objects/drafts.js';
import { attempt, Refusal, type Trace } from '../build/trace.js';

/** One transformer as a kustomization asks for it. */
export interface Step {
  /** Where it is asked for: the place of what kustomize refuses in it. */
  readonly place: Place;
  /** A refusal that it gives back is noted as well, and yet the rest of it stays done. */
  readonly run: (drafts: Drafts) => unknown;
}

/** Runs one step behind the other. One that kustomize refuses is noted, and what throws changes nothing. */
export function runSteps(drafts: Drafts, steps: readonly Step[], trace: Trace): void {
  for (const { place, run } of steps)
    attempt(trace, place, undefined, () => {
      const refused = drafts.atomically(() => run(drafts));
      if (refused instanceof Refusal) throw refused;
    });
}
