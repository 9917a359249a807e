import { spawnSync } from 'node:child_process';
import { codeOf } from './system-error.js';

/** What a tree of git has at a path: a file or a symbolic link, and the id of the object that holds it. */
export interface GitEntry {
  readonly kind: 'file' | 'link';
  readonly id: string;
}

/** What git said when it did not do what was asked; `absent` where there is no git on the PATH. */
export class GitError extends Error {
  override readonly name = 'GitError';
  constructor(
    readonly reason: 'absent' | 'refused',
    /** The last line of git, without `fatal:`. */
    readonly said: string,
  ) {
    super(`git: ${said}`);
  }
}

/** The repository around a folder. Git is asked so that it writes nothing, not even what it knows of the files. */
export interface Git {
  /** One line that git prints; undefined where git has no answer. */
  readonly ask: (...args: readonly string[]) => string | undefined;
  /** What git prints, in pieces that end in NUL; throws GitError. */
  readonly list: (...args: readonly string[]) => readonly string[];
  /** The objects with these ids. */
  readonly blobs: (ids: readonly string[]) => ReadonlyMap<string, Uint8Array>;
}

/** What keeps git from writing, from asking other machines, and from starting programs that a repository names. */
const QUIETLY = ['--no-pager', '--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

interface Outcome {
  readonly code: number;
  readonly out: Buffer;
  readonly err: string;
}

export function gitIn(folder: string, env: Readonly<Record<string, string | undefined>>): Git {
  const run = (args: readonly string[], input = ''): Outcome => {
    const { error, status, stdout, stderr } = spawnSync('git', [...QUIETLY, ...args], {
      cwd: folder,
      env: { ...env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      input,
      maxBuffer: Infinity,
      windowsHide: true,
    });
    if (error !== undefined) throw new GitError(codeOf(error) === 'ENOENT' ? 'absent' : 'refused', error.message);
    return { code: status ?? 128, out: stdout, err: stderr.toString() };
  };
  const must = (args: readonly string[], input?: string): Buffer => {
    const { code, out, err } = run(args, input);
    if (code !== 0) throw new GitError('refused', lastLine(err));
    return out;
  };
  return {
    ask: (...args) => {
      const { code, out } = run(args);
      return code === 0 ? out.toString().replace(/\r?\n$/, '') : undefined;
    },
    list: (...args) => must(args).toString().split('\0').slice(0, -1),
    blobs: (ids) => objectsIn(must(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''))),
  };
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^(?:fatal|error): /, '') ?? ''
  );
}

/** What `git cat-file --batch` prints: for each object a line with id, type and size, the bytes, and a line break. */
function objectsIn(out: Buffer): ReadonlyMap<string, Uint8Array> {
  const objects = new Map<string, Uint8Array>();
  for (let at = 0; at < out.length;) {
    const head = out.subarray(at, out.indexOf('\n', at)).toString();
    const [id = '', type, size] = head.split(' ');
    at += head.length + 1;
    if (type === 'missing') continue;
    objects.set(id, out.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return objects;
}

/**
 * The paths at which a tree has something else than what it is compared with, as the raw format of git's diffs has
 * them: null where the tree has nothing. Submodules are left out: their files are of another repository.
 */
export function rawChanges(pieces: readonly string[]): ReadonlyMap<string, GitEntry | null> {
  const changes = new Map<string, GitEntry | null>();
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const [mode = '', , id = ''] = (pieces[at] ?? '').slice(1).split(' ');
    const file = pieces[at + 1] ?? '';
    if (mode === SUBMODULE) continue;
    if (mode === NOTHING) changes.set(file, null);
    else changes.set(file, { kind: mode === LINK ? 'link' : 'file', id });
  }
  return changes;
}

const NOTHING = '000000';
const LINK = '120000';
const SUBMODULE = '160000';
