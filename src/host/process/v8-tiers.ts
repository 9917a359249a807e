import { setFlagsFromString } from 'node:v8';
import type { Io } from './io.js';

/**
 * What V8 is told about compiling, by the major release of Node. A run of svclint is over before most of what V8
 * optimises has paid for itself, so it waits longer and inlines less (`npm run bench:tiers` shows what that gives).
 * These flags are no contract of V8: a release that is not listed here runs as it is. So does Node 24, where a
 * compiler in between makes the gain small.
 */
const FLAGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['20', ['--interrupt-budget=1000000', '--max-inlined-bytecode-size-cumulative=300']],
  ['22', ['--invocation-count-for-turbofan=20000', '--max-inlined-bytecode-size-cumulative=300']],
]);

/** SVCLINT_V8_FLAGS stands for them, separated by blanks: empty, it leaves V8 as it is. */
export function setTiers(env: Io['env']): void {
  const given = env['SVCLINT_V8_FLAGS']?.split(' ').filter((flag) => flag !== '');
  for (const flag of given ?? FLAGS.get(process.versions.node.split('.')[0] ?? '') ?? []) setFlagsFromString(flag);
}
