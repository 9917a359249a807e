/**
 * Builds `dist/` for whoever installs from git: `npm install git+https://…`, with `--global` or without, and pre-commit.
 *
 * npm passes `--global` on to the installation of what a package from git is built with, which therefore goes wrong
 * (npm/cli 8440): what the lock file names is brought here where it is missing. Nothing of this is written to standard
 * output, where pre-commit reads the name of the package that `npm pack` made. A release has its `dist/` and no script.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

// While npm installs what a package from git is built with, it calls this once; it calls again before it packs.
const comesAgain = process.env['_PACOTE_NO_PREPARE_'] !== undefined;

/** What the build needs of the packages for development: a tenth of their size. */
const TOOLS = [
  '@dagrejs/dagre',
  '@noble/hashes',
  '@types/node',
  'diff',
  'esbuild',
  'fast-glob',
  'get-east-asian-width',
  'ignore',
  'kubernetes-types',
  're2js',
  'tsx',
  'typescript',
  'yaml',
];

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function node(args, cwd = process.cwd()) {
  // Standard output goes where errors go.
  const { status, error } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** In a folder of their own, since npm would install everything here; the lock file says which versions. */
function bringTools() {
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('npm is to run this: `npm run prepare`');
  const folder = path.resolve('node_modules', '.tools');
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const dependencies = Object.fromEntries(TOOLS.map((name) => [name, devDependencies[name]]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'tools', private: true, dependencies }));
  copyFileSync('package-lock.json', path.join(folder, 'package-lock.json'));
  const what = ['--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', `--prefix=${folder}`];
  node([npm, 'install', '--global=false', '--location=project', '--dry-run=false', ...what], folder);
  renameSync(path.join(folder, 'node_modules'), path.resolve('brought'));
  rmSync('node_modules', { recursive: true });
  renameSync('brought', 'node_modules');
}

/**
 * What npm installed with `--global` instead is a link to this very clone, under the name of the package: npm would
 * unpack the package through it, into the clone, which it then removes.
 */
function replaceLinkToClone() {
  const { npm_config_prefix: prefix, npm_package_name: name } = process.env;
  if (prefix === undefined || name === undefined || !/[\\/]_cacache[\\/]tmp[\\/]/.test(process.cwd())) return;
  const link = path.join(prefix, process.platform === 'win32' ? '' : 'lib', 'node_modules', name);
  if (!existsSync(link) || realpathSync(link) !== realpathSync(process.cwd())) return;
  rmSync(link);
  mkdirSync(link); // npm has seen to it already that something is there to unpack into
}

if (!comesAgain) {
  replaceLinkToClone();
  if (!existsSync('node_modules/tsx')) bringTools();
  // Nobody imports a program that is installed with `--global`, so that it needs no declarations.
  const isProgram = process.env['npm_config_global'] === 'true';
  node(['--import', 'tsx', 'scripts/build.ts', ...(isProgram ? ['--program'] : [])]);
}
