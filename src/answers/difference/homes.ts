import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Housed } from './pairs.js';

/** One state of a tree, and what is known of it. */
export interface TreeState {
  readonly files: readonly InputFile[];
  readonly options?: LintOptions | undefined;
  /** The folder that the paths of this state begin with, where two folders are compared as if they were one. */
  readonly folder?: string | undefined;
}

/** Says where things stand in a state, from its folder on. */
export function homesIn({ folder = '' }: TreeState) {
  const below = (path: string): string => {
    if (path === folder || path === '.') return '';
    return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  };
  const housed = <T extends { readonly file: string }>(thing: T, unit: string): T & Housed => ({
    ...thing,
    home: { unit: below(unit), file: below(thing.file) },
  });
  return { below, housed };
}
