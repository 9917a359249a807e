/** Checks what `npm pack` would publish: size, files, dependencies, that the program runs, and what its start costs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of which 1,120 KiB are what V8 has compiled, 590 the commands, and 500 the public API. */
const LARGEST_PACKAGE = 3600 * 1024;
/** Bytes of code that `--version` and `--help` may load: they must not pull in the linter. */
const LARGEST_START = 60 * 1024;
const RUNS = 15;
const EXPECTED = [
  /^package\.json$/,
  /^(?:README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^THIRD-PARTY-NOTICES$/,
  /^dist\/(?:cli|index)\.js$/,
  /^dist\/sbom\.cdx\.json$/,
  /^dist\/(?:commands|index|pages)\.cjs$/,
  /^dist\/commands-[\w.-]+\.cache$/,
  /^dist\/types\/(?:[\w-]+\/)*[\w.-]+\.d\.c?ts$/,
  /^docs\/rules\/[a-z0-9-]+\.md$/,
  /^schema\/[\w.-]+\.json$/,
];
const REQUIRED = [
  'package.json',
  'dist/cli.js',
  'dist/commands.cjs',
  'dist/pages.cjs',
  'dist/index.js',
  'dist/index.cjs',
  'dist/sbom.cdx.json',
  'dist/types/src/library.d.cts',
  'dist/types/src/library.d.ts',
  'THIRD-PARTY-NOTICES',
];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const program = path.join(root, 'dist', 'cli.js');

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

function packed(): Packed {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const output = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [first] = JSON.parse(output) as readonly Packed[];
  if (first === undefined) throw new Error('npm pack names no package');
  return first;
}

function* contentProblems({ size, files }: Packed, manifest: Manifest): Iterable<string> {
  if (size > LARGEST_PACKAGE) yield `the package has ${size} bytes, more than ${LARGEST_PACKAGE}`;
  for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies'] as const) {
    const names = Object.keys(manifest[field] ?? {});
    if (names.length > 0) yield `package.json has ${field}: ${names.join(', ')}`;
  }
  for (const { path: file } of files)
    if (!EXPECTED.some((pattern) => pattern.test(file))) yield `unexpected file in the package: ${file}`;
  for (const file of REQUIRED) if (!files.some((each) => each.path === file)) yield `missing in the package: ${file}`;
  const mode = files.find((each) => each.path === 'dist/cli.js')?.mode ?? 0;
  if ((mode & 0o111) === 0) yield 'dist/cli.js is not executable';
}

function* programProblems(manifest: Manifest): Iterable<string> {
  const { stdout, stderr, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (status === 0 && stdout === `${manifest.version}\n` && stderr === '') return;
  yield `dist/cli.js --version: exit code ${status}, ${JSON.stringify({ stdout, stderr })}`;
}

/**
 * Run before a script: writes the CPU time of the whole process, user and system, in microseconds, to descriptor 3 at
 * its end.
 */
const METER = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(3, String(user + system));
});`;

/** CPU milliseconds of one run: unlike the time on the clock, they do not count other work on the machine. */
function cpuOf(meter: string, args: readonly string[]): number {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'] as const;
  const { output } = spawnSync(process.execPath, ['--require', meter, ...args], {
    stdio: [...stdio],
    encoding: 'utf8',
  });
  return Number(output[3]) / 1000;
}

/**
 * The time of a start is printed, never judged: the machine is shared. What is judged is how much code a start loads.
 */
function* startProblems(): Iterable<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-start-'));
  try {
    const [meter, empty] = ['meter.cjs', 'empty.mjs'].map((name) => path.join(folder, name)) as [string, string];
    writeFileSync(meter, METER);
    writeFileSync(empty, '');
    for (const option of ['--version', '--help']) {
      const runs = Array.from(
        { length: RUNS },
        () => [cpuOf(meter, [empty]), cpuOf(meter, [program, option])] as const,
      );
      const cost = Math.min(...runs.map(([, ours]) => ours)) - Math.min(...runs.map(([base]) => base));
      const bytes = loadedBytes(path.join(folder, option), option);
      console.log(
        `svclint ${option}: ${cost.toFixed(1)} ms of CPU over an empty script, ${bytes} bytes of code loaded`,
      );
      if (!(bytes <= LARGEST_START)) yield `svclint ${option} loads ${bytes} bytes of code, more than ${LARGEST_START}`;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The size of the files of `dist/` that one run loads, as V8's own coverage report lists them. */
function loadedBytes(folder: string, option: string): number {
  execFileSync(process.execPath, [program, option], {
    env: { ...process.env, NODE_V8_COVERAGE: folder },
    stdio: 'ignore',
  });
  const reports = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { result: { url: string }[] },
  );
  const urls = new Set(
    reports.flatMap(({ result }) => result.map(({ url }) => url)).filter((url) => url.includes('/dist/')),
  );
  if (urls.size === 0) return Number.NaN; // the report has changed its shape: nothing was measured
  return [...urls].reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const contents = packed();
console.log(`${contents.files.length} files, ${contents.size} bytes packed, ${contents.unpackedSize} bytes unpacked`);
const problems = [...contentProblems(contents, manifest), ...programProblems(manifest), ...startProblems()];
for (const problem of problems) console.error(`check-package: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
