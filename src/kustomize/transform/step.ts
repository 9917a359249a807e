import type { Place } from '../../tree/tree.js';
import type { Draft } from '../draft.js';
import { attempt, type Trace } from '../trace.js';

/** One transformer as a kustomization asks for it. */
export interface Step {
  /** Where it is asked for: the place of what kustomize refuses in it. */
  readonly place: Place;
  readonly run: (drafts: readonly Draft[]) => readonly Draft[];
}

/** Runs one step behind the other. One that kustomize refuses is noted, and changes nothing. */
export function runSteps(drafts: readonly Draft[], steps: readonly Step[], trace: Trace): readonly Draft[] {
  return steps.reduce((before, { place, run }) => attempt(trace, place, before, () => run(before)), drafts);
}
