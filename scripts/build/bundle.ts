import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

const SHEBANG = '#!/usr/bin/env node';

/**
 * Bundles into `outdir`: `index.js`, the public API, with `index.cjs` for `require`; `cli.js`, which reads the command line; and `commands.cjs`, which
 * runs the commands. That is one script and no module, so that what V8 compiles of it can be kept (`code-cache.ts`). `pages.cjs`, what draws
 * pages of HTML, is another.
 */
export async function bundle(
  root: string,
  manifest: Manifest,
  outdir = path.join(root, 'dist'),
): Promise<readonly Metafile[]> {
  await rm(outdir, { recursive: true, force: true });
  const common = { ...commonOptions(root, manifest), outdir };
  await commonJsEntry(outdir);
  return [
    await written({ ...common, entryPoints: { index: 'src/library.ts' }, format: 'esm' }),
    await written({
      ...common,
      entryPoints: { cli: 'src/cli/cli.ts' },
      format: 'esm',
      banner: { js: SHEBANG },
      plugins: [commandsAsScript(), builtinsAsTheyAre()],
    }),
    await written({
      ...asScript(common),
      entryPoints: { commands: 'src/cli/run-command.ts' },
      plugins: [pagesAsScript()],
    }),
    await written({ ...asScript(common), entryPoints: { pages: 'src/report/pages/pages.ts' } }),
  ];
}

/** One function, as `loadScript` runs it. */
function asScript(common: BuildOptions): BuildOptions {
  return {
    ...common,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { ...common.define, 'import.meta.dirname': '__dirname' },
    banner: { js: '(function(require,__dirname,module){' },
    footer: { js: '})' },
  };
}

/** What `require('svclint')` loads: every Node that svclint runs on can require a module without top-level await. */
async function commonJsEntry(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  await writeFile(path.join(outdir, 'index.cjs'), "'use strict';\n\nmodule.exports = require('./index.js');\n");
}

/** What of package.json the program knows. */
export interface Manifest {
  readonly version: string;
  /** The address of the repository, if it has one. */
  readonly homepage?: string;
}

function commonOptions(root: string, { version, homepage }: Manifest): BuildOptions {
  const pages = homepage === undefined ? undefined : `${homepage.replace(/#.*$/, '')}/blob/v${version}/`;
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    charset: 'ascii', // a text of one byte for each character is read and compiled faster
    minifySyntax: true,
    minifyWhitespace: true, // names stay, for bug reports
    legalComments: 'none', // THIRD-PARTY-NOTICES has the licences in full
    define: {
      SVCLINT_VERSION: JSON.stringify(version),
      SVCLINT_PAGES: pages === undefined ? 'undefined' : JSON.stringify(pages),
    },
    alias: { yaml: neutralYaml(root) },
    logLevel: 'warning',
  };
}

async function written(options: BuildOptions): Promise<Metafile> {
  const result = await build({ ...options, metafile: true, write: false });
  for (const file of result.outputFiles) {
    await mkdir(path.dirname(file.path), { recursive: true });
    await writeFile(file.path, file.text, { mode: file.text.startsWith(SHEBANG) ? 0o755 : 0o644 });
  }
  return result.metafile;
}

/** The build of `yaml` that is ESM and needs nothing of Node, so that the public API runs anywhere. */
function neutralYaml(root: string): string {
  const manifest = createRequire(path.join(root, 'package.json')).resolve('yaml/package.json');
  return path.join(path.dirname(manifest), 'browser', 'dist', 'index.js');
}

/** The program loads the commands as a script; the sources, when they run unbuilt, import them. */
function commandsAsScript(): Plugin {
  return {
    name: 'commands-as-script',
    setup(esbuild) {
      esbuild.onResolve({ filter: /\/load-commands\.js$/ }, ({ resolveDir }) => ({
        path: path.join(resolveDir, 'load-built-commands.ts'),
      }));
    },
  };
}

/** What draws pages is loaded when a page is asked for: no other run has to read it. */
function pagesAsScript(): Plugin {
  return {
    name: 'pages-as-script',
    setup(esbuild) {
      esbuild.onResolve({ filter: /\/pages\/pages\.js$/ }, () => ({
        path: path.join(esbuild.initialOptions.absWorkingDir ?? '', 'src/cli/load-built-pages.ts'),
      }));
    },
  };
}

/**
 * An `import` of a module of Node reads all that it exports, which makes `node:fs` load what it has for streams: 3 ms.
 * A module that is asked for at run time comes as it is.
 */
function builtinsAsTheyAre(): Plugin {
  return {
    name: 'builtins-as-they-are',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^node:/ }, ({ path: id }) => ({ path: id, namespace: 'builtin' }));
      esbuild.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: id }) => ({
        contents: `module.exports = process.getBuiltinModule('${id}');`,
      }));
    },
  };
}

/** The modules of Node that the public API imports; none is allowed. */
export function nodeImportsOfApi(metafiles: readonly Metafile[]): readonly string[] {
  const api = metafiles.flatMap(({ outputs }) => outputs['dist/index.js'] ?? []);
  if (api.length === 0) throw new Error('there is no public API');
  return api.flatMap(({ imports }) => imports.map(({ path: target }) => target));
}
