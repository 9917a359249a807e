import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { expect, inject, it } from 'vitest';
import { codeCacheName, loadScript } from '../../../src/host/process/load-script.js';
import { tree } from '../tree.js';

const SCRIPT =
  '(function(require,__dirname,module){module.exports={folder:__dirname,sep:require("node:path").sep,one:()=>1}})';

function run(folder: string): unknown {
  const { one, ...rest } = loadScript(folder, 'part') as { readonly one: () => number };
  return { ...rest, one: one() };
}

it('runs a script without what V8 had compiled of it, with that, and with what is none', () => {
  const folder = tree({ 'part.cjs': SCRIPT });
  const expected = { folder, sep: path.sep, one: 1 };
  const cache = path.join(folder, codeCacheName('part'));
  expect(run(folder)).toEqual(expected);
  writeFileSync(cache, new Script(SCRIPT).createCachedData());
  expect(run(folder)).toEqual(expected);
  writeFileSync(cache, 'no cache');
  expect(run(folder)).toEqual(expected);
});

it('V8 takes what the build has compiled', () => {
  const dist = path.join(inject('builtPackage'), 'dist');
  const [source, cachedData] = ['commands.cjs', codeCacheName('commands')].map((name) =>
    readFileSync(path.join(dist, name)),
  );
  expect(new Script(source?.toString('latin1') ?? '', { cachedData }).cachedDataRejected).toBe(false);
});
