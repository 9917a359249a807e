import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import glob from 'fast-glob';

/** What is tried on mutants: what starts a program or a browser, draws at random or reads sources as text is left out. */
const TESTS = [
  'test/{answers,charts,data,diagnostic,engine,graph,k8s,kustomize,message,rules,settings,silence,text,tree,units,yaml}/**/*.test.ts',
  'test/mutation/*.mutation.ts',
  'test/{docs,rules-meta,trace}.test.ts',
];
const LEFT_OUT = [
  'test/charts/helm.test.ts',
  'test/answers/**/random-worlds.test.ts',
  // Tests of scale count steps and seconds, and no fact stands on them alone.
  'test/{yaml,kustomize}/hostile.test.ts',
  'test/engine/marks.test.ts',
  'test/engine/failing-build.test.ts', // replaces a module, which takes vitest itself
];

/** The tests and all that they import, in one script that can be run again and again: each time all modules are new. */
export async function bundleTests(root: string): Promise<Script> {
  const only = (process.env['SVCLINT_MUTATION_TESTS'] ?? '').split(',');
  const all = await glob(TESTS, { cwd: root, ignore: LEFT_OUT });
  const files = all.filter((file) => only.some((start) => file.startsWith(start))).sort();
  const contents = files.map((file) => `suite.enter(${JSON.stringify(file)}); require('./${file}');`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, sourcefile: 'tests.js' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: [standIns],
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild made no bundle');
  return new Script(`(function (require, module, exports, suite) {${output.text}\n})`, { filename: 'tests.js' });
}

/** Vitest itself is replaced, and `kubectl` is absent. */
const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: 'vitest', namespace: 'stand-in' }));
    onResolve({ filter: /\/tools\/cluster-tools\.js$/ }, () => ({ path: 'cluster-tools', namespace: 'stand-in' }));
    onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path: name }) => ({ contents: STAND_INS[name] ?? '' }));
    onLoad({ filter: /\/(?:test|scripts)\/.*\.ts$/ }, ({ path: name }) => ({
      loader: 'ts',
      contents: readFileSync(name, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(name)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(name).href)),
    }));
  },
};

const STAND_INS: Readonly<Record<string, string>> = {
  vitest: 'export const { describe, it, test, expect, onTestFinished } = suite.api;',
  'cluster-tools': 'export const clusterTool = () => undefined;',
};
