import { isUtf8 } from 'node:buffer';

/** What a file holds: its text, with its bytes where it is no UTF-8. */
export interface Content {
  readonly text: string;
  readonly bytes?: Uint8Array;
}

/** The text of a file, or why its bytes are no text. */
export type Decoded = { readonly text: string } | { readonly reason: string };

/**
 * Decodes UTF-8; a byte order mark stays, so that offsets are true for whoever writes the text back.
 * Anything else is refused with the offset (bytes, from 0) and the line (from 1) of the first bad byte.
 */
export function decode(bytes: Uint8Array): Decoded {
  const order = byteOrder(bytes);
  if (order !== null) return { reason: `${order} text; manifests are UTF-8` };
  const zero = bytes.indexOf(0);
  if (zero !== -1) return { reason: `not a text file: a NUL byte at ${place(bytes, zero)}` };
  if (!isUtf8(bytes)) return { reason: `not UTF-8 text: an invalid byte at ${place(bytes, firstInvalid(bytes))}` };
  return { text: textOf(bytes) };
}

/** Decodes a file that a kustomization names, which may be anything. */
export function contentOf(bytes: Uint8Array): Content {
  return isUtf8(bytes) ? { text: textOf(bytes) } : { text: '', bytes };
}

/** Keeps a byte order mark. */
const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  return UTF_8.decode(bytes);
}

function byteOrder(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16 (little-endian)';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big-endian)';
  return null;
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
