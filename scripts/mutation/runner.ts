import { createRequire } from 'node:module';
import path from 'node:path';
import type { Script } from 'node:vm';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import type { CoverageData, MutantCoverage } from '@stryker-mutator/api/core';
import { bundleTests } from './bundle.js';
import { byNearness } from './order.js';
import { Suite, type Test } from './suite.js';

/** What the instrumented code shares with the runner. */
interface Instrument {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}

/** When a run that has a limit of time tries no more mutants, in milliseconds of the clock. */
const END = Number(process.env['SVCLINT_MUTATION_END'] ?? Infinity);

/** Runs the pure tests in this process; all modules are loaded anew for each mutant, so that none meets what another left. */
class PureRunner implements TestRunner {
  readonly #root = process.cwd();
  readonly #require = createRequire(path.join(this.#root, 'package.json'));
  readonly #instrument: Instrument = ((globalThis as { __stryker__?: Instrument }).__stryker__ ??= {});
  #script: Script | undefined;

  capabilities(): { readonly reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.#script = await bundleTests(this.#root);
  }

  async dryRun(): Promise<DryRunResult> {
    Object.assign(this.#instrument, { activeMutant: undefined, hitCount: undefined, mutantCoverage: noCoverage() });
    const suite = this.#load();
    const tests: TestResult[] = [];
    for (const test of suite.tests) {
      this.#instrument.currentTestId = test.id;
      const start = performance.now();
      const failure = await failureOf(suite, test);
      const told = { id: test.id, name: test.id, fileName: test.file, timeSpentMs: performance.now() - start };
      tests.push(
        failure === undefined
          ? { ...told, status: TestStatus.Success }
          : { ...told, status: TestStatus.Failed, failureMessage: failure },
      );
    }
    this.#instrument.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#instrument.mutantCoverage ?? noCoverage() };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    if (Date.now() > END) return { status: MutantRunStatus.Error, errorMessage: 'the time is over' };
    const { activeMutant, mutantActivation, testFilter, hitLimit, sandboxFileName } = options;
    Object.assign(this.#instrument, { activeMutant: undefined, hitCount: 0, hitLimit, mutantCoverage: noCoverage() });
    if (mutantActivation === 'static') this.#instrument.activeMutant = activeMutant.id;
    try {
      const suite = this.#load();
      this.#instrument.activeMutant = activeMutant.id;
      const wanted = testFilter === undefined ? undefined : new Set(testFilter);
      const reached = suite.tests.filter(({ id }) => wanted?.has(id) ?? true);
      return await this.#firstFailure(suite, byNearness(reached, path.relative(this.#root, sandboxFileName)));
    } catch (error) {
      return this.#killed('the tests cannot be loaded', String(error), 0);
    } finally {
      this.#instrument.activeMutant = undefined;
    }
  }

  async #firstFailure(suite: Suite, tests: readonly Test[]): Promise<MutantRunResult> {
    for (const [at, test] of tests.entries()) {
      const failure = await failureOf(suite, test);
      if (failure !== undefined) return this.#killed(test.id, failure, at + 1);
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }

  #killed(test: string, failureMessage: string, nrOfTests: number): MutantRunResult {
    const { hitCount, hitLimit } = this.#instrument;
    const endless = determineHitLimitReached(hitCount, hitLimit);
    if (endless !== undefined) return { status: MutantRunStatus.Timeout, reason: endless.reason ?? '' };
    return { status: MutantRunStatus.Killed, killedBy: [test], failureMessage, nrOfTests };
  }

  #load(): Suite {
    const suite = new Suite();
    const run = this.#script?.runInThisContext() as (...values: readonly unknown[]) => void;
    run(this.#require, { exports: {} }, {}, suite);
    return suite;
  }
}

function noCoverage(): MutantCoverage {
  return { static: {} as CoverageData, perTest: {} };
}

async function failureOf(suite: Suite, test: Test): Promise<string | undefined> {
  try {
    await suite.run(test);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 500) : String(error);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'pure', PureRunner)];
