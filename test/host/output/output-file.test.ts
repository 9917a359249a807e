import {
  chmodSync,
  existsSync,
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
import { writeOutputFile } from '../../../src/host/output/output-file.js';
import { tree } from '../tree.js';

describe('writeOutputFile', () => {
  it('makes the folders above', async () => {
    const file = path.join(tree({}), 'a/b/report.json');
    await writeOutputFile(file, 'text\n');
    expect(readFileSync(file, 'utf8')).toBe('text\n');
    expect(readdirSync(path.dirname(file))).toEqual(['report.json']);
  });

  it('replaces what is there, and keeps its mode', async () => {
    const file = path.join(tree({ report: 'much longer than what comes' }), 'report');
    chmodSync(file, 0o600);
    await writeOutputFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('replaces it in one step: who has opened the old one goes on reading it', async () => {
    const file = path.join(tree({ report: 'old' }), 'report');
    const { ino } = statSync(file);
    await writeOutputFile(file, 'new');
    expect(statSync(file).ino).not.toBe(ino);
  });

  it('follows a link to a file, and leaves the link', async () => {
    const folder = tree({ 'real/report': 'old' });
    symlinkSync('real/report', path.join(folder, 'link'));
    await writeOutputFile(path.join(folder, 'link'), 'new');
    expect(readFileSync(path.join(folder, 'real/report'), 'utf8')).toBe('new');
    expect(lstatSync(path.join(folder, 'link')).isSymbolicLink()).toBe(true);
  });

  it('writes into what is no plain file', async () => {
    await writeOutputFile('/dev/null', 'text');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each([
    ['a folder', 'folder', 'EISDIR'],
    ['a path below a file', 'file/report', 'ENOTDIR'],
    ['a path further below a file', 'file/a/report', 'ENOTDIR'],
  ])('rejects for %s, and leaves nothing behind', async (_, name, code) => {
    const folder = tree({ file: 'kept' });
    mkdirSync(path.join(folder, 'folder'));
    await expect(writeOutputFile(path.join(folder, name), 'text')).rejects.toMatchObject({ code });
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
    expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('kept');
  });

  // Node's own way to make a folder with those above it never ends there.
  it.skipIf(!existsSync('/proc/self'))('rejects below /proc, where nobody can make a folder', async () => {
    await expect(writeOutputFile('/proc/none/report', 'text')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(writeOutputFile('/proc/none/far/below/report', 'text')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves nothing behind where the last step fails', async () => {
    const folder = tree({});
    const file = path.join(folder, 'report');
    const writing = writeOutputFile(file, 'text'.repeat(1_000_000));
    mkdirSync(file); // comes in between
    writeFileSync(path.join(file, 'taken'), '');
    await expect(writing).rejects.toThrow();
    expect(existsSync(path.join(file, 'taken'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['report']);
  });
});
