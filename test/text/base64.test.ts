import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/text/base64.js';

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

describe('decodeBase64', () => {
  it.each([
    [encode('http://db:5432'), 'http://db:5432'],
    [encode('zwei\nZeilen\t\u00fc'), 'zwei\nZeilen\t\u00fc'],
    [`${encode('http://')}\n${encode('db:54')}`.replace('=', ''), undefined],
    [encode('http://db').replace(/(.{4})/g, '$1\n'), 'http://db'],
    [encode(Uint8Array.of(0, 1, 2)), undefined],
    [encode(Uint8Array.of(0xff, 0xfe, 0x41)), undefined],
    ['not base64!', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('%j', (encoded, text) => {
    expect(decodeBase64(encoded)).toBe(text);
  });

  it('gives back every text without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!/\p{Cc}/u.test(text));
        expect(decodeBase64(encode(text))).toBe(text);
      }),
    );
  });
});
