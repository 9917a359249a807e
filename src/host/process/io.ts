/** One output stream. */
export interface Output {
  /** Resolves when the text has left the process, or nobody reads any more. */
  readonly write: (text: string) => Promise<void>;
  readonly isTTY: boolean;
  /** Undefined where the stream is no terminal. */
  readonly columns: number | undefined;
}

/** Everything the command line asks of the process, so that it can be run without one. */
export interface Io {
  readonly stdin: () => Promise<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds, for progress only. */
  readonly now: () => number;
}
