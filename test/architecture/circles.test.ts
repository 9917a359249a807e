import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { circlesIn, importsOf, roomsOf, wayBack } from '../../scripts/lint/circles.js';
import { noCircles } from '../../scripts/lint/no-circles.js';

const ROOT = path.join(import.meta.dirname, '../..');

describe('circles of imports', () => {
  it('there are none, neither between files nor between rooms', () => {
    const imports = importsOf(ROOT, ['src', 'rules']);
    expect(imports.size).toBeGreaterThan(500);
    expect([...circlesIn(imports), ...circlesIn(roomsOf(imports))]).toEqual([]);
  });

  it.each([
    ['none', 'a>b b>c a>c', []],
    ['one of two', 'a>b b>a b>c', ['a b']],
    ['one of three, entered from outside', 'x>b a>b b>c c>a c>d', ['a b c']],
    ['two that meet in one member', 'a>b b>a b>c c>b', ['a b c']],
    ['two apart, one above the other', 'a>b b>a b>c c>d d>c', ['a b', 'c d']],
  ])('are found: %s', (_, edges, circles) => {
    expect(circlesIn(graphOf(edges)).map((circle) => circle.join(' '))).toEqual(circles);
  });

  it('are told by the shortest way back', () => {
    expect(wayBack(graphOf('a>b b>c c>d d>a c>a'), 'a', 'b')).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('the rule that forbids them', () => {
  it.each([
    ['files, types included', { 'src/x/a.ts': `import type { B } from './b.js';`, 'src/x/b.ts': `import './a.js';` }],
    [
      'what is exported again',
      { 'src/x/a.ts': `export * from './b.js';`, 'src/x/b.ts': `export { a } from './a.js';` },
    ],
    ['what is loaded later', { 'src/x/a.ts': `void import('./b.js');`, 'src/x/b.ts': `let a: import('./a.js').A;` }],
  ])('sees %s', (_, files) => {
    expect(messagesIn(files)).toEqual([
      'Files import each other in a circle: src/x/a.ts > src/x/b.ts > src/x/a.ts.',
      'Files import each other in a circle: src/x/b.ts > src/x/a.ts > src/x/b.ts.',
    ]);
  });

  const ROOMS = {
    'src/x/a.ts': `import './deep/b.js';`,
    'src/x/deep/b.ts': '',
    'src/x/deep/c.ts': `import '../d.js';`,
    'src/x/d.ts': '',
  };

  it('sees rooms whose files stand in no circle', () => {
    expect(messagesIn(ROOMS)).toEqual([
      'Rooms import each other in a circle: src/x > src/x/deep > src/x.',
      'Rooms import each other in a circle: src/x/deep > src/x > src/x/deep.',
    ]);
  });

  it('leaves alone a way of which nothing leads back', () => {
    expect(messagesIn({ 'src/x/a.ts': `import './b.js';`, 'src/x/b.ts': `import 'node:fs';` })).toEqual([]);
  });
});

function messagesIn(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'svclint-circles-'));
  try {
    mkdirSync(path.join(root, 'rules'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    const linter = new Linter({ cwd: root });
    return Object.entries(files).flatMap(([file, text]) =>
      linter.verify(text, [configOf(root)], path.join(root, file)).map(({ message }) => message),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

function configOf(root: string): Linter.Config {
  return {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { svclint: { rules: { 'no-circles': noCircles } } },
    rules: { 'svclint/no-circles': ['error', { root }] },
  };
}

/** `a>b b>c`: each pair an import. */
function graphOf(edges: string): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const [from = '', to = ''] of edges.split(' ').map((edge) => edge.split('>')))
    graph.set(from, new Set([...(graph.get(from) ?? []), to]));
  return graph;
}
