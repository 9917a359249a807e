import { mkdir, rm, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

const SHEBANG = '#!/usr/bin/env node';

/**
 * Bundles the command line and the public API into `dist/`. They share chunks, and what a run does not need
 * (reporters, validators, commands) stays in chunks of its own that are loaded on demand.
 */
export async function bundle(root: string, version: string): Promise<Metafile> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/cli.ts', index: 'src/index.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none', // THIRD-PARTY-NOTICES has the licences in full
    define: { SVCLINT_VERSION: JSON.stringify(version) },
    alias: { yaml: neutralYaml(root) },
    plugins: [nodeModulesAsImports()],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  for (const file of result.outputFiles) {
    await mkdir(path.dirname(file.path), { recursive: true });
    const isProgram = path.relative(root, file.path) === path.join('dist', 'cli.js');
    await writeFile(file.path, isProgram ? `${SHEBANG}\n${file.text}` : file.text, { mode: isProgram ? 0o755 : 0o644 });
  }
  return result.metafile;
}

/** The build of `yaml` that is ESM and needs nothing of Node, so that the public API runs anywhere. */
function neutralYaml(root: string): string {
  const manifest = createRequire(path.join(root, 'package.json')).resolve('yaml/package.json');
  return path.join(path.dirname(manifest), 'browser', 'dist', 'index.js');
}

/**
 * CommonJS packages (fast-glob) `require` modules of Node, which an ES module cannot. Each such call becomes an import
 * of the chunk that needs it; a `createRequire` banner would burden every start instead.
 */
function nodeModulesAsImports(): Plugin {
  const names = builtinModules.filter((name) => !name.startsWith('_')).join('|');
  return {
    name: 'node-modules-as-imports',
    setup(esbuild) {
      esbuild.onResolve({ filter: new RegExp(`^(?:node:)?(?:${names})$`) }, ({ path: name, kind }) => {
        if (kind !== 'require-call') return { path: withScheme(name), external: true };
        return { path: withScheme(name), namespace: 'node-module' };
      });
      esbuild.onLoad({ filter: /.*/, namespace: 'node-module' }, ({ path: name }) => ({
        contents: `export * from '${name}'; export { default } from '${name}';`,
      }));
    },
  };
}

function withScheme(name: string): string {
  return name.startsWith('node:') ? name : `node:${name}`;
}

/** The imports of Node that the public API reaches through its chunks; none is allowed. */
export function nodeImportsOfApi(metafile: Metafile): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (output: string): void => {
    if (seen.has(output)) return;
    seen.add(output);
    for (const { path: target, external } of metafile.outputs[output]?.imports ?? []) {
      if (external === true) found.push(`${output} imports ${target}`);
      else visit(target);
    }
  };
  visit('dist/index.js');
  return found;
}
