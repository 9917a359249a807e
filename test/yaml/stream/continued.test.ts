import { parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { sourceFile } from '../../../src/text/source-file.js';
import { toData } from '../../../src/tree/tree.js';
import { parseContinued } from '../../../src/yaml/stream/continued.js';
import { parseFile } from '../../../src/yaml/parse.js';
import { fc } from '../../support/random.js';

/** The parsed text as data, its errors, and how often it was parsed for them. */
function parsed(text: string): { readonly data: unknown; readonly errors: readonly string[]; readonly rounds: number } {
  let rounds = 0;
  const yaml = parseContinued(text, (readable) => {
    rounds++;
    return parseDocument(readable, {
      schema: 'failsafe',
      version: '1.1',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  });
  return { data: yaml.toJS() as unknown, errors: yaml.errors.map(({ message }) => message), rounds };
}

function many(piece: (at: number) => string): string {
  return Array.from({ length: 400 }, (_, at) => piece(at)).join('');
}

/** What can be told from outside: the value of every key. */
function values(text: string): Record<string, unknown> {
  const [document] = parseFile(sourceFile('a.yaml', `kind: &kind A\n${text}`)).documents;
  expect(document?.problems).toEqual([]);
  const tree = document?.tree;
  if (tree?.type !== 'map') throw new Error('not a map');
  return Object.fromEntries(
    tree.entries
      .values()
      .slice(1)
      .map(({ key, value }) => [key, value.type === 'scalar' ? value.value : value.type]),
  );
}

describe('parseContinued', () => {
  it.each([
    ['double quotes', (at: number) => `k${at}: "a\nb"\n`],
    ['single quotes', (at: number) => `k${at}: 'a\nb: it''s'\n`],
    ['lists in brackets', (at: number) => `k${at}: [a, # one\nb]\n`],
    ['maps in braces', (at: number) => `k${at}: {a: b,\n"c": d}\n`],
    ['brackets that close in the column of their key', (at: number) => `k${at}: [\na,\n]\n`],
    ['braces that close in the column of their key', (at: number) => `k${at}: {\na: 1\n}\n`],
    ['pairs of quotes at the end of a line', (at: number) => `k${at}: 'a''\nb'\n`],
    ['escaped quotes at the end of a line', (at: number) => `k${at}: "a\\"\nb"\n`],
    [
      'all of these in turn',
      (at: number) =>
        [`k${at}: "a\nb"\n`, `k${at}: 'a\nb'\n`, `k${at}: [a,\nb]\n`, `k${at}: {a: b,\nc: d}\n`][at % 4] ?? '',
    ],
  ])('parses 400 continued pieces a few times, not 400 times: %s', (_, piece) => {
    const { data, errors, rounds } = parsed(many(piece));
    expect(errors).toEqual([]);
    expect(Object.keys(data as object)).toHaveLength(400);
    expect(rounds).toBeGreaterThan(1);
    expect(rounds).toBeLessThanOrEqual(4);
  });

  it('parses 400 items in brackets a few times, also below a block that looks like one of them', () => {
    const { data, errors, rounds } = parsed(`t: |\n  k: [\n  a\n  ]\nl:\n${many(() => '- [\na,\n]\n')}`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ t: 'k: [\na\n]\n', l: Array<unknown>(400).fill(['a']) });
    expect(rounds).toBeLessThanOrEqual(5);
  });

  it('drops a bracket inside of a block that looks like one to join', () => {
    const inside = 'k: [\n  a\n  ]\n';
    const { data, errors, rounds } = parsed(`a: [\nb\n]\nt: |\n  ${inside}c: [\nd\n]\ne: [\nf\n]\n`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: ['b'], t: 'k: [\na\n]\n', c: ['d'], e: ['f'] });
    expect(rounds).toBeLessThanOrEqual(6);
  });

  it('parses a broken text with 400 continued pieces a few times', () => {
    const { errors, rounds } = parsed(`${many((at) => `k${at}: "a\nb"\n`)}x: [\n`);
    expect(errors).not.toEqual([]);
    expect(rounds).toBeLessThanOrEqual(4);
  });

  it('parses a text without a continued piece once, broken or not', () => {
    expect(parsed('a: "b"\n').rounds).toBe(1);
    expect(parsed('a: b: c\n').rounds).toBe(1);
  });

  it('drops a guess that is none: quotes inside of a continued scalar, whose end seems to open another', () => {
    expect(values(`a: "x\n'y"\nb: 'c'\nd: 'e\nf'\n`)).toEqual({ a: "x 'y", b: 'c', d: 'e f' });
    expect(values(`a: 'x\nk: "y'\nb: "z\nw"\nc: '"\n"'\n`)).toEqual({ a: 'x k: "y', b: 'z w', c: '" "' });
    expect(values(`a: 'x\n[{ y'\nb: "z\nw"\n`)).toEqual({ a: 'x [{ y', b: 'z w' });
  });

  it('finds the end of a quoted scalar behind a quote at the end of a line', () => {
    expect(values(`a: 'x''\ny'\nb: "x\\"\ny"\nc: 'z'''\n`)).toEqual({ a: "x' y", b: 'x" y', c: "z'" });
  });

  it('takes no text between quotes for a comment', () => {
    const [document] = parseFile(sourceFile('a.yaml', 'kind: [a,\n"b # c", # d "e"\n"f\n# g",\nh]\n')).documents;
    expect(document?.problems).toEqual([]);
    expect(document?.tree && toData(document.tree)).toEqual({ kind: ['a', 'b # c', 'f # g', 'h'] });
  });

  const word = fc.constantFrom(
    'x',
    'k: ',
    '- ',
    '"',
    '{',
    '[',
    ']',
    '}',
    '#',
    ' # ',
    ', ',
    "''",
    '\n',
    '\n',
    '\n ',
    ': ',
    '|',
    '&a ',
    '*',
  );
  const inner = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));

  it('reads continued scalars together as it reads each alone, where there is nothing to guess', () => {
    fc.assert(
      fc.property(fc.array(inner, { minLength: 2, maxLength: 6 }), (inners) => {
        const texts = inners
          .map((text, at) => `k${at}: 'a${text}z'\n`)
          .filter((text) => parsed(text).errors.length === 0);
        expect(values(texts.join(''))).toEqual(Object.assign({}, ...texts.map(values)));
      }),
    );
  });
});
