import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../../src/data/group.js';
import type { InputFile, LintOptions } from '../../src/index.js';
import { folderOf } from '../../src/text/paths.js';
import { readJson, readTree } from '../measure/files.js';

/** A small tree that stands at the start of many inputs. */
export interface Seed {
  readonly name: string;
  readonly files: readonly InputFile[];
  readonly options: LintOptions;
}

/** Characters in all files of a tree: larger ones are slow, and find no more. */
const LARGEST = 3000;

/** The cases of the fixtures that are small. */
export function fixtureSeeds(): readonly Seed[] {
  const rules = foldersBelow('fixtures/rules', 2);
  const others = ['fixtures/projects', 'fixtures/kustomize', 'fixtures/trace'].flatMap((root) => foldersBelow(root, 1));
  const cases = [...rules, ...others, 'fixtures/yaml'].map((folder) => ({
    name: folder,
    files: readTree(folder).filter(({ path }) => path !== 'options.json' && !path.startsWith('fixed/')),
    options: optionsOf(folder),
  }));
  return cases.flatMap((seed) => (seed.name === 'fixtures/yaml' ? fileEach(seed) : seed)).filter(isSmall);
}

/** The folders of any tree that are small, each with its own files only. */
export function folderSeeds(root: string): readonly Seed[] {
  return [...groupBy(readTree(root), ({ path }) => folderOf(path))]
    .map(([folder, files]) => ({ name: join(root, folder), files, options: {} }))
    .flatMap((seed) => (isSmall(seed) ? [seed] : fileEach(seed)))
    .filter(isSmall);
}

function fileEach({ name, files, options }: Seed): readonly Seed[] {
  return files.map((file) => ({ name: `${name}/${file.path}`, files: [file], options }));
}

function isSmall({ files }: Seed): boolean {
  const size = files.reduce((sum, { text }) => sum + text.length, 0);
  return size > 0 && size <= LARGEST;
}

function optionsOf(folder: string): LintOptions {
  const file = join(folder, 'options.json');
  return existsSync(file) ? readJson<LintOptions>(file) : {};
}

function foldersBelow(root: string, depth: number): readonly string[] {
  if (depth === 0) return [root];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) => foldersBelow(`${root}/${name}`, depth - 1));
}
