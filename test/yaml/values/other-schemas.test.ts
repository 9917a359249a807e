import { describe, expect, it } from 'vitest';
import { keyText, resolvePlain, resolvePlainCore, resolveTagged } from '../../../src/yaml/values/scalar.js';
import { quotedValue } from '../../../src/yaml/values/quoted.js';
import { folded } from '../../../src/yaml/plain/fold.js';

const STANDARD = 'tag:yaml.org,2002:';

describe('every word of kubectl that is no text', () => {
  it.each([
    ['.inf .Inf .INF +.inf +.Inf +.INF', Infinity],
    ['-.inf -.Inf -.INF', -Infinity],
    ['.nan .NaN .NAN', NaN],
  ])('%s', (words, value) => expect(words.split(' ').map(resolvePlain)).toEqual(words.split(' ').map(() => value)));
});

describe('a number', () => {
  it.each<[string, unknown]>([
    ['0', 0],
    ['-0x10', -16],
    ['+0b11', 3],
    ['-0o17', -15],
    ['0X1f', 31],
    ['0B1', 1],
    ['0O7', 7],
    ['0b12', '0b12'],
    ['0o8', '0o8'],
    ['0xg', '0xg'],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['1e+3', 1000],
    ['1E-1', 0.1],
    ['1e', '1e'],
    ['1e999', '1e999'],
    ['1_000', 1000],
    ['+', '+'],
    ['a1', 'a1'],
    ['1a', '1a'],
    ['--1', '--1'],
  ])('%s is %j', (text, value) => expect(resolvePlain(text)).toEqual(value));
});

describe('kustomize sees', () => {
  it.each<[string, unknown]>([
    ['true', true],
    ['False', false],
    ['~', null],
    ['', null],
    ['.inf', Infinity],
    ['yes', 'yes'],
    ['Off', 'Off'],
    ['y', 'y'],
    ['N', 'N'],
    ['80', 80],
    ['0x10', 16],
    ['word', 'word'],
    ['2024-01-02', '2024-01-02T00:00:00Z'],
    ['2024-1-2', '2024-01-02T00:00:00Z'],
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02t03:04:05Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:4:5Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05+02:00', '2024-01-02T03:04:05+02:00'],
    ['2024-01-02T03:04:05+00:00', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05-00:00', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05.120Z', '2024-01-02T03:04:05.12Z'],
    ['2024-01-02T03:04:05.000Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04:05', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04:05.5', '2024-01-02T03:04:05.5Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2023-02-29', '2023-02-29'],
    ['2024-13-01', '2024-13-01'],
    ['2024-00-01', '2024-00-01'],
    ['2024-01-00', '2024-01-00'],
    ['2024-01-32', '2024-01-32'],
    ['2024-04-31', '2024-04-31'],
    ['2024-12-31', '2024-12-31T00:00:00Z'],
    ['2024-01-02T24:00:00Z', '2024-01-02T24:00:00Z'],
    ['2024-01-02T23:59:59Z', '2024-01-02T23:59:59Z'],
    ['2024-01-02T00:60:00Z', '2024-01-02T00:60:00Z'],
    ['2024-01-02T00:00:60Z', '2024-01-02T00:00:60Z'],
    ['2024-01-02T03:04:05', '2024-01-02T03:04:05'],
    ['2024-01-02 03:04:05Z', '2024-01-02 03:04:05Z'],
    ['2024-01-02x', '2024-01-02x'],
    ['x2024-01-02', 'x2024-01-02'],
    ['24-01-02', '24-01-02'],
  ])('%s as %j', (text, value) => expect(resolvePlainCore(text)).toEqual(value));
});

describe('a tag', () => {
  it.each<[string, string, boolean, unknown]>([
    [`${STANDARD}str`, '80', true, '80'],
    [`${STANDARD}int`, '80', false, 80],
    [`${STANDARD}int`, 'x', true, undefined],
    [`${STANDARD}float`, '1.5', true, 1.5],
    [`${STANDARD}float`, 'true', true, undefined],
    [`${STANDARD}bool`, 'on', true, true],
    [`${STANDARD}bool`, '1', true, undefined],
    [`${STANDARD}null`, '~', true, null],
    [`${STANDARD}null`, 'x', true, undefined],
    [`${STANDARD}binary`, 'aGVs bG8=', true, 'hello'],
    [`${STANDARD}binary`, '?', true, undefined],
    [`${STANDARD}other`, '80', true, 80],
    [`${STANDARD}other`, '80', false, '80'],
    ['!custom', '80', true, 80],
    ['!custom', '80', false, '80'],
    ['!', '80', true, '80'],
  ])('%s of %s, plain: %s', (tag, text, plain, value) => expect(resolveTagged(tag, text, plain)).toEqual(value));
});

it.each([
  [80, '80'],
  [true, 'true'],
  ['a', 'a'],
  [null, undefined],
])('the key %j is the text %j', (value, text) => expect(keyText(value)).toBe(text));

describe('a quoted text', () => {
  it.each([
    ['"a\nb"', 'a b'],
    ['"a\n\nb"', 'a\nb'],
    [String.raw`"it\'s"`, "it's"],
    [String.raw`"a\\'b"`, String.raw`a\'b`],
    [String.raw`'it\'`, 'it\\'],
    ["'it''s\nso'", "it's so"],
    ['"a\\nb"', 'a\nb'],
    ['"open', undefined],
    ['[a]', undefined],
    ['{a: b}', undefined],
  ])('%j is %j', (source, value) => expect(quotedValue(source)).toBe(value));
});

describe('lines fold', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a b'],
    [['a', '', 'b'], 'a\nb'],
    [['a', '', '', 'b'], 'a\n\nb'],
    [['a', 'b', 'c'], 'a b c'],
    [['a', '', 'b', 'c'], 'a\nb c'],
    [['', 'a'], ' a'],
    [['a', ''], 'a '],
    [['a', '', ''], 'a\n'],
    [[], ''],
  ])('%j to %j', (lines, text) => expect(folded(lines)).toBe(text));
});
