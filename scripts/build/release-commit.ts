import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a release has of the sources: what npm publishes, and what pre-commit, the Action and readers look for. */
const KEPT = [
  '.pre-commit-hooks.yaml',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD-PARTY-NOTICES',
  'action',
  'action.yml',
  'docs',
  'schema',
];

/** What V8 compiled: for one release of it alone, and never the same twice. The published package has it. */
const CACHE = /\.cache$/;

/**
 * Writes the commit of a release, a child of `revision`, into the repository at `root`: no branch, no index and no file
 * of the work tree changes. It has `dist`, and a package.json of which npm prepares nothing. The same sources and the
 * same `dist` make the same commit. Returns its id.
 */
export function releaseCommit(root: string, dist: string, revision = 'HEAD'): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-release-'));
  try {
    const env = { ...process.env, GIT_INDEX_FILE: path.join(folder, 'index'), ...signature(root, revision) };
    const git = (args: readonly string[], input: string | Buffer = ''): string =>
      execFileSync('git', args, { cwd: root, env, input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trimEnd();
    const stored = (bytes: Buffer): string => git(['hash-object', '-w', '--stdin'], bytes);
    const manifest = releaseManifest(git(['show', `${revision}:package.json`]));
    const built = filesBelow(dist).map((name) => {
      const file = path.join(dist, name);
      const mode = (statSync(file).mode & 0o100) === 0 ? '100644' : '100755';
      return `${mode} ${stored(readFileSync(file))}\tdist/${name}`;
    });
    const entries = [
      git(['ls-tree', '-r', '--full-tree', revision, '--', ...KEPT]).replace(/^(\d+) blob /gm, '$1 '),
      `100644 ${stored(Buffer.from(manifest.text))}\tpackage.json`,
      ...built,
    ];
    git(['update-index', '--index-info'], `${entries.join('\n')}\n`);
    return git(['commit-tree', git(['write-tree']), '-p', revision, '-m', `Release ${manifest.version}`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Who made `revision`, and when: a release is theirs, and has no time of its own. */
function signature(root: string, revision: string): Readonly<Record<string, string>> {
  const format = ['%an', '%ae', '%ad'].join('%n');
  const shown = execFileSync('git', ['show', '-s', '--date=raw', `--format=${format}`, revision], { cwd: root });
  const [name = '', email = '', date = ''] = shown.toString().split('\n');
  return Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) => [
      [`GIT_${role}_NAME`, name],
      [`GIT_${role}_EMAIL`, email],
      [`GIT_${role}_DATE`, date],
    ]),
  );
}

/**
 * A package.json without scripts and without what they need: npm would prepare a package from git that has a script
 * `prepare` or `build`, and fetch what it is built with.
 */
function releaseManifest(text: string): { readonly text: string; readonly version: string } {
  const manifest = JSON.parse(text) as Record<string, unknown> & { readonly version: string };
  const kept = Object.entries(manifest).filter(([field]) => field !== 'scripts' && field !== 'devDependencies');
  return { text: `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, version: manifest.version };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !CACHE.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
