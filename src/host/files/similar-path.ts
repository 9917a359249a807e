import { readdirSync } from 'node:fs';
import path from 'node:path';
import { closest } from '../../text/spelling/similar.js';
import { withSlashes } from './paths.js';

/**
 * A path that is there and looks like one that is not: each step that is not there is replaced by the nearest name in
 * its folder; undefined where a step has none.
 */
export function similarPath(given: string, cwd: string): string | undefined {
  const steps = withSlashes(given).split('/');
  const found: string[] = [];
  for (const step of steps) {
    const folder = path.resolve(cwd, found.join('/') || (given.startsWith('/') ? '/' : '.'));
    const name = step === '' || step === '.' || step === '..' ? step : nameIn(folder, step);
    if (name === undefined) return undefined;
    found.push(name);
  }
  return found.join('/');
}

function nameIn(folder: string, step: string): string | undefined {
  const names = namesIn(folder);
  return names.includes(step) ? step : closest(step, names);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
