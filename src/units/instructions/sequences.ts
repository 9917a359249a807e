import type { SourceFile } from '../../text/source-file.js';
import { foldersAbove, joinPath, nameOf } from '../../text/paths.js';
import { append } from '../../data/group.js';
import { FILE_FLAG, isApplying } from './applied-paths.js';
import { isPath, saidPath, type SaidPath } from './said-path.js';
import { statementsOf, type Statement } from './statements.js';

/** Commands of one text that apply folders one after the other. */
export interface Sequence {
  /** The text that holds them. */
  readonly saidIn: string;
}

interface Step extends AppliedPath {
  readonly path: SaidPath;
}

/** One path that a sequence applies, with all that lies in it. */
export interface AppliedPath {
  readonly sequence: Sequence;
  /** `-R`: what lies below it is applied too. */
  readonly isRecursive: boolean;
}

/** The paths of sequences that mean a folder, or the one around it. */
export type AppliedPathsOf = (folder: string) => readonly AppliedPath[];

/**
 * Scripts, pages and pipelines that apply several folders one after the other bring them to one cluster. A command for
 * a single file says nothing of the files beside it.
 */
export function appliedPathsOf(files: readonly SourceFile[]): AppliedPathsOf {
  const byName = new Map<string, Step[]>();
  for (const file of files)
    for (const step of APPLIES_FILES.test(file.text) ? stepsIn(file) : []) append(byName, lastNameOf(step.path), step);
  if (byName.size === 0) return () => [];
  return (folder) =>
    [folder, ...foldersAbove(folder)].flatMap((each) =>
      (byName.get(nameOf(each)) ?? []).filter(
        ({ path, isRecursive }) => (isRecursive || each === folder) && isFolder(path, each),
      ),
    );
}

const APPLIES_FILES = /\b(?:apply|create)\b/;

function stepsIn(file: SourceFile): readonly Step[] {
  return partsOf(file).flatMap((part) => {
    const sequence = { saidIn: file.path };
    return statementsOf(part).flatMap((words) =>
      foldersApplied(words).map((word) => ({
        sequence,
        path: saidPath(word, file.path),
        isRecursive: words.some((each) => /^(?:-R|--recursive(?:=true)?|-[A-Za-z]*R[A-Za-z]*f)$/.test(each)),
      })),
    );
  });
}

/**
 * What runs in one go: a block of code of a page, a target of a Makefile, a job of a workflow, a branch of a script. A
 * page of exercises deletes one before it goes on to the next.
 */
function partsOf({ path, text }: SourceFile): readonly string[] {
  return text.split(endsIn(path)).flatMap((part) => part.split(DELETES));
}

function endsIn(path: string): RegExp {
  if (/\.(?:md|markdown|mdx|adoc|rst)$/i.test(path)) return FENCE;
  return /\.ya?ml$/i.test(path) ? JOB : BRANCH;
}

const FENCE = /^[ \t]*(?:```|~~~|----).*$/m;
const JOB = /^ {2}[\w-]+:[ \t]*$/m;
const BRANCH = /^(?:[ \t]*(?:else|elif|esac|;;|function)\b.*|[ \t]*;;.*|[\w.%-]+(?:\(\)|:(?!=)).*)$/m;
const DELETES = /(?:kubectl|oc|[ \t]k)[ \t]delete[ \t]|[ \t]delete[ \t]-/;

function foldersApplied(words: Statement): readonly string[] {
  if (!isApplying(words)) return [];
  return words
    .flatMap((word, at) => {
      const found = FILE_FLAG.exec(word);
      return found === null || BUILT.test(word) ? [] : [found[1] ?? words[at + 1] ?? ''];
    })
    .filter((word) => isPath(word) && !NO_FOLDER.test(word));
}

/** A file, or a last step that may be any folder. */
const NO_FOLDER = /\.(?:ya?ml|json)$|[$*][^/]*\/?$/i;

/** What kustomize builds is no plain folder. */
const BUILT = /^(?:-k|--kustomize)/;

/** The folder of the text for "all that lies here". */
function lastNameOf({ names, from }: SaidPath): string {
  return names.length === 0 ? nameOf(from) : (names.at(-1) ?? '');
}

/** Where a command stands when it runs is not known: the last steps decide. */
function isFolder({ steps, from }: SaidPath, folder: string): boolean {
  if (steps.length === 0) return joinPath('', from) === folder;
  const own = folder.split('/').reverse();
  return [...steps].reverse().every((step, up) => up >= own.length || step.test(own[up] ?? ''));
}
