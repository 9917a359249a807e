import { readFileSync } from 'node:fs';
import { CheckStatus, type Checker, type CheckResult } from '@stryker-mutator/api/check';
import type { Mutant } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { drawnAs, type Drawn } from './draw.js';

/** Refuses all mutants but those that were drawn: Stryker calls them invalid, and leaves them out of the score. */
class Sample implements Checker {
  #drawn: ReadonlySet<Drawn> = new Set();

  async init(): Promise<void> {
    const file = process.env['SVCLINT_MUTATION_DRAWN'] ?? '';
    this.#drawn = new Set(JSON.parse(readFileSync(file, 'utf8')) as readonly Drawn[]);
  }

  check(mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> {
    const resultOf = (mutant: Mutant): CheckResult =>
      this.#drawn.has(drawnAs(mutant))
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: 'not in the sample' };
    return Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, resultOf(mutant)])));
  }

  group(mutants: readonly Mutant[]): Promise<string[][]> {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
