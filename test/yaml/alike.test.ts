import { describe, expect, it } from 'vitest';
import { sourceFile } from '../../src/text/source-file.js';
import { readsAlike } from '../../src/yaml/alike.js';
import { KUSTOMIZE, SETTINGS, type Dialect } from '../../src/yaml/values/dialect.js';
import type { Document } from '../../src/yaml/document.js';
import { parseFile } from '../../src/yaml/parse.js';
import { fc } from '../support/random.js';
import { bare } from './bare.js';

const first = (text: string, dialect?: Dialect): Document | undefined =>
  parseFile(sourceFile('a.yaml', text), dialect).documents[0];

const alike = (text: string, dialect: Dialect): boolean => {
  const document = first(text);
  return document !== undefined && readsAlike(document, dialect);
};

const manifest = (value: string): string => `kind: A\nspec: ${value}\n`;

describe('readsAlike', () => {
  it.each([
    'a',
    '1',
    '0x1f',
    '010',
    '1e3',
    '"yes"',
    'true',
    '~',
    '[a, 2]',
    '{a: 1}',
    '|\n  yes\n',
    'some\n  more',
    '!!str a',
  ])('takes over a document with %j', (value) => {
    expect(alike(manifest(value), KUSTOMIZE)).toBe(true);
  });

  it.each([
    'yes',
    'On',
    'n',
    '2020-01-01',
    '2020-1-1',
    '>\n  a\n   b\n',
    '[no]',
    '{off: 1}',
    '{y: 1}',
    '{2020-01-01: 1}',
    '!!bool yes',
    '{<<: {a: 1}, a: 2, a: 3}',
    '{a: 1, a: 2}',
    '\n  a: 1\n  <<: {a: 2}',
  ])('reads a document with %j again', (value) => {
    expect(alike(manifest(value), KUSTOMIZE)).toBe(false);
  });

  it('reads again what cannot be a manifest, for whoever reads more', () => {
    expect(alike('a: 1\n', SETTINGS)).toBe(false);
    expect(first('a: 1\n', SETTINGS)?.tree).toBeDefined();
    expect(alike('kind: a\nb: yes\n', SETTINGS)).toBe(true);
  });

  const scalar = fc.constantFrom(
    'yes',
    'no',
    'y',
    'On',
    'true',
    'null',
    '~',
    '',
    '1',
    '0x1',
    '.5',
    '2020-01-01',
    '2020-01-01 10:00:00',
    '12:30',
    "'yes'",
    '"2020-01-01"',
    'text',
    'two\n    lines',
    '|\n    on\n',
    '>-\n    a\n      b\n    c\n',
    '*x',
    '&x yes',
    '&x {a: 1}',
    '!!str yes',
    '!!bool on',
    '!!int 0o7',
    '! no',
    '[on, 1]',
    '{n: off}',
  );
  const key = fc.constantFrom('a', 'b', 'kind', 'on', '"on"', 'true', '<<', '2020-01-01', '1');

  it('never takes over what the dialect reads otherwise', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, scalar), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(KUSTOMIZE, SETTINGS),
        (entries, dialect) => {
          const text = `kind: A\n${entries.map(([name, value]) => `${name}: ${value}\n`).join('')}`;
          const document = first(text);
          if (document === undefined || !readsAlike(document, dialect)) return;
          taken++;
          expect(read(document)).toEqual(read(first(text, dialect)));
        },
      ),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 2000) },
    );
    expect(taken).toBeGreaterThan(100);
  });
});

function read(document: Document | undefined): unknown {
  return { tree: document?.tree && bare(document.tree), quirks: document?.quirks.map(({ kind }) => kind) };
}
