import { existsSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { sortedTexts } from '../../text/compare.js';
import { withSlashes } from './paths.js';

/**
 * The paths with their patterns (`k8s/*.yaml`) replaced by what they stand for, as a shell does; cmd.exe does not, and
 * others do not within quotes. What exists under its very name is no pattern, and one that fits nothing stays.
 */
export function expandedPaths(paths: readonly string[], cwd: string): readonly string[] {
  return paths.flatMap((given) => {
    const pattern = withSlashes(given);
    if (given === '' || !glob.isDynamicPattern(pattern) || existsSync(path.resolve(cwd, given))) return [given];
    const found = glob.sync(pattern, { cwd, onlyFiles: false, followSymbolicLinks: false, suppressErrors: true });
    return found.length === 0 ? [given] : sortedTexts(found);
  });
}
