import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { upwards, workTreeOf } from '../../../src/host/files/work-tree.js';

describe('upwards', () => {
  it.each([
    ['/a/b/c', '/a', ['/a/b/c', '/a/b', '/a']],
    ['/a/b', '/a/b', ['/a/b']],
    ['/a/b', undefined, ['/a/b', '/a', '/']],
    ['/', undefined, ['/']],
    ['/a', '/elsewhere', ['/a', '/']],
  ])('from %s to %s', (folder, top, folders) => {
    expect(upwards(folder, top)).toEqual(folders);
  });
});

describe('the work tree of a folder', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'work-tree-')));
    mkdirSync(path.join(root, 'outer/inner/deep'), { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('is the folder itself where it holds a .git', () => {
    mkdirSync(path.join(root, 'outer/.git'));
    expect(workTreeOf(path.join(root, 'outer'))).toBe(path.join(root, 'outer'));
  });

  it('is the nearest one above', () => {
    mkdirSync(path.join(root, 'outer/.git'));
    mkdirSync(path.join(root, 'outer/inner/.git'));
    expect(workTreeOf(path.join(root, 'outer/inner/deep'))).toBe(path.join(root, 'outer/inner'));
  });

  it('is none outside of all of them', () => {
    expect(workTreeOf(path.join(root, 'outer/inner'))).toBeUndefined();
  });
});
