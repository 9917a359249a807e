import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle, type Manifest } from '../../scripts/build/bundle.js';
import { codeCache } from '../../scripts/build/code-cache.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A package as npm installs it, built from the sources of this run; `dist/cli.js` in it is the program. */
    readonly builtPackage: string;
  }
}

/** Builds the program once for all tests that start it in a process of its own. */
export default async function buildProgram({ provide, config: { root } }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-built-'));
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const dist = path.join(folder, 'dist');
  await bundle(root, manifest, dist);
  await codeCache(root, dist);
  for (const file of ['package.json', 'LICENSE']) cpSync(path.join(root, file), path.join(folder, file));
  for (const beside of ['docs', 'schema']) symlinkSync(path.join(root, beside), path.join(folder, beside));
  provide('builtPackage', folder);
  return () => rmSync(folder, { recursive: true });
}
