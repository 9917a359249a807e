import { lstatSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * A name for a file that becomes another in one step: hidden, so that no run that reads the folder meanwhile takes it
 * for a manifest; with the process that writes it, so that a later one knows whether it still does.
 */
export function temporaryName(): string {
  // Not `randomBytes` of node:crypto: loading that module takes longer than reading a small tree.
  const random = crypto.getRandomValues(new Uint8Array(6));
  return `.svclint-${process.pid}-${Buffer.from(random).toString('hex')}.tmp`;
}

const TEMPORARY = /^\.svclint-(\d{1,10})-[0-9a-f]{12}\.tmp$/;

/** Milliseconds. Process numbers are used again, and those of another container mean nothing here. */
const [MINUTE, HOUR] = [60_000, 3_600_000];

/** Removes what runs that were killed have left in a folder: old files of this name, whose process is gone. */
export function removeLeftovers(folder: string, now = Date.now()): void {
  try {
    for (const name of readdirSync(folder)) {
      const [, pid] = TEMPORARY.exec(name) ?? [];
      const file = path.join(folder, name);
      if (pid !== undefined && isLeftOver(file, Number(pid), now)) rmSync(file);
    }
  } catch {
    // it harms nobody, and whoever may not remove it is not the one to be told
  }
}

function isLeftOver(file: string, pid: number, now: number): boolean {
  const stats = lstatSync(file);
  const age = now - stats.mtimeMs;
  return stats.isFile() && (age > HOUR || (age > MINUTE && !isRunning(pid)));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
