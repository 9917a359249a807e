import { truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, encodedLike } from '../../../src/host/files/decode.js';
import { readFiles } from '../../../src/host/files/read.js';
import { LARGEST } from '../../../src/host/process/largest.js';
import { tree } from '../tree.js';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe('decode', () => {
  it.each([
    ['plain text', Buffer.from('a: ä\r\n'), 'a: ä\r\n'],
    ['a byte order mark, which stays', bytes(0xef, 0xbb, 0xbf, 0x61), '\uFEFFa'],
    ['nothing', bytes(), ''],
    ['a replacement character that is really there', Buffer.from('\uFFFD'), '\uFFFD'],
  ])('takes %s', (_, input, text) => expect(decode(input)).toEqual({ text }));

  it.each([
    ['a stray byte', bytes(0x61, 0x0a, 0x62, 0xff, 0x63), 'a\nb\uFFFDc', 'offset 3 (line 2)'],
    ['a character without its end', bytes(0x61, 0x0a, 0xe2, 0x82), 'a\n\uFFFD', 'offset 3 (line 2)'],
    ['a character cut by a line break', bytes(0xe2, 0x0a, 0x61), '\uFFFD\na', 'offset 1 (line 1)'],
  ])('takes %s, as kubectl does, and says where', (_, input, text, where) => {
    const remark = `not UTF-8: an invalid byte at ${where}; read as kubectl reads it`;
    expect(decode(input)).toEqual({ text, bytes: input, remark });
  });

  it.each([
    ['little-endian', bytes(0xff, 0xfe, 0x61, 0x00)],
    ['big-endian', bytes(0xfe, 0xff, 0x00, 0x61)],
  ])('takes UTF-16 with its mark, %s', (_, input) => {
    expect(decode(input)).toEqual({ text: '\uFEFFa', bytes: input });
    expect(encodedLike(input, '\uFEFFa')).toEqual(Buffer.from(input));
  });

  it.each([
    ['little-endian', bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 2],
    ['big-endian', bytes(0, 0, 0xfe, 0xff, 0, 0, 0, 0x61), 0],
  ])('refuses UTF-32, %s', (_, input, zero) => {
    expect(decode(input)).toEqual({ reason: `not a text file: a NUL byte at offset ${zero} (line 1)` });
  });

  it('refuses a NUL byte, and UTF-16 without its mark with it', () => {
    expect(decode(bytes(0x61, 0x0a, 0x0a, 0x00))).toEqual({
      reason: 'not a text file: a NUL byte at offset 3 (line 3)',
    });
    expect(decode(bytes(0x61, 0x00))).toEqual({ reason: 'not a text file: a NUL byte at offset 1 (line 1)' });
  });
});

describe('readFiles', () => {
  const found = (root: string, name: string, isNamed = false) => ({
    absolute: path.join(root, name),
    path: name,
    isNamed,
  });

  it('keeps the order of the files and counts them', () => {
    const root = tree({ 'b.yaml': 'b', 'a.yaml': 'a' });
    const counted: number[] = [];
    const { files } = readFiles([found(root, 'b.yaml'), found(root, 'a.yaml')], {
      onRead: (done) => counted.push(done),
    });
    expect(files).toEqual([
      { path: 'b.yaml', text: 'b' },
      { path: 'a.yaml', text: 'a' },
    ]);
    expect(counted).toEqual([1, 2]);
  });

  it('stops where a device does not', () => {
    const device = { absolute: '/dev/zero', path: 'zero', isNamed: true };
    expect(readFiles([device]).problems).toEqual([`cannot lint \`zero\`: larger than ${LARGEST / 1024 / 1024} MiB`]);
  });

  it('fails for a binary that is named and skips one that is found', () => {
    const root = tree({ 'a.yaml': bytes(0), 'b.yaml': bytes(0), 'c.yaml': 'c' });
    expect(readFiles([found(root, 'a.yaml', true), found(root, 'b.yaml'), found(root, 'c.yaml')])).toEqual({
      files: [{ path: 'c.yaml', text: 'c' }],
      problems: ['cannot lint `a.yaml`: not a text file: a NUL byte at offset 0 (line 1)'],
      notes: ['skipped `b.yaml`: not a text file: a NUL byte at offset 0 (line 1)'],
    });
  });

  it('does not read what is far too large', () => {
    const root = tree({ 'a.json': '' });
    truncateSync(path.join(root, 'a.json'), LARGEST + 1);
    expect(readFiles([found(root, 'a.json')])).toEqual({
      files: [],
      problems: [],
      notes: ['skipped `a.json`: larger than 32 MiB'],
    });
  });

  it('fails for a file that has gone, and reads the others', () => {
    const root = tree({ 'b.yaml': 'b' });
    expect(readFiles([found(root, 'a.yaml'), found(root, 'b.yaml')])).toEqual({
      files: [{ path: 'b.yaml', text: 'b' }],
      problems: ['cannot read `a.yaml`: no such file or folder'],
      notes: [],
    });
  });
});
