import { describe, expect, it } from 'vitest';
import { folderOf, joinPath, nameOf } from '../../src/text/paths.js';

describe('a path', () => {
  it.each([
    ['a/b/c.yaml', 'a/b', 'c.yaml'],
    ['c.yaml', '', 'c.yaml'],
    ['/c.yaml', '', 'c.yaml'],
    ['', '', ''],
  ])('%s is of a folder, and has a name', (path, folder, name) => {
    expect([folderOf(path), nameOf(path)]).toEqual([folder, name]);
  });

  it.each([
    ['a/b', '../c', 'a/c'],
    ['a', './b//c/.', 'a/b/c'],
    ['', 'b', 'b'],
    ['a', '../../b', '../b'],
    ['..', '../b', '../../b'],
  ])('%s joined with %s', (base, relative, expected) => {
    expect(joinPath(base, relative)).toBe(expected);
  });
});
