import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, it } from 'vitest';

/** The packages that files import, by their names. */
function packagesIn(files: readonly string[]): ReadonlySet<string> {
  const sources = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\bfrom '([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/g),
  ]);
  const names = sources
    .map(([, from, load]) => from ?? load ?? '')
    .filter((name) => /^[@a-z]/.test(name) && !isBuiltin(name));
  return new Set(names.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''));
}

function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.(ts|js)$/.test(name)).map((name) => `${folder}/${name}`);
}

it('brings every package that the build takes to whoever installs from git', () => {
  const [, list = ''] = /const TOOLS = \[([^\]]*)\]/.exec(readFileSync('scripts/prepare.mjs', 'utf8')) ?? [];
  const tools = Array.from(list.matchAll(/'([^']+)'/g), ([, name]) => name);
  const needed = packagesIn(['scripts/build.ts', ...['scripts/build', 'src', 'rules'].flatMap(filesBelow)]);
  expect(needed.size).toBeGreaterThan(5);
  expect([...needed].filter((name) => !tools.includes(name))).toEqual([]);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  expect(tools.filter((name) => name === undefined || devDependencies[name] === undefined)).toEqual([]);
});
