import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { sourceFile } from '../../src/text/source-file.js';
import type { Tree } from '../../src/tree/tree.js';
import { locate, LocateError } from '../../src/yaml/locate.js';
import { readPlainStyle } from '../../src/yaml/plain/blocks.js';
import { splitDocuments } from '../../src/yaml/split.js';
import { fc } from '../support/random.js';

/** What the general parser makes of a document, quirks and errors too. */
function generally(text: string): unknown {
  const yaml = parseDocument(text, { schema: 'failsafe', version: '1.1', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if (yaml.errors.length > 0) return yaml.errors.map(({ message }) => message);
  try {
    const { tree, quirks } = locate(yaml, { file: sourceFile('a.yaml', text), start: 0, end: text.length });
    return { tree: tree && bare(tree), quirks };
  } catch (error) {
    if (error instanceof LocateError) return error.problem.message;
    throw error;
  }
}

/** A tree without the file, whose text would drown a difference. */
function bare(tree: Tree): unknown {
  const place = ({ span, anchor }: Tree['place']): unknown => [span.start, span.end, anchor?.start];
  if (tree.type === 'scalar') return { ...tree, place: place(tree.place) };
  if (tree.type === 'list') return { list: tree.items.map(bare), place: place(tree.place) };
  return { map: [...tree.entries].map(([name, { key, keyPlace, value }]) => [name, key, place(keyPlace), bare(value)]), place: place(tree.place) };
}

function plainly(text: string): Tree | undefined {
  return readPlainStyle(sourceFile('a.yaml', text), 0, text.length);
}

function mustAgree(text: string): boolean {
  const tree = plainly(text);
  if (tree === undefined) return false;
  const [plain, general] = [{ tree: bare(tree), quirks: [] }, generally(text)];
  if (!isDeepStrictEqual(plain, general)) expect(plain).toEqual(general); // which is slow, but shows what differs
  return true;
}

const texts = ['fixtures/rules', 'fixtures/yaml', 'fixtures/projects'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .flatMap((name) => {
      const file = sourceFile(name, readFileSync(join(folder, name), 'utf8'));
      return splitDocuments(file).map(({ start, end }) => file.text.slice(start, end));
    }),
);

describe('readPlainStyle', () => {
  it('reads what the general parser reads, place by place, and most fixtures at all', () => {
    const read = texts.filter(mustAgree);
    expect(read.length).toBeGreaterThan(texts.length * 0.8);
  });

  it.each([
    'a: &x 1\n', 'a: *x\n', 'a: !!str 1\n', 'a:\n', 'a: 1\na: 2\n', 'on: 1\n', '<<: {a: 1}\n', 'a: b\n  c\n', 'a: "b\n  c"\n', 'a: >\n  b\n', 'a:\tb\n',
    '- a\n', 'a: [b,\n c]\n', 'a: {b}\n', 'a: "\\x41"\n', 'a: b: c\n', '? a\n: b\n', 'a: 1\n  # deeper\n', 'a: |2\n   b\n', 'a: |+\n  b\n', '~: 1\n', 'a: 1\n...\n', '%YAML 1.1\n', '',
  ])('leaves %j to the general parser', (text) => {
    expect(plainly(text)).toBeUndefined();
  });

  it.each(['', '"'])('leaves a key that is too long for YAML to the general parser, quote %j', (quote) => {
    expect(plainly(`${quote}${'k'.repeat(1025)}${quote}: 1\n`)).toBeUndefined();
  });

  const bits = [' ', '  ', '\n', ':', ': ', '- ', '#', ' #', '# c\n', '    # c\n', '"', "'", '|', '|-\n', '>', '{', ']', ',', '{a: 1}', '[a, b]', '? ', '&a ', '*a', '<<: ', 'k:\n', '\u00a0', 'é', '- |\n', '1:2', '\t', '@', '...\n'];
  const damage = fc.array(fc.record({ at: fc.nat(600), drop: fc.nat(3), put: fc.constantFrom(...bits, '') }), { minLength: 1, maxLength: 4 });

  it('agrees on damaged texts as well, or leaves them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts.filter((text) => text.length < 1500)), damage, (text, edits) => {
        mustAgree(edits.reduce((all, { at, drop, put }) => all.slice(0, at % (all.length + 1)) + put + all.slice((at % (all.length + 1)) + drop), text).replace(/^---/gm, '- -'));
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3000) },
    );
  });
});
