import { isUtf8 } from 'node:buffer';

/** What a file holds: its text, with its bytes where they are no UTF-8. */
export interface Content {
  readonly text: string;
  readonly bytes?: Uint8Array;
  /** What is odd about a text that is read all the same. */
  readonly remark?: string;
}

/** The text of a file, or why its bytes are no text. */
export type Decoded = Content | { readonly reason: string; readonly isPointer?: true };

/**
 * Decodes what `kubectl apply -f` reads (observed with kubectl 1.32): UTF-8, UTF-16 with a byte order mark, and any
 * other bytes with a replacement character for each that has no place in UTF-8. A byte order mark stays, so that
 * offsets are true for whoever writes the text back. A NUL byte, which kubectl refuses, is no text.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (isPointer(bytes)) return POINTER;
  const wide = wideText(bytes);
  const zero = wide === undefined ? bytes.indexOf(0) : -1;
  if (zero !== -1) return { reason: `not a text file: a NUL byte at ${place(bytes, zero)}` };
  if (wide !== undefined) return { text: wide, bytes };
  if (isUtf8(bytes)) return { text: textOf(bytes) };
  const where = place(bytes, firstInvalid(bytes));
  return { text: textOf(bytes), bytes, remark: `not UTF-8: an invalid byte at ${where}; read as kubectl reads it` };
}

/** Decodes a file that a kustomization names, which may be anything. */
export function contentOf(bytes: Uint8Array): Decoded {
  return isPointer(bytes) ? POINTER : anyContent(bytes);
}

/** What Git LFS puts in the place of a file that it has not fetched. */
const POINTER = { reason: 'only a pointer of Git LFS, and `git lfs pull` brings the file', isPointer: true } as const;

function isPointer(bytes: Uint8Array): boolean {
  return bytes[0] === 0x76 && bytes[8] === 0x68 && /^version https:\/\/git-lfs\./.test(textOf(bytes.subarray(0, 40)));
}

/** The text of bytes that may be anything. */
export function anyContent(bytes: Uint8Array): Content {
  if (isUtf8(bytes)) return { text: textOf(bytes) };
  return { text: wideText(bytes) ?? '', bytes };
}

/** The bytes of a text in the encoding of a file; undefined where some of that file's bytes are of no encoding. */
export function encodedLike(file: Uint8Array, text: string): Uint8Array | undefined {
  const order = byteOrder(file);
  if (order === undefined) return isUtf8(file) ? Buffer.from(text) : undefined;
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'utf-16be' ? bytes.swap16() : bytes;
}

/** Keeps a byte order mark. */
const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  return UTF_8.decode(bytes);
}

/** The text of a file in UTF-16, as `>` of PowerShell writes it; undefined where it is none. */
function wideText(bytes: Uint8Array): string | undefined {
  const order = byteOrder(bytes);
  return order === undefined ? undefined : new TextDecoder(order, { ignoreBOM: true }).decode(bytes);
}

/** UTF-32 begins as UTF-16 does, and goes on with a character that no text of UTF-16 has; kubectl reads none of it. */
function byteOrder([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return undefined;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function place(bytes: Uint8Array, offset: number): string {
  const line = bytes.subarray(0, offset).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
  return `offset ${offset} (line ${line})`;
}

/**
 * The first byte that no UTF-8 text has at its place: lines are searched whole first, since no character contains a
 * line break.
 */
function firstInvalid(bytes: Uint8Array): number {
  for (let start = 0; start < bytes.length;) {
    const lineBreak = bytes.indexOf(0x0a, start);
    const end = lineBreak === -1 ? bytes.length : lineBreak + 1;
    if (!isUtf8(bytes.subarray(start, end))) return start + firstInvalidOfLine(bytes.subarray(start, end));
    start = end;
  }
  return bytes.length;
}

function firstInvalidOfLine(line: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < line.length; at++) {
    try {
      decoder.decode(line.subarray(at, at + 1), { stream: true });
    } catch {
      return at;
    }
  }
  return Math.max(0, line.length - 1); // a character cut off by the end of the file
}
