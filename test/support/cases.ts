import type { InputFile, LintResult } from '../../src/index.js';
import { judge } from './judge.js';
import { readProject, type Project } from './project.js';

/** A folder of fixtures with what is found in it. */
export interface Case extends Project {
  readonly folder: string;
  /** What is found in the files as they lie there, or in these states of them; each state is judged once. */
  readonly judge: (files?: readonly InputFile[]) => LintResult;
}

const read = new Map<string, Case>();

/** The case in a folder. All tests of a process share it, so that nothing is read or judged twice. */
export function caseIn(folder: string): Case {
  const known = read.get(folder) ?? readCase(folder);
  read.set(folder, known);
  return known;
}

function readCase(folder: string): Case {
  const project = readProject(folder);
  const judged = new Map<string, LintResult>();
  const judgeOnce = (files: readonly InputFile[] = project.files): LintResult => {
    const state = JSON.stringify(files);
    const result = judged.get(state) ?? judge(files, project.options);
    judged.set(state, result);
    return result;
  };
  return { ...project, folder, judge: judgeOnce };
}
