import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../../src/host/files/discover.js';
import { tree } from '../tree.js';

async function found(
  cwd: string,
  paths: readonly string[] = ['.'],
  ignore: readonly string[] = [],
): Promise<readonly string[]> {
  return discover(paths, { cwd, ignore }).files.map((file) => file.path);
}

describe('what is read from a folder', () => {
  it('takes manifests and kustomizations, and nothing else', async () => {
    const taken = { 'a.yaml': '', 'b.yml': '', 'c.json': '', Kustomization: '', 'sub/d.yaml': '' };
    const cwd = tree({ ...taken, 'e.txt': '', 'f.yaml.tpl': '', yaml: '', NotKustomization: '' });
    expect(await found(cwd)).toEqual(['Kustomization', 'a.yaml', 'b.yml', 'c.json', 'sub/d.yaml']);
  });

  it('skips hidden entries, and what package managers bring, at any depth', async () => {
    const cwd = tree({
      'go/vendor/k8s.io/kubernetes/pod.json': '',
      'go/src/k8s.io/sample/pod.json': '',
      'lessons/kubernetes/staging/src/k8s.io/api/pod.json': '',
      'lessons/kubernetes/cmd/web.yaml': '',
      'lessons/kubernetes/pkg/web.yaml': '',
      'go/Godeps/_workspace/src/k8s.io/pod.json': '',
      'apps/vendor/web.yaml': '',
      '.github/a.yaml': '',
      'x/.hidden/b.yaml': '',
      '.c.yaml': '',
      'x/node_modules/y/d.json': '',
      'x/e.yaml': '',
    });
    expect(await found(cwd)).toEqual(['apps/vendor/web.yaml', 'x/e.yaml']);
  });

  it('reads names with characters that globs use', async () => {
    const cwd = tree({ '[a]/{b,c}.yaml': '', '(d)/!e.yaml': '', 'f g/ä.yaml': '' });
    expect(await found(cwd, ['[a]', '(d)', 'f g'])).toEqual(['(d)/!e.yaml', '[a]/{b,c}.yaml', 'f g/ä.yaml']);
  });

  it('says when there is nothing', async () => {
    const cwd = tree({ 'empty/': '', 'ignored/.gitignore': '*.yaml', 'ignored/a.yaml': '', 'full/a.yaml': '' });
    const { files, problems, empty } = discover(['empty', 'ignored', 'full'], { cwd });
    expect(files.map((file) => file.path)).toEqual(['full/a.yaml']);
    expect(problems).toEqual([]);
    expect(empty).toEqual([
      'no manifests (.yaml, .yml, .json) under `empty`',
      'no manifests (.yaml, .yml, .json) under `ignored`; what `.gitignore`, `--ignore` or the settings name is left out',
    ]);
  });
});

describe('test data', () => {
  const FILES = {
    'app/a.yaml': '',
    'pkg/testdata/b.yaml': '',
    'pkg/testdata/sub/c.yaml': '',
    'pkg/x/fixtures/d.yaml': '',
    'fixtures/e.yaml': '',
    'tests/f.yaml': '',
    'web/f.golden.yaml': '',
    'test/helm/default.out.yaml': '',
    'tests/expected/bundle.yaml': '',
    'app/expected/g.yaml': '',
    'app/h.out.yaml': '',
    'src/testdata/only.txt': '',
    'cmd/_testdata/i.yaml': '',
    'e2e-tests/storage/compare/statefulset.yaml': '',
    'compare/j.yaml': '',
    'pkg/tests/k.yaml': '',
    'tests/l.yaml': '',
    'test/policies/k/kyverno-test.yaml': '',
    'test/policies/k/resources.yaml': '',
    'test/policies/inputs/pod.yaml': '',
    'test/smoke/pod.yaml': '',
    'policies/k/kyverno-test.yaml': '',
    'policies/inputs/pod.yaml': '',
    'e2e/k/chainsaw-test.yaml': '',
    'e2e/k/sub/pod.yaml': '',
    'hack/invalid-examples/pod.yaml': '',
    'conformance/tests/pod.yaml': '',
    'src/test/helm-output/web.yaml': '',
    'internal/gateway/testutils/inputs/route.yaml': '',
    'app/mock_files/m.yaml': '',
    'web/testfiles/n.yaml': '',
    'app/helm-output/k.yaml': '',
  };

  it('is set aside and told once', () => {
    const cwd = tree(FILES);
    const { files, notes } = discover(['.'], { cwd });
    expect(files.map((file) => file.path)).toEqual([
      'app/a.yaml',
      'app/expected/g.yaml',
      'app/h.out.yaml',
      'app/helm-output/k.yaml',
      'compare/j.yaml',
      'fixtures/e.yaml',
      'policies/inputs/pod.yaml',
      'test/smoke/pod.yaml',
      'tests/f.yaml',
      'tests/l.yaml',
    ]);
    expect(notes).toEqual(['skipped test data: `app/mock_files` and 16 more places; name a path there to lint it']);
  });

  it.each([
    ['pkg/testdata', ['pkg/testdata/b.yaml', 'pkg/testdata/sub/c.yaml']],
    ['pkg/testdata/sub', ['pkg/testdata/sub/c.yaml']],
    ['pkg/x/fixtures', ['pkg/x/fixtures/d.yaml']],
    ['web/f.golden.yaml', ['web/f.golden.yaml']],
    ['e2e/k', ['e2e/k/chainsaw-test.yaml', 'e2e/k/sub/pod.yaml']],
    ['test/policies/inputs', ['test/policies/inputs/pod.yaml']],
    ['tests/expected', ['tests/expected/bundle.yaml']],
    ['test/helm/default.out.yaml', ['test/helm/default.out.yaml']],
  ])('is read where %s is named', async (given, expected) => {
    expect(await found(tree(FILES), [given])).toEqual(expected);
  });

  it('is read where the folder of the run lies in it', async () => {
    expect(await found(path.join(tree(FILES), 'pkg/testdata'))).toEqual(['b.yaml', 'sub/c.yaml']);
  });
});

