import { main } from '../../src/cli/main.js';
import { fakeIo, type Surroundings } from './fake.js';

/** What the real command line did. */
export interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line with the real linter, on real files and a made-up terminal. */
export async function svclint(argv: readonly string[], surroundings: Surroundings = {}): Promise<Done> {
  const io = fakeIo(surroundings);
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}
