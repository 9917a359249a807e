import { spawn, type ChildProcess } from 'node:child_process';
import { codeOf } from './system-error.js';

export interface Program {
  readonly program: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it reads on standard input. */
  readonly input: string;
}

/** Milliseconds, and characters of standard output. */
export interface Limits {
  readonly time: number;
  readonly output: number;
}

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it has no exit code of its own. */
  readonly failure?: { readonly kind: 'absent' | 'time' | 'output' | 'start'; readonly message: string };
}

/** Runs a program to its end; one that passes a limit is ended with everything that it started. Never rejects. */
export function runProgram({ program, argv, env, input }: Program, limits: Limits): Promise<Ended> {
  return new Promise((resolve) => {
    // A group of its own, so that what a wrapper script started ends with it.
    const child = spawn(program, argv, { env, detached: process.platform !== 'win32', windowsHide: true });
    const release = onInterrupt(() => endGroup(child));
    const texts = { stdout: '', stderr: '' };
    let failure: Ended['failure'];
    const fail = (kind: NonNullable<Ended['failure']>['kind'], message: string): void => {
      failure ??= { kind, message };
      endGroup(child);
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const clock = setTimeout(() => fail('time', 'it took too long'), limits.time);
    const end = (code: number | null): void => {
      clearTimeout(clock);
      release();
      resolve({ code, ...texts, ...(failure === undefined ? {} : { failure }) });
    };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
        if (texts[name].length > limits.output) fail('output', 'it printed too much');
      });
    }
    child.on('error', (error) => {
      fail(codeOf(error) === 'ENOENT' ? 'absent' : 'start', error.message);
      end(null);
    });
    child.on('close', end);
    // One that ends before it has read its input is answered for above.
    child.stdin.on('error', () => undefined).end(input);
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `clean` when a signal is about to end svclint; the signal then does what it would have done. Returns how to
 * stop listening.
 */
export function onInterrupt(clean: () => void): () => void {
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      clean();
      process.removeListener(signal, listener);
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return () => {
    for (const { signal, listener } of listeners) process.removeListener(signal, listener);
  };
}
