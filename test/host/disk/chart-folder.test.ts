import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../src/host/files/bounds.js';
import { linkOut, readChartFiles, withCopy } from '../../../src/host/disk/chart-folder.js';
import { tree } from '../tree.js';

describe('linkOut', () => {
  it('finds what helm would read outside of the tree, and leaves links within it', async () => {
    const outside = tree({ 'folder/credentials': 'x' });
    const root = tree({ '.git/HEAD': '', 'shared/_names.tpl': '', 'web/Chart.yaml': '', 'web/templates/a.yaml': '' });
    const folder = path.join(root, 'web');
    const bounds = boundsOf(['web'], root);
    symlinkSync(path.join(root, 'shared/_names.tpl'), path.join(folder, 'templates/_names.tpl'));
    expect(await linkOut(folder, bounds)).toBeUndefined();
    symlinkSync(path.join(outside, 'folder'), path.join(folder, 'files'));
    expect(await linkOut(folder, bounds)).toBe('files/credentials');
  });
});

describe('withCopy', () => {
  it.each(['../out', 'charts/../../out', '/out', ''])('writes nothing to %j', async (below) => {
    const root = tree({ 'web/Chart.yaml': 'name: web\n', 'part/Chart.yaml': 'name: part\n' });
    const never = (): Promise<string> => Promise.resolve('used');
    const changes = [{ texts: new Map([[below, 'x']]) }, { folders: new Map([[below, path.join(root, 'part')]]) }];
    for (const each of changes)
      await expect(withCopy(path.join(root, 'web'), each, never)).rejects.toThrow('nothing outside of the copy');
  });
});

describe('readChartFiles and withCopy', () => {
  it('follow symbolic links as helm does, but not in a circle, and change what may not be written', async () => {
    const root = tree({
      'shared/_names.tpl': 'names',
      'chart one/Chart.yaml': 'name: a\n',
      'chart one/values.yaml': 'a: 1\n',
      'chart one/templates/a.yaml': 'a: 1\r\n',
      'chart one/templates/logo.png': new Uint8Array([0, 255, 254]),
      'chart one/charts/b/values.yaml': 'b: 1\n',
      'chart one/.git/config': 'x',
    });
    const folder = path.join(root, 'chart one');
    symlinkSync(path.join(root, 'shared/_names.tpl'), path.join(folder, 'templates/_names.tpl'));
    symlinkSync(folder, path.join(folder, 'templates/again'));
    symlinkSync(path.join(root, 'nowhere'), path.join(folder, 'templates/gone.yaml'));
    chmodSync(path.join(folder, 'templates/a.yaml'), 0o444);
    expect([...(await readChartFiles(folder, 'templates'))]).toEqual([
      ['templates/_names.tpl', 'names'],
      ['templates/a.yaml', 'a: 1\r\n'],
    ]);
    expect([...(await readChartFiles(folder, 'values')).keys()]).toEqual([
      'Chart.yaml',
      'charts/b/values.yaml',
      'values.yaml',
    ]);
    const seen = await withCopy(folder, { texts: new Map([['templates/a.yaml', 'b: 2\n']]) }, async (copy) => {
      expect(path.basename(copy)).toBe('chart one');
      expect(existsSync(path.join(copy, '.git'))).toBe(false);
      expect(readFileSync(path.join(copy, 'templates/logo.png'))).toEqual(Buffer.from([0, 255, 254]));
      expect(readFileSync(path.join(copy, 'templates/a.yaml'), 'utf8')).toBe('b: 2\n');
      return copy;
    });
    expect(existsSync(seen)).toBe(false);
  });
});
