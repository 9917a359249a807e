import ignore from 'ignore';
import { ignorePattern } from './ignore-pattern.js';
import { wildmatch, type IgnoreList } from './wildmatch.js';

export type { IgnoreList } from './wildmatch.js';

/** Reads the lines of a `.gitignore`; without case where it is asked so. */
export function ignoreList(lines: readonly string[], { ignoreCase = false } = {}): IgnoreList {
  const meant = lines.map(ignorePattern);
  // The package makes regular expressions, which try each star with all the others.
  if (meant.some(isHard)) return wildmatch(meant, { ignoreCase });
  return ignore({ ignorecase: ignoreCase, allowRelativePaths: true }).add(meant);
}

function isHard(line: string): boolean {
  return (line.replace(/^!?\/?\*\*\//, '').match(/\*+/g)?.length ?? 0) > 2;
}
