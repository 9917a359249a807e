/** What the exit code of `svclint` says; help and docs are made from this table. */
export const EXIT_CODES = [
  { code: 0, help: 'nothing at or above --fail-on' },
  { code: 1, help: 'findings at or above --fail-on, or more warnings than --max-warnings; trace: the request stops' },
  {
    code: 2,
    help:
      'a wrong option or settings file, a path that cannot be read, ' +
      'no Kubernetes object to judge (unless --allow-empty), or a file that cannot be written',
  },
  { code: 3, help: 'an internal error of svclint' },
  { code: 4, help: 'trace: whether the request arrives stands in no file' },
] as const;

export type ExitCode = (typeof EXIT_CODES)[number]['code'];

/** Nothing at or above `--fail-on`. */
export const CLEAN: ExitCode = 0;

/** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
export const FINDINGS: ExitCode = 1;

/**
 * A wrong option, a path that cannot be read or has no manifests, or a file that cannot be written. Wins over findings,
 * but for a run without any object: there a finding says more.
 */
export const USAGE: ExitCode = 2;

/** A bug of svclint. Wins over everything. */
export const INTERNAL: ExitCode = 3;

/** `trace`: nobody can tell from the files whether the request arrives. */
export const UNKNOWN: ExitCode = 4;
