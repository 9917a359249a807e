import { foldersAbove } from '../../text/paths.js';
import type { SourceFile } from '../../text/source-file.js';
import type { LeftOut, SourceTree } from './build.js';

/**
 * What an evaluation has asked of its sources, and what they answered. Over sources that answer all of it the same it
 * comes to the same, so that a build lasts as long as the texts that it is made of.
 */
export interface Answers {
  readonly files: Map<string, SourceFile | undefined>;
  readonly isFolder: Map<string, boolean>;
  readonly leftOut: Map<string, LeftOut | undefined>;
  readonly namesIn: Map<string, string>;
  readonly isEdited: Map<string, boolean>;
  /** The folders of the kustomizations below its root. */
  readonly opened: Set<string>;
}

export function startAnswers(): Answers {
  return {
    files: new Map(),
    isFolder: new Map(),
    leftOut: new Map(),
    namesIn: new Map(),
    isEdited: new Map(),
    opened: new Set(),
  };
}

/** Sources that note in `answers` what they are asked. */
export function heardBy(answers: Answers, sources: SourceTree): SourceTree {
  const noted =
    <T>(known: Map<string, T>, ask: (path: string) => T) =>
    (path: string): T => {
      const answer = ask(path);
      known.set(path, answer);
      return answer;
    };
  return {
    file: noted(answers.files, sources.file),
    isFolder: noted(answers.isFolder, sources.isFolder),
    leftOut: noted(answers.leftOut, sources.leftOut),
    namesIn: noted(answers.namesIn, sources.namesIn),
    isEdited: noted(answers.isEdited, sources.isEdited),
  };
}

export function addAnswers(to: Answers, from: Answers): void {
  for (const [path, file] of from.files) to.files.set(path, file);
  for (const [path, answer] of from.isFolder) to.isFolder.set(path, answer);
  for (const [path, answer] of from.leftOut) to.leftOut.set(path, answer);
  for (const [folder, answer] of from.namesIn) to.namesIn.set(folder, answer);
  for (const [folder, answer] of from.isEdited) to.isEdited.set(folder, answer);
  for (const folder of from.opened) to.opened.add(folder);
}

/** True where the sources answer the same. */
export function isAnswered({ files, isFolder, leftOut, namesIn, isEdited }: Answers, by: SourceTree): boolean {
  return (
    [...files].every(([path, file]) => by.file(path) === file) &&
    [...isFolder].every(([path, answer]) => by.isFolder(path) === answer) &&
    [...leftOut].every(([path, answer]) => by.leftOut(path) === answer) &&
    [...namesIn].every(([folder, answer]) => by.namesIn(folder) === answer) &&
    [...isEdited].every(([folder, answer]) => by.isEdited(folder) === answer)
  );
}

/**
 * True where no base lies above the root or another base. Whether such a one may be listed depends on the way to it,
 * and a base is evaluated once for all ways.
 */
export function isApart({ opened }: Answers, root: string): boolean {
  const isBelow = (folder: string): boolean => foldersAbove(folder).some((above) => opened.has(above));
  return !opened.has(root) && ![root, ...opened].some(isBelow);
}
