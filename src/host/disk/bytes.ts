import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LARGEST } from '../process/largest.js';

/** Null for a file that is too large; a pipe has no size, so what comes out of it is measured. */
export function bytesOf(absolute: string): Uint8Array | null {
  const descriptor = openSync(absolute, 'r');
  try {
    const { size } = fstatSync(descriptor);
    return size > LARGEST ? null : readToEnd(descriptor, size);
  } finally {
    closeSync(descriptor);
  }
}

/** How much room there is at first for what does not say how large it is. */
const CHUNK = 64 * 1024;

/** What can be read, null if that is too much: a device may have no size and no end. */
function readToEnd(descriptor: number, size: number): Uint8Array | null {
  let bytes = Buffer.allocUnsafe(size === 0 ? CHUNK : size + 1); // one more, so that the end shows
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length > LARGEST) return null;
    if (length === size) return bytes.subarray(0, length); // asking once more costs as much as a small file
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length);
  }
}
