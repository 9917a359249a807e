import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output of a run in `12 passed, 0 failed, 3 skipped`, which `.ci/run` and others read. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) count[state === 'pending' ? 'skipped' : state]++;
      // A file that breaks before its tests exist, or around them, is one failure.
      const broken =
        module.errors().length + [...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length;
      if (broken > 0) count.failed++;
    }
    // The default reporter ends after this hook is called, so the line waits until everything else is written.
    process.once('exit', () =>
      process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`),
    );
  }
}
