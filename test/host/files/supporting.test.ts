import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftOut, withSupporting } from '../../../src/cli/sources/supporting.js';
import { boundsOf } from '../../../src/host/files/bounds.js';
import { readFiles } from '../../../src/host/files/read.js';
import { readSupporting } from '../../../src/host/files/supporting.js';
import { lint, missingFiles } from '../../../src/index.js';
import { tree } from '../tree.js';

const anywhere = (): boolean => true;

describe('files that kustomizations name', () => {
  it("are read whatever their names; what is no file is nobody's mistake here", () => {
    const cwd = tree({ 'k/app.properties': 'a=1\n', 'k/sub/': '' });
    const { files, problems, notes } = readSupporting(
      ['k/app.properties', 'k/sub', 'k/none.yaml', 'k/app.properties/x', 'bad\0name'],
      cwd,
    );
    expect({ files, problems, notes }).toEqual({
      files: [{ path: 'k/app.properties', text: 'a=1\n', supporting: true }],
      problems: [],
      notes: [],
    });
  });

  it('may be no text, which a generator takes as it is', () => {
    const cwd = tree({
      'k/logo.png': Uint8Array.of(0x89, 0x50, 0, 0xff),
      'k/nul.txt': Uint8Array.of(0x61, 0, 0x62),
      'k/latin.yaml': Uint8Array.of(0xe9),
    });
    const given = [
      {
        path: 'k/kustomization.yaml',
        text: 'configMapGenerator: [{name: c, files: [logo.png, nul.txt]}]\nresources: [latin.yaml]\n',
      },
    ];
    const { files, notes } = withSupporting(given, missingFiles, { cwd, bounds: anywhere });
    expect(files.slice(1).sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'k/latin.yaml', text: '', bytes: Buffer.of(0xe9), supporting: true },
      { path: 'k/logo.png', text: '', bytes: Buffer.of(0x89, 0x50, 0, 0xff), supporting: true },
      { path: 'k/nul.txt', text: 'a\0b', supporting: true },
    ]);
    expect(notes).toEqual([]);
    expect(lint(files).diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ['refused-kustomization', expect.stringContaining('`k/latin.yaml` is no UTF-8 text')],
    ]);
  });

  it('are read within bounds alone, however they are named, and are otherwise left open', () => {
    const outside = tree({ 'secret.yaml': 'kind: Secret\n' });
    const cwd = tree({
      '.git/HEAD': '',
      'shared/kustomization.yaml': 'resources: [real.yaml]\n',
      'shared/real.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'k/.keep': '',
    });
    symlinkSync(path.join(outside, 'secret.yaml'), path.join(cwd, 'k/link.yaml'));
    const far = `../${path.basename(outside)}/secret.yaml`;
    const text = `resources: [../shared, link.yaml, ../${far}, ../../nowhere]\n`;
    const bounds = boundsOf(['k'], cwd);
    const given = [{ path: 'k/kustomization.yaml', text }];
    const { files, notes, ...unread } = withSupporting(given, missingFiles, { cwd, bounds });
    expect(files.map((file) => file.path)).toEqual([
      'k/kustomization.yaml',
      'shared/kustomization.yaml',
      'shared/real.yaml',
    ]);
    expect(notes).toEqual(
      [far, '../nowhere', 'k/link.yaml']
        .map((name) => `did not read \`${name}\`: it lies outside of what is linted`)
        .sort(),
    );
    expect(
      lint([...files, ...leftOut(unread, { cwd })]).diagnostics.map(({ rule, message }) => [rule, message]),
    ).toEqual([
      ['unread-kustomization-part', 'the build of `k` takes a file outside of the tree `link.yaml`, which is not read'],
    ]);
  });

  it('name more files in their turn, above the given path too', () => {
    const cwd = tree({
      'base/kustomization.yaml': 'resources: [a.yaml]\nconfigMapGenerator: [{name: c, files: [.settings]}]\n',
      'base/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'base/.settings': 'x',
      'base/unused.yaml': 'a: 1\n',
    });
    const given = [{ path: 'overlay/kustomization.yaml', text: 'resources: [../base]\n' }];
    const { files, notes } = withSupporting(given, missingFiles, { cwd, bounds: anywhere });
    expect(files.map((file) => file.path)).toEqual([
      'overlay/kustomization.yaml',
      'base/kustomization.yaml',
      'base/.settings',
      'base/a.yaml',
    ]);
    expect(notes).toEqual([]);
    expect(withSupporting([{ path: 'a.yaml', text: '' }], missingFiles, { cwd, bounds: anywhere }).files).toHaveLength(
      1,
    );
  });

  it('may be left out by git, from the top of its work tree down', async () => {
    const cwd = tree({ '.git/HEAD': '', '.gitignore': '*.env\n!plain.env\n/gone/\n', 'k/.gitignore': 'secret.yaml\n' });
    const absent = [
      'k/db.env',
      'k/plain.env',
      'gone/a.yaml',
      'gone',
      'k/secret.yaml',
      'secret.yaml',
      'k/kept/gone/a.yaml',
    ];
    expect(leftOut({ absent, outside: [] }, { cwd }).map((file) => file.path)).toEqual([
      'k/db.env',
      'gone/a.yaml',
      'gone',
      'k/secret.yaml',
    ]);
    const loose = tree({ '.gitignore': '*.env\n' });
    expect(leftOut({ absent: ['k/db.env'], outside: [] }, { cwd: loose }).map((file) => file.path)).toEqual([
      'k/db.env',
    ]);
  });

  it('and are left out by git are not missed', async () => {
    const kustomization = 'resources: [a.yaml, more]\nsecretGenerator: [{name: s, envs: [db.env]}]\n';
    const cwd = tree({ '.git/HEAD': '', '.gitignore': '*.env\nmore\n' });
    const given = [
      { path: 'kustomization.yaml', text: kustomization },
      { path: 'a.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' },
    ];
    const { files, absent } = withSupporting(given, missingFiles, { cwd, bounds: anywhere });
    expect(lint(files).diagnostics.map(({ rule }) => rule)).toEqual(['refused-kustomization']);
    const { diagnostics, summary } = lint([...files, ...leftOut({ absent, outside: [] }, { cwd })]);
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ['unread-kustomization-part', 'the build of `.` takes the git-ignored file `more`, which is not read'],
    ]);
    expect([summary.files, summary.resources]).toEqual([2, 2]);
  });

  it('and have an example beside them are not missed', () => {
    const cwd = tree({ 'k/db.env.example': '', 'k/web.sample.yaml': '', 'k/a.yaml.bak': '', 'k/b.example.d/x': '' });
    const absent = ['k/db.env', 'k/web.yaml', 'k/a.yaml', 'k/b.d', 'gone/a.yaml'];
    expect(leftOut({ absent, outside: [] }, { cwd }).map(({ path: file, leftOut: why }) => [file, why])).toEqual([
      ['k/db.env', 'example'],
      ['k/web.yaml', 'example'],
    ]);
  });

  it('and lie in a submodule that nobody has checked out are not missed', () => {
    const modules = '[submodule "a"]\n\tpath = vendor/a\n\turl = x\n[submodule "b"]\n\tpath = vendor/b\n';
    const cwd = tree({ '.git/HEAD': '', '.gitmodules': modules, 'vendor/a/.keep': '', 'vendor/b/': '', 'k/.keep': '' });
    const absent = ['vendor/a/x.yaml', 'vendor/b', 'vendor/b/x.yaml', 'vendor/c', 'k/x.yaml'];
    expect(leftOut({ absent, outside: [] }, { cwd }).map(({ path: file, leftOut: why }) => [file, why])).toEqual([
      ['vendor/b', 'submodule'],
      ['vendor/b/x.yaml', 'submodule'],
    ]);
    const loose = tree({ '.gitmodules': modules });
    expect(leftOut({ absent, outside: [] }, { cwd: loose })).toEqual([]);
  });

  it('and that Git LFS has not fetched are not read as what they are not', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    const cwd = tree({ '.git/HEAD': '', 'a.yaml': pointer, 'b.yaml': 'kind: version https://git-lfs.github.com/\n' });
    const given = [{ path: 'kustomization.yaml', text: 'resources: [a.yaml]\n' }];
    const { files, notes } = withSupporting(given, missingFiles, { cwd, bounds: anywhere });
    expect(notes).toEqual(['skipped `a.yaml`: only a pointer of Git LFS, and `git lfs pull` brings the file']);
    expect(lint(files).diagnostics.map(({ rule }) => rule)).toEqual(['unread-kustomization-part']);
    const found = ['a.yaml', 'b.yaml'].map((name) => ({ absolute: `${cwd}/${name}`, path: name, isNamed: false }));
    expect(readFiles(found).files.map(({ leftOut: why }) => why)).toEqual(['lfs', undefined]);
    expect(readFiles(found.map((each) => ({ ...each, isNamed: true }))).problems).toEqual([
      'cannot lint `a.yaml`: only a pointer of Git LFS, and `git lfs pull` brings the file',
    ]);
  });

  it('may lie outside of the folder, whatever they are called', () => {
    const cwd = tree({ '.git/HEAD': '', 'assets/key': 'x', 'k/kustomization.yaml': '' });
    const text = 'secretGenerator: [{name: s, files: [../assets/key]}]\n';
    const { files } = withSupporting([{ path: 'k/kustomization.yaml', text }], missingFiles, { cwd, bounds: anywhere });
    expect(lint(files).diagnostics.map(({ message }) => message)).toEqual([
      'kustomize does not build `k` by default: `assets/key` lies outside of its folder',
    ]);
  });
});
