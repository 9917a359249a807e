import { glob } from '../../text/glob.js';
import { folderOf } from '../../text/paths.js';
import type { Pattern } from '../../text/pattern.js';

/** A path as a command says it: its steps, as patterns; none for "all that lies here". */
export interface SaidPath {
  readonly steps: readonly Pattern[];
  /** The steps as texts; undefined for one that may be several. */
  readonly names: readonly (string | undefined)[];
  /** The folder of the text that says it. */
  readonly from: string;
}

/** Whether a word may be a path at all. */
export function isPath(word: string): boolean {
  return /^[\w.$*~/][\w.$*{}~/@-]*$/.test(word);
}

/** A step of which a variable is part may be anything; leading ones say only where the tree lies. */
export function saidPath(word: string, instructions: string): SaidPath {
  const steps = word.split('/').filter((step) => step !== '' && step !== '.' && step !== '..' && step !== '~');
  while (steps[0]?.startsWith('$') === true) steps.shift();
  const patterns = steps.map((step) => step.replace(/\$\{?\w+\}?/g, '*'));
  return {
    steps: patterns.map(glob), // texts of the tree bring the patterns: they are matched without a second try
    names: patterns.map((step) => (step.includes('*') ? undefined : step)),
    from: folderOf(instructions),
  };
}

/**
 * Whether a path, or a folder above it, is the one that is said. Where a command stands when it runs is not known, so
 * that the last steps decide.
 */
export function isMeant({ steps, from }: SaidPath, path: string): boolean {
  if (steps.length === 0) return AROUND.test(from) || path === from || path.startsWith(`${from}/`);
  const own = path.split('/');
  return own.some((_, at) => steps.every((step, next) => step.test(own[at + next] ?? '/')));
}

/** Whether what is said may be the folder, or lie in it: it says the name of the folder, and of those above. */
export function leadsInto({ steps }: SaidPath, folder: string): boolean {
  const upwards = folder.split('/').reverse();
  return steps.some(
    (name, at) =>
      !name.test(NO_NAME) &&
      steps
        .slice(0, at + 1)
        .reverse()
        .every((step, up) => up >= upwards.length || step.test(upwards[up] ?? '')),
  );
}

/** Only a step that may be anything fits it. */
const NO_NAME = '?';

/** The top of the tree, or a folder above it. */
const AROUND = /^(?:\.\.(?:\/|$))*$/;
