import { spawnSync } from 'node:child_process';

/** True where `helm` is on the PATH. */
export function findHelm(): boolean {
  return spawnSync('helm', ['version', '--short']).status === 0;
}
