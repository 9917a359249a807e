import path from 'node:path';
import { DISK, type Disk } from '../../host/disk/disk.js';
import { isWithin } from '../../host/files/paths.js';
import { diskAt } from '../../host/disk/revision.js';
import type { Io } from '../../host/process/io.js';
import { gitIn, GitError, rawChanges, type Git, type GitEntry } from '../../host/process/git.js';
import { code } from '../../text/words.js';
import { UsageError } from '../program/usage-error.js';

/** What a run is compared with: a revision, or the last commit with what is staged for the next one. */
export type Compared = { readonly since: string } | { readonly staged: true };

/** The files of a work tree as git has them. */
export interface State {
  readonly disk: Disk;
  /** The absolute paths at which it has something else than the disk, or nothing. */
  readonly others: ReadonlyMap<string, GitEntry | null>;
  /** True for what the run is compared with: a file that is missing there is no mistake of the user. */
  readonly isPast: boolean;
}

/** Two states of one work tree. */
export interface Change {
  readonly before: State;
  /** Undefined where it is the disk as it is, and else what is staged. */
  readonly after: State | undefined;
  /** The state before, for people: "`origin/main` (1f0c2ab)". */
  readonly shown: string;
  /** The top of the work tree. */
  readonly root: string;
  /** The absolute paths of what is staged; undefined where the disk itself is compared. */
  readonly staged?: ReadonlySet<string>;
}

/**
 * The change that is asked about, read from git alone: nothing is checked out, and neither the work tree nor the index
 * is written. Throws UsageError where git cannot tell.
 */
export function changeOf(compared: Compared, io: Io): Change {
  try {
    return change(compared, io);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const option = code(optionOf(compared));
    if (error.reason === 'absent') throw new UsageError(`option ${option} needs git, and there is none on the PATH`);
    throw new UsageError(`option ${option} cannot be answered by git: ${error.said}`);
  }
}

/** The files as a revision has them. Throws UsageError where git cannot tell; `command` is who asks. */
export function stateAt(revision: string, command: string, { cwd, env }: Io): State {
  try {
    const near = gitIn(cwd, env);
    const top = near.ask('rev-parse', '--show-toplevel');
    const nothing = `there is neither a file nor a revision ${code(revision)}`;
    if (top === undefined) throw new UsageError(`${nothing}: ${reason(near)}`);
    const root = path.resolve(top);
    const git = gitIn(root, env);
    const commit = git.ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
    if (commit === undefined) throw new UsageError(nothing + absence(revision, git));
    const others = treeOnDisk(commit, git, root);
    return { disk: diskAt(DISK, others, git.blobs, ignored(git, root)), others, isPast: true };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`${code(`svclint ${command}`)} cannot be answered by git: ${error.said}`);
  }
}

export function optionOf(compared: Compared): string {
  return 'since' in compared ? '--since' : '--staged';
}

function change(compared: Compared, io: Io): Change {
  const near = gitIn(io.cwd, io.env);
  const top = near.ask('rev-parse', '--show-toplevel');
  if (top === undefined)
    throw new UsageError(`option ${code(optionOf(compared))} needs a git work tree: ${reason(near)}`);
  const root = path.resolve(top);
  const git = gitIn(root, io.env);
  return 'since' in compared ? changeSince(compared.since, git, root) : stagedChange(git, root);
}

/** Why git knows no work tree here: there is none, it belongs to another user, or it is bare. */
function reason(git: Git): string {
  try {
    git.list('status', '-z');
    return 'there is none here';
  } catch (error) {
    if (error instanceof GitError) return error.said;
    throw error;
  }
}

function changeSince(revision: string, git: Git, root: string): Change {
  const commit = git.ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  if (commit === undefined) throw new UsageError(`there is no revision ${code(revision)}${absence(revision, git)}`);
  const base = git.ask('merge-base', commit, 'HEAD');
  if (base === undefined) {
    const hint = isShallow(git) ? `; ${FETCH_MORE}` : '';
    throw new UsageError(`${code(revision)} and ${code('HEAD')} have no commit in common${hint}`);
  }
  const others = treeOnDisk(base, git, root);
  return {
    before: { disk: diskAt(DISK, others, git.blobs), others, isPast: true },
    after: undefined,
    shown: `${code(revision)} (${base.slice(0, 7)})`,
    root,
  };
}

const FETCH_MORE =
  'this clone is shallow: have all commits fetched (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab, ' +
  '`git fetch --unshallow` elsewhere)';

function isShallow(git: Git): boolean {
  return git.ask('rev-parse', '--is-shallow-repository') === 'true';
}

function absence(revision: string, git: Git): string {
  if (isShallow(git)) return `; ${FETCH_MORE}`;
  const [, remote, branch] = /^([^/]+)\/(.+)$/.exec(revision) ?? [];
  const isRemote = remote !== undefined && (git.ask('remote') ?? '').split('\n').includes(remote);
  return isRemote ? `; ${code(`git fetch ${remote} ${branch ?? ''}`)} may bring it` : '';
}

/** Before the first commit there is an empty tree. */
function stagedChange(git: Git, root: string): Change {
  const head = git.ask('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  const tree = head ?? git.ask('hash-object', '-t', 'tree', '--stdin') ?? '';
  const unstaged = git.list('diff-files', ...RAW);
  const index = absolute(new Map([...untracked(git), ...rawChanges(unstaged)]), root);
  const others = treeOnDisk(tree, git, root);
  return {
    before: { disk: diskAt(DISK, others, git.blobs), others, isPast: true },
    after: index.size === 0 ? undefined : { disk: diskAt(DISK, index, git.blobs), others: index, isPast: false },
    shown: head === undefined ? 'nothing: there is no commit yet' : `the last commit (${head.slice(0, 7)})`,
    root,
    staged: new Set(absolute(rawChanges(git.list('diff-index', '--cached', ...RAW, tree)), root).keys()),
  };
}

const RAW = ['--raw', '-z', '--no-abbrev', '--no-renames'];

/** Where a tree is otherwise than the disk. */
function treeOnDisk(tree: string, git: Git, root: string): ReadonlyMap<string, GitEntry | null> {
  return absolute(new Map([...untracked(git), ...rawChanges(git.list('diff-index', ...RAW, tree))]), root);
}

/** No tree has them. What is ignored is no part of a change: it is there before and after. */
function untracked(git: Git): ReadonlyMap<string, null> {
  return new Map(git.list('ls-files', '-z', '--others', '--exclude-standard').map((file) => [file, null]));
}

/** The absolute paths that git ignores; of a folder without anything else, the folder alone. */
function ignored(git: Git, root: string): ReadonlySet<string> {
  const paths = git.list('ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory');
  return new Set(paths.map((file) => path.join(root, file.replace(/\/$/, ''))));
}

function absolute<T>(changes: ReadonlyMap<string, T>, root: string): ReadonlyMap<string, T> {
  return new Map([...changes].map(([file, change]) => [path.join(root, file), change]));
}

/** Throws UsageError for a path outside of the work tree, of which git cannot tell what it was. */
export function mustLieWithin({ root }: Change, paths: readonly string[], compared: Compared, cwd: string): void {
  const outside = paths.find((given) => !isWithin(root, path.resolve(cwd, given)));
  if (outside === undefined) return;
  throw new UsageError(
    `option ${code(optionOf(compared))} compares one work tree, and ${code(outside)} lies outside of it`,
  );
}
