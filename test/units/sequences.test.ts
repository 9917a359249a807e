import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/text/source-file.js';
import { sourceTree } from '../../src/units/builds/build.js';
import { loadUnits } from '../../src/units/units.js';
import { parse } from '../support/trees.js';

const map = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

type Texts = Readonly<Record<string, string>>;
const load = (files: Texts, texts: Texts): ReturnType<typeof loadUnits> => {
  const parsed = Object.entries(files).map(([path, text]) => parse(text, path));
  return loadUnits(
    {
      files: parsed,
      streamed: [],
      charts: [],
      instructions: Object.entries(texts).map(([path, text]) => new SourceFile(path, text)),
      tree: sourceTree(parsed.map(({ file }) => file)),
    },
    { serverSide: false },
  );
};

/** Each unit as `folder: names`. */
const unitsOf = (files: Texts, texts: Texts): readonly string[] =>
  load(files, texts)
    .units.map(({ folder, objects }) => `${folder}: ${objects.map(({ resource }) => resource.name).join(' ')}`)
    .sort();

describe('folders that define one object twice, among others that commands apply in one go (semantics 14.8)', () => {
  const folders = {
    'k/base/a.yaml': map('a'),
    'k/web/b.yaml': map('b'),
    'k/mesh/c.yaml': map('c'),
    'k/local/b.yaml': map('b') + '---\n' + map('c'),
  };
  const apart = ['k/base: a', 'k/local: b c', 'k/mesh: c', 'k/web: b'];
  const joined = ['k/local: b c', 'k: a b c'];

  it.each<readonly [string, string, string, readonly string[]]>([
    ['a script', 'up.sh', 'kubectl apply -f k/base\nkubectl apply -f k/web/\nkubectl create -f ./k/mesh\n', joined],
    ['one command', 'up.sh', 'kubectl apply -f k/base -f k/web --filename=k/mesh\n', joined],
    ['a page', 'README.md', '# Run\n\n```sh\nkubectl apply -f k/base -f k/web\nkubectl apply -f k/mesh\n```\n', joined],
    ['a target of a Makefile', 'k/Makefile', 'up:\n\tkubectl apply -f base -f web -f mesh\n', joined],
    [
      'a recursive command',
      'up.sh',
      'kubectl apply -R -f k/\n',
      ['k/local: b c', 'k/mesh: c', 'k/web: b', 'k/base: a'],
    ],
    ['a recursive command here', 'k/up.sh', 'kubectl apply -R -f .\n', apart],
    ['single files', 'up.sh', 'kubectl apply -f k/base/a.yaml -f k/web/b.yaml -f k/mesh/c.yaml\n', apart],
    [
      'two blocks of a page',
      'README.md',
      '```\nkubectl apply -f k/base\n```\n```\nkubectl apply -f k/web\n```\n',
      apart,
    ],
    ['two targets', 'Makefile', 'web:\n\tkubectl apply -f k/web\nmesh:\n\tkubectl apply -f k/mesh\n', apart],
    ['two branches', 'up.sh', 'if x; then\nkubectl apply -f k/web\nelse\nkubectl apply -f k/mesh\nfi\n', apart],
    ['exercises', 'up.sh', 'kubectl apply -f k/web\nkubectl delete -f k/web\nkubectl apply -f k/mesh\n', apart],
    ['a variable', 'up.sh', 'kubectl apply -f k/$A\nkubectl apply -f $HERE -f k/*\n', apart],
    ['a kustomization', 'up.sh', 'kubectl apply -k k/base -k k/web -k k/mesh\n', apart],
    ['what defines one object twice', 'up.sh', 'kubectl apply -f k/web -f k/local -f k/base\n', apart],
  ])('%s', (_, path, text, expected) => {
    expect(unitsOf(folders, { [path]: text })).toEqual([...expected].sort());
  });

  it('is all that a recursive command applies, but for the two', () => {
    const lessons = { 'k/a/a.yaml': map('a'), 'k/b/b.yaml': map('b'), 'k/c/c.yaml': map('c'), 'k/d/c.yaml': map('c') };
    const texts = { 'README.md': '    kubectl apply --recursive -f k/\n' };
    expect(unitsOf(lessons, texts)).toEqual(['k/c: c', 'k/d: c', 'k: a b']);
    expect(unitsOf(lessons, { 'k/up.sh': 'kubectl apply -f . -R\n' })).toEqual(['k/c: c', 'k/d: c', 'k: a b']);
    expect(unitsOf(lessons, { 'k/up.sh': 'kubectl apply -f .\n' })).toHaveLength(4);
  });

  it('is told by which text', () => {
    const { units } = load(folders, { 'up.sh': 'kubectl apply -f k/web -f k/mesh\n' });
    expect(units.map(({ folder, why }) => `${folder}: ${why}`)).toContain(
      'k: `up.sh` applies `k/web` and `k/mesh` one after the other',
    );
  });

  it('counts the longest sequence first, and each folder once', () => {
    const texts = {
      'a.sh': 'kubectl apply -f k/base -f k/web\n',
      'b.sh': 'kubectl apply -f k/web -f k/mesh -f k/base',
    };
    expect(unitsOf(folders, texts)).toEqual(joined);
  });
});
