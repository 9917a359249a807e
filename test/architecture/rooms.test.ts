import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Files of TypeScript below a folder, by the folder that holds them. */
function filesByFolder(root: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const folder = dirname(`${root}/${name}`);
    found.set(folder, [...(found.get(folder) ?? []), name]);
  }
  return found;
}

const src = filesByFolder('src');
const rules = filesByFolder('rules');
const isRoom = (folder: string): boolean => folder.split('/').length > 2;

/** `folder: n files` for each folder that holds more or fewer than it may. */
function outside(folders: ReadonlyMap<string, readonly string[]>, least: number, most: number): readonly string[] {
  return [...folders]
    .filter(([, { length }]) => length < least || length > most)
    .map(([folder, { length }]) => `${folder}: ${String(length)} files`);
}

describe('rooms', () => {
  it('are found', () => {
    expect(src.size).toBeGreaterThan(60);
    expect(rules.size).toBeGreaterThan(15);
  });

  it('a folder of src holds at most twelve files: more is a cut that has not been made', () => {
    expect(outside(src, 0, 12)).toEqual([]);
  });

  it('a room of one file is that file', () => {
    expect(outside(new Map([...src].filter(([folder]) => isRoom(folder))), 2, 12)).toEqual([]);
  });

  it('a folder of rules holds at most twenty', () => {
    expect(outside(rules, 0, 20)).toEqual([]);
  });

  it('a category that is cut into folders has no rule beside them', () => {
    const cut = new Set([...rules.keys()].filter(isRoom).map(dirname));
    expect([...rules.keys()].filter((folder) => cut.has(folder))).toEqual([]);
  });

  it.each(['charts', 'engine', 'graph', 'host', 'k8s', 'text', 'units', 'yaml'])(
    'the tests of src/%s stand in its rooms',
    (layer) => {
      const rooms = [...filesByFolder(`test/${layer}`).keys()].map((folder) => folder.replace('test/', 'src/'));
      expect(rooms.filter((folder) => !src.has(folder) && folder !== `src/${layer}`)).toEqual([]);
    },
  );
});

describe('the tables of docs/architecture.md', () => {
  const tables = readFileSync('docs/architecture.md', 'utf8')
    .split('\n\n')
    .flatMap((block) => {
      const layer = /^\| room of `(src\/\w+)`/.exec(block)?.[1];
      const rows = [...block.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, room = '']) => room);
      return layer === undefined ? [] : [{ layer, rows }];
    });

  it('are found', () => {
    expect(tables.length).toBeGreaterThan(7);
  });

  it.each(tables)('name every room of $layer', ({ layer, rows }) => {
    const rooms = [...src.keys()].filter((folder) => dirname(folder) === layer);
    expect(rows.map((room) => `${layer}/${room}`).sort()).toEqual(rooms.sort());
  });

  it('are there for every layer that has rooms', () => {
    const layers = new Set([...src.keys()].filter(isRoom).map(dirname));
    expect(tables.map(({ layer }) => layer).sort()).toEqual([...layers].sort());
  });
});
