import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // A machine may be busy: a test fails by what it finds, not by how long it takes.
    testTimeout: 120_000,
    include: ['test/**/*.test.ts'],
    globalSetup: './test/support/build-program.ts',
    // The sources are loaded once for each worker instead of once for each file; order proves nothing (`--sequence.shuffle`).
    isolate: false,
    maxWorkers: availableParallelism(),
    // What was compiled is kept by its content: a second run of a few tests waits for them alone.
    experimental: { fsModuleCache: true },
    reporters: ['default', './test/support/count-reporter.ts'],
    coverage: { provider: 'v8', include: ['src/**', 'rules/**'], exclude: ['src/k8s/schema/**'] },
  },
});
