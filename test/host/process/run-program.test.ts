import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../../src/host/process/run-program.js';
import { tree } from '../tree.js';

const LIMITS = { time: 60_000, output: 1_000_000 };

function script(text: string): { readonly folder: string; readonly program: string } {
  const folder = tree({});
  const program = path.join(folder, 'program');
  writeFileSync(program, `#!/bin/sh\n${text}\n`);
  chmodSync(program, 0o755);
  return { folder, program };
}

describe.skipIf(process.platform === 'win32')('runProgram', () => {
  it('gives what it printed, and how it ended', async () => {
    const { program } = script('cat; echo "$1" >&2; exit 3');
    expect(await runProgram({ program, argv: ['b'], env: process.env, input: 'a' }, LIMITS)).toEqual({
      code: 3,
      stdout: 'a',
      stderr: 'b\n',
    });
  });

  it('says that there is no such program', async () => {
    expect(await runProgram({ program: 'nowhere', argv: [], env: process.env, input: '' }, LIMITS)).toMatchObject({
      code: null,
      failure: { kind: 'absent' },
    });
  });

  it('says that a program cannot be started', async () => {
    const { program } = script('');
    chmodSync(program, 0o644);
    expect(await runProgram({ program, argv: [], env: process.env, input: '' }, LIMITS)).toMatchObject({
      failure: { kind: 'start' },
    });
  });

  it('ends one that takes too long, with what it has started', async () => {
    const { folder, program } = script('sleep 600 & echo $! > "$1"; wait');
    const file = path.join(folder, 'pid');
    const ended = await runProgram({ program, argv: [file], env: process.env, input: '' }, { ...LIMITS, time: 1500 });
    expect(ended).toMatchObject({ code: null, failure: { kind: 'time' } });
    const started = readFileSync(file, 'utf8').trim();
    const isAlive = (): boolean =>
      existsSync(`/proc/${started}`) && !/\) Z/.test(readFileSync(`/proc/${started}/stat`, 'utf8'));
    if (existsSync('/proc/self')) await vi.waitFor(() => expect(isAlive()).toBe(false));
  });

  it('ends one that prints without end', async () => {
    const { program } = script('while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done');
    expect(
      await runProgram({ program, argv: [], env: process.env, input: '' }, { ...LIMITS, output: 1000 }),
    ).toMatchObject({ failure: { kind: 'output' } });
  });

  it('bears a program that does not read its input', async () => {
    const { program } = script('exit 0');
    expect(
      await runProgram({ program, argv: [], env: process.env, input: 'a'.repeat(1_000_000) }, LIMITS),
    ).toMatchObject({ code: 0 });
  });

  it('listens to signals only while it runs', async () => {
    const { program } = script('exit 0');
    const before = process.listenerCount('SIGINT');
    await runProgram({ program, argv: [], env: process.env, input: '' }, LIMITS);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
