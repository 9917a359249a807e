import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InputFile } from '../src/index.js';

/** Gives a temporary folder to what needs one, and removes it afterwards. */
export function withScratch<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a tree of files below a folder. */
export function writeTree(folder: string, files: readonly InputFile[]): void {
  for (const file of files) {
    const target = path.join(folder, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
}
