import { isatty } from 'node:tty';
import type { Io, Output } from './io.js';
import { codeOf } from './system-error.js';

/** The streams and the surroundings of this process; a stream is made when it is first asked for, which is not free. */
export function processIo(): Io {
  let stdout: Output | undefined;
  let stderr: Output | undefined;
  return {
    stdin: readAll,
    get stdout() {
      return (stdout ??= output(process.stdout, isatty(1)));
    },
    get stderr() {
      return (stderr ??= output(process.stderr, isatty(2)));
    },
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
  };
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks);
}

/**
 * Waits for each write, since what is still in the stream is lost when a process ends, and a pipe takes 64 KiB at a time.
 * A reader that has gone (`svclint | head`) ends the output quietly; any other failure, as a full disk, is thrown.
 */
function output(stream: NodeJS.WriteStream, isTTY: boolean): Output {
  let isClosed = false;
  stream.on('error', () => {
    isClosed = true;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (isClosed || text === '') return resolve();
        stream.write(text, (error) => {
          if (error === null || error === undefined || codeOf(error) === 'EPIPE') resolve();
          else reject(error);
        });
      }),
    isTTY,
    columns: stream.columns,
  };
}
