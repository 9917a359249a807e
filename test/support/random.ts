import fc from 'fast-check';

// The same cases in every run, so that a red build is red for everyone; PROPERTY_SEED=random looks for new ones.
const { PROPERTY_SEED: seed, PROPERTY_RUNS: runs } = process.env;
fc.configureGlobal({
  ...(seed !== 'random' && { seed: Number(seed ?? 20260) }),
  ...(runs !== undefined && { numRuns: Number(runs) }),
});

export { fc };
