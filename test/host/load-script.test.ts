import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { codeCacheName, loadScript } from '../../src/host/load-script.js';
import { tree } from './tree.js';

const SCRIPT =
  '(function(require,__dirname,module){module.exports={folder:__dirname,sep:require("node:path").sep,one:()=>1}})';
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

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

// needs `npm run build`
it.skipIf(!existsSync(path.join(DIST, codeCacheName('commands'))))('V8 takes what the build has compiled', () => {
  const [source, cachedData] = ['commands.cjs', codeCacheName('commands')].map((name) =>
    readFileSync(path.join(DIST, name)),
  );
  expect(new Script(source?.toString('latin1') ?? '', { cachedData }).cachedDataRejected).toBe(false);
});
