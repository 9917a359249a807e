import { main } from '../../src/cli/main.js';
import type { Io, Output } from '../../src/host/process/io.js';

/**
 * What a terminal of 100 columns without colours shows of `svclint …`, run at the top of the project; `| head -N` cuts
 * it.
 */
export async function transcript(command: string): Promise<string> {
  const [line = '', head] = command.split(/ \| head -(\d+)$/);
  const [program, ...argv] = line.trim().split(/ +/);
  if (program !== 'svclint') throw new Error(`only svclint can be run here: ${command}`);
  const written: string[] = [];
  const output: Output = { write: (text) => Promise.resolve(void written.push(text)), isTTY: true, columns: 100 };
  const io: Io = {
    stdin: () => Promise.resolve(new Uint8Array()),
    stdout: output,
    stderr: output,
    env: { NO_COLOR: '1' },
    cwd: process.cwd(),
    now: () => 0,
  };
  await main(argv, io);
  const lines = written.join('').replace(/\n$/, '').split('\n');
  const shown = head === undefined || lines.length <= Number(head) ? lines : lines.slice(0, Number(head));
  return `$ ${command}\n${shown.map((each) => each.trimEnd()).join('\n')}\n`;
}
