import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalOf, territoryOf, writeFile, type Rewrite } from '../../../src/host/output/write.js';
import { tree } from '../tree.js';

/** The system lets root write everything. */
const isRoot = process.getuid?.() === 0;

const rewrite = (cwd: string, name: string, before = 'old\n', after = 'new\n'): Rewrite => ({
  absolute: path.join(cwd, name),
  path: name,
  before,
  after,
});

describe('writeFile', () => {
  it.each([0o644, 0o600, 0o755, 0o664])('keeps the mode %o, and leaves nothing else behind', (mode) => {
    const cwd = tree({ 'a.yaml': 'old\n' });
    chmodSync(path.join(cwd, 'a.yaml'), mode);
    expect(writeFile(rewrite(cwd, 'a.yaml'), [cwd])).toBeUndefined();
    expect(readFileSync(path.join(cwd, 'a.yaml'), 'utf8')).toBe('new\n');
    expect(statSync(path.join(cwd, 'a.yaml')).mode & 0o7777).toBe(mode);
    expect(readdirSync(cwd)).toEqual(['a.yaml']);
  });

  it('writes the bytes of the text: a byte order mark, CR, and what is beyond ASCII', () => {
    const before = '\uFEFFa: é\r\n';
    const cwd = tree({ 'a.yaml': before });
    expect(writeFile(rewrite(cwd, 'a.yaml', before, '\uFEFFa: 😀\r\n'), [cwd])).toBeUndefined();
    expect(readFileSync(path.join(cwd, 'a.yaml'), 'hex')).toBe('efbbbf613a20f09f98800d0a');
  });

  it('takes names that fill the limit of the file system', () => {
    const name = `${'n'.repeat(250)}.yaml`;
    const cwd = tree({ [name]: 'old\n' });
    expect(writeFile(rewrite(cwd, name), [cwd])).toBeUndefined();
    expect(readFileSync(path.join(cwd, name), 'utf8')).toBe('new\n');
  });

  it('follows a link that stays inside, which remains a link', () => {
    const cwd = tree({ 'real/a.yaml': 'old\n' });
    symlinkSync('real/a.yaml', path.join(cwd, 'link.yaml'));
    expect(writeFile(rewrite(cwd, 'link.yaml'), [cwd])).toBeUndefined();
    expect(readFileSync(path.join(cwd, 'real/a.yaml'), 'utf8')).toBe('new\n');
    expect(lstatSync(path.join(cwd, 'link.yaml')).isSymbolicLink()).toBe(true);
  });

  it.each<readonly [string, (cwd: string) => void, RegExp]>([
    [
      'that changed meanwhile',
      (cwd) => writeFileSync(path.join(cwd, 'in/a.yaml'), 'newer\n'),
      /^cannot write `a.yaml`: it has changed since it was read$/,
    ],
    ['that is gone', (cwd) => writeFileSync(path.join(cwd, 'in/b.yaml'), ''), /./],
    ...(isRoot
      ? []
      : [
          [
            'that is read-only',
            (cwd: string) => chmodSync(path.join(cwd, 'in/a.yaml'), 0o444),
            /: it is read-only$/,
          ] as const,
        ]),
  ])('refuses a file %s', (what, prepare, message) => {
    const cwd = tree({ 'in/a.yaml': 'old\n' });
    prepare(cwd);
    const name = what === 'that is gone' ? 'in/c.yaml' : 'in/a.yaml';
    const given = { ...rewrite(cwd, name), path: 'a.yaml' };
    expect(writeFile(given, [path.join(cwd, 'in')])).toMatch(message);
    expect(readdirSync(path.join(cwd, 'in')).filter((each) => each.startsWith('.'))).toEqual([]);
    expect(refusalOf(given, [path.join(cwd, 'in')])).toMatch(message);
  });

  it.runIf(isRoot)('writes for root what is read-only for others, and leaves its mode', () => {
    const cwd = tree({ 'a.yaml': 'old\n' });
    chmodSync(path.join(cwd, 'a.yaml'), 0o444);
    expect(writeFile(rewrite(cwd, 'a.yaml'), [cwd])).toBeUndefined();
    expect(readFileSync(path.join(cwd, 'a.yaml'), 'utf8')).toBe('new\n');
    expect(statSync(path.join(cwd, 'a.yaml')).mode & 0o777).toBe(0o444);
  });

  it('refuses what lies outside, also behind a link', () => {
    const cwd = tree({ 'in/b.yaml': '', 'out/a.yaml': 'old\n' });
    symlinkSync('../out/a.yaml', path.join(cwd, 'in/link.yaml'));
    mkdirSync(path.join(cwd, 'in/folder'));
    symlinkSync('../../out', path.join(cwd, 'in/folder/link'));
    for (const name of ['in/link.yaml', 'out/a.yaml', 'in/folder/link/a.yaml']) {
      expect(writeFile(rewrite(cwd, name), territoryOf(['in'], cwd))).toMatch(/outside of the given paths$/);
    }
    expect(readFileSync(path.join(cwd, 'out/a.yaml'), 'utf8')).toBe('old\n');
  });

  it('refuses a folder that cannot be written to', () => {
    const cwd = tree({ 'a.yaml/b': '' });
    expect(writeFile(rewrite(cwd, 'a.yaml'), [cwd])).toBe('cannot write `a.yaml`: it is no plain file');
  });
});

describe('territoryOf', () => {
  it('is the folder behind a link, and a named file, but not the file behind it', () => {
    const cwd = tree({ 'real/a.yaml': '', 'b.yaml': '' });
    symlinkSync('real', path.join(cwd, 'folder'));
    symlinkSync('real/a.yaml', path.join(cwd, 'file.yaml'));
    expect(territoryOf(['folder', 'file.yaml', 'b.yaml', 'missing'], cwd)).toEqual(
      ['real', 'file.yaml', 'b.yaml'].map((name) => path.join(cwd, name)),
    );
  });
});
