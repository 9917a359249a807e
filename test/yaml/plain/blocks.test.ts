import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { sourceFile } from '../../../src/text/source-file.js';
import type { Tree } from '../../../src/tree/tree.js';
import { parseContinued } from '../../../src/yaml/stream/continued.js';
import { locate, LocateError } from '../../../src/yaml/locate.js';
import { readPlainStyle } from '../../../src/yaml/plain/blocks.js';
import { splitDocuments } from '../../../src/yaml/stream/split.js';
import { fc } from '../../support/random.js';
import { bare } from '../bare.js';

/** What the general parser makes of a document, quirks and errors too. */
function generally(text: string): unknown {
  const yaml = parseContinued(text, (piece) =>
    parseDocument(piece, {
      schema: 'failsafe',
      version: '1.1',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    }),
  );
  if (yaml.errors.length > 0) return yaml.errors.map(({ message }) => message);
  try {
    const { tree, quirks } = locate(yaml, { file: sourceFile('a.yaml', text), start: 0, end: text.length });
    return { tree: tree && bare(tree), quirks };
  } catch (error) {
    if (error instanceof LocateError) return error.problem.message;
    throw error;
  }
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
    'a: &x 1\n',
    'a: *x\n',
    'a: !!str 1\n',
    'a: # c\n',
    'a:\n  b:\n  # c\n',
    'a: 1\na: 2\n',
    'on: 1\n',
    '<<: {a: 1}\n',
    'a: b\n  c: d\n',
    'a: b\n  # c\n  d\n',
    'a: "b\nc"\n',
    'a: "b\\\n\n  c"\n',
    'a: >\n  b\n   c\n',
    'a: >+\n  b\n',
    'a:\tb\n',
    '- a\n',
    'a: [b,\n...\n]\n',
    'a: [b, # c\n  d]\n',
    'a: [b\n  c]\n',
    'a: {b}\n',
    'a: "\\x41"\n',
    'a: b: c\n',
    '? a\n: b\n',
    'a: 1\n  # deeper\n # less deep\n',
    ' # c\na: 1\n',
    'a: |2\n   b\n',
    'a: |+\n  b\n',
    '~: 1\n',
    'a: 1\n...\n',
    '%YAML 1.1\n',
    '',
  ])('leaves %j to the general parser', (text) => {
    expect(plainly(text)).toBeUndefined();
  });

  it.each([
    'a: 1\n  # c\n',
    'a:\n  - b: 1\n    # c\n  - d: 2\n  # e\n',
    'a:\n  b:\n    c: 1\n   # d\n',
    'a:\n # c\n  b: 1\n',
    'a:\n    # c\n- b\n  # d\ne: 1\n',
    'a: b\n  c\n',
    'a: b\n\n  c\n\n\n   d\nb: 1\n',
    'a:\n- b: c\n   - d\n- e\n f\n',
    'a: "b\n  c"\n',
    "a: '\n\n  b ''\n  '\n",
    'a: " b \\" \n\n  c \n  "  # d\n',
    'a: "b \\\n   c\\n\\\n  \\  d\\\\\n  e"\n',
    'a: >\n  b\n  c\n\n  d\n',
    'a: >-\n    b\nc: 1\n',
    'a: "\\u00e9\\ud83d\\ude00 \\n"\n',
    'a:\n  b\n   c\nd:\n  "e"  # f\n',
    'a:\n  b: # c\n    {d: e}\n  f:\n    [g]\n',
    'a:\n  |\n  b\n',
    'a:\n',
    'a:   \n\nb:\n- c:\n  d:\n- e: 1\n',
    'a: |\n  b\n  c',
    'a: >-\n  b\n  ',
    'a:\n- - b\n  - c: 1\n    d: 2\n- - - e\n',
    'a: [b,\n c]\n',
    'a:\n  b: [\n    "c", {d: e},\n\n    f\n  ]\n  g: 1\n',
    'a: {\n  b: 1,\n}\nc: [\n]\n',
  ])('reads %j', (text) => {
    expect(mustAgree(text)).toBe(true);
  });

  it.each([
    '{}',
    '{"a": {"b": [1, -2.50, 1e3, true, null, "c"], "d": []}}\n',
    '{\r\n\t"a" : "b\\n\\u00e9\\/\\ud83d\\ude00",\r\n\t"on": {"<<": 1}\r\n}\r\n',
  ])('reads the JSON of %j', (text) => {
    expect(mustAgree(text)).toBe(true);
  });

  it.each([
    '{"a": 1, "a": 2}',
    '{a: 1}',
    '{"a": 1,}',
    '{"a": 01}',
    '{"a": "b\nc"}',
    '{"a": "\\x41"}',
    '{"a": "b\u0085c"}',
    '{"a": 1} # c\n',
    '{"a": 1}\nb: 2\n',
    '{"a"\n',
    '{"a": "b',
    `{"a": ${'['.repeat(60)}${']'.repeat(60)}}`,
  ])('leaves %j, though it begins as JSON does, to the general parser', (text) => {
    expect(plainly(text)).toBeUndefined();
  });

  it.each(['', '"'])('leaves a key that is too long for YAML to the general parser, quote %j', (quote) => {
    expect(plainly(`${quote}${'k'.repeat(1025)}${quote}: 1\n`)).toBeUndefined();
  });

  it('agrees on any JSON, written in any style, or leaves it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('', ' ', '\t'), (data, indent) => {
        mustAgree(JSON.stringify(data, null, indent));
      }),
    );
  });

  const bits = [
    ' ',
    '  ',
    '\n',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    '# c\n',
    '    # c\n',
    '"',
    "'",
    '|',
    '|-\n',
    '>',
    '{',
    ']',
    ',',
    '[\n',
    '\n]',
    ',\n  ',
    '{a: 1}',
    '[a, b]',
    '? ',
    '&a ',
    '*a',
    '<<: ',
    'k:\n',
    '\u00a0',
    'é',
    '- |\n',
    '1:2',
    '\t',
    '@',
    '...\n',
  ];
  const damage = fc.array(fc.record({ at: fc.nat(600), drop: fc.nat(3), put: fc.constantFrom(...bits, '') }), {
    minLength: 1,
    maxLength: 4,
  });

  const piece = fc.constantFrom(
    'a',
    'b c',
    '1',
    '"',
    "'",
    "''",
    '\\"',
    '\\',
    'l \\',
    '\\ m',
    '\\\\',
    '# d',
    'e #',
    'f:',
    '- g',
    ': h',
    '{',
    '>',
    '|',
    '',
    ' ',
    'x"',
    "y'",
    'https://a/b',
    '-',
    '&i',
    'k  ',
  );
  const scalar = fc.tuple(
    fc.constantFrom('', '"', "'", '>\n', '>-\n', '|\n', '|-\n', '\n'),
    fc.array(
      fc.tuple(fc.constantFrom('\n', '\n  ', '\n   ', '\n    ', '\n\n   ', '\n \n  ', '\n   \n    ', ' '), piece),
      { minLength: 1, maxLength: 5 },
    ),
  );
  const written = scalar.map(
    ([open, pieces]) =>
      open +
      pieces.map(([before, text], at) => (at === 0 && !open.endsWith('\n') ? text : before + text)).join('') +
      (open === '"' || open === "'" ? open : ''),
  );

  it('agrees on texts that run over lines as well, or leaves them', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom('a: ', 'b:\n  c: ', 'd:\n- ', 'e:\n  - f: ', 'g:\n  - h: 1\n    i: '), written),
          { minLength: 1, maxLength: 2 },
        ),
        (parts) => {
          if (mustAgree(`${parts.map(([key, text], at) => key.replace(/^./, `$&${at}`) + text).join('\n')}\n`)) read++;
        },
      ),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3000) },
    );
    expect(read).toBeGreaterThan(100);
  });

  const line = fc.tuple(
    fc.nat(6),
    fc.constantFrom(
      'k: 1',
      'k:',
      '- 1',
      '- k: 1',
      '# c',
      '# c',
      '#',
      '',
      'k: |-\n         x',
      '- - 1',
      'k: 1 # c',
      'k: [1,',
      '2]',
      'x',
      '"x"',
      '{}',
    ),
  );

  it('agrees on where comments belong, or leaves them', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 9 }), (lines) => {
        if (
          mustAgree(
            `a:\n  b:\n    - c: 1\n${lines.map(([indent, text], at) => `${' '.repeat(indent)}${text.replace('k', `k${at}`)}\n`).join('')}`,
          )
        )
          read++;
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3000) },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('agrees on damaged texts as well, or leaves them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts.filter((text) => text.length < 1500)), damage, (text, edits) => {
        mustAgree(
          edits
            .reduce(
              (all, { at, drop, put }) =>
                all.slice(0, at % (all.length + 1)) + put + all.slice((at % (all.length + 1)) + drop),
              text,
            )
            .replace(/^---/gm, '- -'),
        );
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 3000) },
    );
  });
});
