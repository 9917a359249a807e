import type { Place } from '../../tree/tree.js';
import type { Drafts } from '../objects/drafts.js';
import { attempt, type Trace } from '../build/trace.js';

/** One transformer as a kustomization asks for it. */
export interface Step {
  /** Where it is asked for: the place of what kustomize refuses in it. */
  readonly place: Place;
  readonly run: (drafts: Drafts) => void;
}

/** Runs one step behind the other. One that kustomize refuses is noted, and changes nothing. */
export function runSteps(drafts: Drafts, steps: readonly Step[], trace: Trace): void {
  for (const { place, run } of steps)
    attempt(trace, place, undefined, () => {
      drafts.atomically(() => run(drafts));
    });
}
