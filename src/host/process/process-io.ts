import { fstatSync, writeSync } from 'node:fs';
import type { Io, Output } from './io.js';
import { LARGEST } from './largest.js';
import { codeOf } from './system-error.js';

/** The streams and the surroundings of this process; a stream is made when it is first asked for, which is not free. */
export function processIo(): Io {
  let stdout: Output | undefined;
  let stderr: Output | undefined;
  return {
    stdin: readAll,
    get stdout() {
      return (stdout ??= output(1, () => process.stdout));
    },
    get stderr() {
      return (stderr ??= output(2, () => process.stderr));
    },
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
  };
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    chunks.push(bytes);
    length += bytes.length;
    if (length > LARGEST) break; // it may have no end, and so much is refused
  }
  return Buffer.concat(chunks);
}

/**
 * What is no device cannot be a terminal: it is written to without Node's stream, which would load what it has for
 * sockets.
 */
function output(descriptor: number, stream: () => NodeJS.WriteStream): Output {
  return isDevice(descriptor) ? streamOutput(stream()) : plainOutput(descriptor, stream);
}

function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true; // what the system does not know is left to Node
  }
}

type Write = (text: string | Uint8Array) => Promise<void>;

/**
 * Waits for each write, since what is still in the stream is lost when a process ends.
 * A reader that has gone (`svclint | head`) ends the output quietly; any other failure, as a full disk, is thrown.
 */
function streamOutput(stream: NodeJS.WriteStream): Output & { readonly write: Write } {
  let isClosed = false;
  stream.on('error', () => {
    isClosed = true;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (isClosed || text.length === 0) return resolve();
        stream.write(text, (error) => {
          if (error === null || error === undefined || codeOf(error) === 'EPIPE') resolve();
          else reject(error);
        });
      }),
    isTTY: stream.isTTY,
    columns: stream.columns,
  };
}

/** A file or a pipe. A pipe that is full and does not wait, as one that a parent made so, goes on as a stream. */
function plainOutput(descriptor: number, stream: () => NodeJS.WriteStream): Output {
  let onward: Write | undefined;
  let isClosed = false;
  const write: Write = async (text) => {
    if (onward !== undefined) return onward(text);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length && !isClosed;) {
      try {
        at += writeSync(descriptor, bytes, at);
      } catch (error) {
        if (codeOf(error) === 'EAGAIN') return (onward = streamOutput(stream()).write)(bytes.subarray(at));
        if (codeOf(error) !== 'EPIPE') throw error;
        isClosed = true;
      }
    }
  };
  return { write, isTTY: false, columns: undefined };
}