describe('.gitignore', () => {
  it.each([
    ['a device without an end', (file: string) => symlinkSync('/dev/zero', file)],
    ['a pipe to which nobody writes', (file: string) => execFileSync('mkfifo', [file])],
  ])('is not read from %s', (_, make) => {
    const cwd = tree({ 'a.yaml': '' });
    make(path.join(cwd, '.gitignore'));
    expect(discover(['.'], { cwd }).files.map((file) => file.path)).toEqual(['a.yaml']);
  });

  it('takes no time for steps that repeat each other', () => {
    const folder = 'x/'.repeat(30);
    const cwd = tree({
      '.gitignore': `a/${'**/'.repeat(12)}b\n`,
      [`a/${folder}c.yaml`]: '',
      [`a/${folder}b/d.yaml`]: '',
    });
    expect(discover(['.'], { cwd }).files.map((file) => file.path)).toEqual([`a/${folder}c.yaml`]);
  });

  it('is obeyed in the folder and below it, the innermost first', async () => {
    const cwd = tree({
      '.gitignore': '# comment\nbuild/\n*.gen.yaml\n/top.yaml\n!keep.gen.yaml\n',
      'build/a.yaml': '',
      'x/build/b.yaml': '',
      'c.gen.yaml': '',
      'x/keep.gen.yaml': '',
      'top.yaml': '',
      'x/top.yaml': '',
      'y/.gitignore': '!d.gen.yaml\ne.yaml\n',
      'y/d.gen.yaml': '',
      'y/e.yaml': '',
      'e.yaml': '',
    });
    expect(await found(cwd)).toEqual(['e.yaml', 'x/keep.gen.yaml', 'x/top.yaml', 'y/d.gen.yaml']);
  });

  it('lets an inner file take back a folder that an outer one names', async () => {
    const cwd = tree({ '.gitignore': 'out\n', 'x/.gitignore': '!out\n', 'x/out/a.yaml': '', 'out/b.yaml': '' });
    expect(await found(cwd)).toEqual(['x/out/a.yaml']);
  });

  it('counts from above only within the git work tree', async () => {
    const files = { '.gitignore': 'a.yaml\n', 'k8s/a.yaml': '', 'k8s/b.yaml': '' };
    expect(await found(tree(files), ['k8s'])).toEqual(['k8s/a.yaml', 'k8s/b.yaml']);
    expect(await found(tree({ ...files, '.git/HEAD': '' }), ['k8s'])).toEqual(['k8s/b.yaml']);
  });

  it('does not speak about a folder that is named, nor about a file that is', async () => {
    const cwd = tree({ '.git/HEAD': '', '.gitignore': 'out/\n', 'out/a.yaml': '', 'out/b.yaml': '' });
    expect(await found(cwd, ['out'])).toEqual(['out/a.yaml', 'out/b.yaml']);
    expect(await found(cwd, ['out/b.yaml'])).toEqual(['out/b.yaml']);
  });

  it('distinguishes upper and lower case', async () => {
    expect(await found(tree({ '.gitignore': 'A.yaml\n', 'a.yaml': '' }))).toEqual(['a.yaml']);
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;

/** The manifests that git tracks or would add; those of `tracked` are added whatever the patterns say. */
function seenByGit(cwd: string, tracked: readonly string[] = []): readonly string[] {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd, env, encoding: 'utf8' });
  git('init', '-q');
  if (tracked.length > 0) git('add', '--force', '--', ...tracked);
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard');
  return listed
    .split('\0')
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

const FILES = [
  'a.yaml',
  'b.gen.yaml',
  'out/a.yaml',
  'out/b.gen.yaml',
  'x/a.yaml',
  'x/b.gen.yaml',
  'x/out/a.yaml',
  'x/out/b.gen.yaml',
  'x/y/a.yaml',
  'x/y/out/deep/a.yaml',
  'z a/a.yaml',
  '!a.yaml',
];

const PATTERNS: readonly Readonly<Record<string, string>>[] = [
  { '.gitignore': 'out\n*.gen.yaml\n', 'x/.gitignore': '!out\n' },
  { '.gitignore': 'out/\n!out/a.yaml\n' },
  { '.gitignore': 'out/*\n!out/a.yaml\n' },
  { '.gitignore': '*\n!*/\n!a.yaml\n' },
  { '.gitignore': '/*\n!/x\n/x/*\n!/x/out/\n' },
  { '.gitignore': '**/out/**\n!**/out/**/\n!**/deep/a.yaml\n' },
  { '.gitignore': '*.gen.yaml\n', 'x/.gitignore': '!b.gen.yaml\n', 'x/out/.gitignore': '*.gen.yaml\n' },
  { '.gitignore': 'x/out\n', 'x/.gitignore': '/a.yaml\n!/out/\n' },
  { '.gitignore': 'x/\n', 'x/.gitignore': '!a.yaml\n', 'x/out/.gitignore': '!*\n' },
  { '.gitignore': './a.yaml\nz\\ a/\n\\!a.yaml\n' },
  { '.gitignore': '# a.yaml\na.yaml   \nx/**/a.yaml\r\n!x/y/a.yaml\r\n' },
  { 'x/.gitignore': '/out/\n', 'x/y/.gitignore': '*\n!.gitignore\n!out\n' },
  { '.gitignore': 'x/*\n!x/y\n', 'x/y/.gitignore': 'out/**/a.yaml\n' },
  { '.gitignore': '[xz]*/\n!z*/\n' },
];

describe.skipIf(!hasGit)('.gitignore as git reads it (skipped where there is no git)', () => {
  it.each(PATTERNS)('%j', async (ignores) => {
    const cwd = tree({ ...Object.fromEntries(FILES.map((name) => [name, ''])), ...ignores });
    const seen = seenByGit(cwd);
    expect(await found(cwd)).toEqual(seen);
    expect(seen.length).toBeLessThan(FILES.length);
  });

  it.each(PATTERNS)('speaks only of what git does not track: %j', async (ignores) => {
    const cwd = tree({ ...Object.fromEntries(FILES.map((name) => [name, ''])), ...ignores });
    const seen = seenByGit(cwd, ['a.yaml', 'out/b.gen.yaml', 'x/out/a.yaml', 'x/y/out/deep/a.yaml', 'z a/a.yaml']);
    expect(await found(cwd)).toEqual(seen);
  });
});

it('what a .gitignore says beside the name of a given folder still holds inside', async () => {
  const cwd = tree({
    '.git/HEAD': '',
    '.gitignore': 'out/\n*.gen.yaml\n',
    'out/a.yaml': '',
    'out/b.gen.yaml': '',
    'out/c/d.gen.yaml': '',
  });
  expect(await found(cwd, ['out'])).toEqual(['out/a.yaml']);
});

describe('--ignore', () => {
  it('is relative to the current folder, with or without ./', async () => {
    const cwd = tree({ 'k8s/a.yaml': '', 'k8s/b.yaml': '', 'k8s/sub/c.yaml': '' });
    expect(await found(cwd, ['k8s'], ['/k8s/a.yaml', './k8s/sub/'])).toEqual(['k8s/b.yaml']);
  });

  it('leaves out also what is named, and says so', async () => {
    const cwd = tree({ 'a.yaml': '', 'b.yaml': '' });
    const { files, problems, notes } = discover(['a.yaml', 'b.yaml'], { cwd, ignore: ['a.*'] });
    expect(files.map((file) => file.path)).toEqual(['b.yaml']);
    expect({ problems, notes }).toEqual({ problems: [], notes: ['skipped `a.yaml`: named by `--ignore`'] });
  });
});

describe('named files', () => {
  it('are taken whatever their name', async () => {
    const cwd = tree({ '.hidden/manifest': '', 'node_modules/a.txt': '' });
    const { files } = discover(['.hidden/manifest', './node_modules/a.txt'], { cwd });
    expect(files.map(({ path: shown, isNamed }) => [shown, isNamed])).toEqual([
      ['.hidden/manifest', true],
      ['node_modules/a.txt', true],
    ]);
  });

  it('are said where they do not exist, without a control character', async () => {
    const { problems } = discover(['no\u001B[31m.yaml'], { cwd: tree({}) });
    expect(problems).toEqual(['no such file or folder: `no\\u001b[31m.yaml`']);
  });
});

describe('paths', () => {
  it('are relative inside the current folder and below a relative path, absolute otherwise', async () => {
    const root = tree({ 'cwd/a.yaml': '', 'other/b.yaml': '' });
    const cwd = path.join(root, 'cwd');
    expect(await found(cwd, [path.join(cwd, 'a.yaml'), '../other'])).toEqual(['../other/b.yaml', 'a.yaml']);
    expect(await found(cwd, [path.join(root, 'other')])).toEqual([`${root}/other/b.yaml`]);
  });

  it('come once and sorted by bytes, whatever the order of the arguments', async () => {
    const cwd = tree({
      'B.yaml': '',
      'a.yaml': '',
      'a/x.yaml': '',
      'a-b.yaml': '',
      '\uFF5E.yaml': '',
      '\u{1F600}.yaml': '',
    });
    const expected = ['B.yaml', 'a-b.yaml', 'a.yaml', 'a/x.yaml', '\uFF5E.yaml', '\u{1F600}.yaml'];
    expect(await found(cwd, ['.', 'a', 'a.yaml', `${cwd}/a`])).toEqual(expected);
    expect(await found(cwd, [`${cwd}/a`, 'a.yaml', 'a', './'])).toEqual(expected);
  });
});

describe('symbolic links', () => {
  it('count as the file of the same tree that they lead to, once', async () => {
    const cwd = tree({ 'a/x.yaml': '', 'b/': '', '.hidden/y.yaml': '' });
    symlinkSync('../a/x.yaml', path.join(cwd, 'b/x.yaml'));
    symlinkSync('../.hidden/y.yaml', path.join(cwd, 'b/y.yaml'));
    expect(await found(cwd)).toEqual(['a/x.yaml', 'b/y.yaml']);
  });

  it('are not followed out of the tree, nor to nowhere, and both is said', async () => {
    const root = tree({ 'in/a.yaml': '', 'out/b.yaml': '' });
    const cwd = path.join(root, 'in');
    symlinkSync('../out/b.yaml', path.join(cwd, 'b.yaml'));
    symlinkSync('../out', path.join(cwd, 'folder'));
    symlinkSync('missing', path.join(cwd, 'c.yaml'));
    const { files, problems, notes } = discover(['.'], { cwd });
    expect(files.map((file) => file.path)).toEqual(['a.yaml']);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      'skipped `b.yaml`: a symbolic link to a place outside of `.`',
      'skipped `c.yaml`: a symbolic link that leads nowhere (no such file or folder)',
    ]);
  });

  it('do not make loops', async () => {
    const cwd = tree({ 'a/x.yaml': '' });
    symlinkSync('..', path.join(cwd, 'a/up'));
    symlinkSync('self.yaml', path.join(cwd, 'a/self.yaml'));
    const { files, notes } = discover(['.'], { cwd });
    expect(files.map((file) => file.path)).toEqual(['a/x.yaml']);
    expect(notes).toEqual(['skipped `a/self.yaml`: a symbolic link that leads nowhere (a loop of symbolic links)']);
  });

  it('are followed where they are named', async () => {
    const root = tree({ 'in/': '', 'out/b.yaml': '' });
    const cwd = path.join(root, 'in');
    symlinkSync('../out', path.join(cwd, 'link'));
    expect(await found(cwd, ['link'])).toEqual(['link/b.yaml']);
    expect(await found(cwd, ['link/b.yaml'])).toEqual(['link/b.yaml']);
  });
});

describe('what cannot be read', () => {
  // chmod does not keep root out
  it.skipIf(process.getuid?.() === 0)('is a problem, and the rest is still found', async () => {
    const cwd = tree({ 'closed/a.yaml': '', 'open/b.yaml': '' });
    chmodSync(path.join(cwd, 'closed'), 0);
    const { files, problems } = discover(['.'], { cwd });
    chmodSync(path.join(cwd, 'closed'), 0o755);
    expect(files.map((file) => file.path)).toEqual(['open/b.yaml']);
    expect(problems).toEqual(['cannot read the folder `closed`: permission denied']);
  });

  it('is a path through a file', async () => {
    const { problems } = discover(['a.yaml/b.yaml'], { cwd: tree({ 'a.yaml': '' }) });
    expect(problems).toEqual(['cannot read `a.yaml/b.yaml`: a part of the path is not a folder']);
  });
});
