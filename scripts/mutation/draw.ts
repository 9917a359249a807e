import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import type { Mutant } from '@stryker-mutator/api/core';
import glob from 'fast-glob';
import { GENERATED } from './areas.js';
import { sources } from './sources.js';

/** A mutant in words: the same before and after Stryker has made it. */
export type Drawn = string;

/** `src/tree/tree.ts`, from the root of the project or of a copy of it. */
function fileOf(fileName: string): string {
  return /(?:^|\/)((?:src|rules)\/.*)$/.exec(fileName.replaceAll('\\', '/'))?.[1] ?? fileName;
}

export function drawnAs({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): Drawn {
  const place = [start.line, start.column, end.line, end.column];
  return JSON.stringify([fileOf(fileName), ...place, mutatorName, replacement]);
}

const silent = new Proxy({}, { get: () => () => false });

/** All mutants of the files that patterns name, `src/tree/**` or `src/tree/tree.ts:4-9`. */
async function mutantsIn(root: string, patterns: readonly string[]): Promise<readonly Mutant[]> {
  const lines = new Map<string, { start: Position; end: Position }[]>();
  for (const pattern of patterns) {
    const [, name = pattern, first, last] = /^(.*):(\d+)-(\d+)$/.exec(pattern) ?? [];
    for (const file of await glob(name, { cwd: root, ignore: [...GENERATED, '**/*.d.ts'] })) {
      const ranges = lines.get(file) ?? [];
      if (first !== undefined)
        ranges.push({ start: { line: Number(first) - 1, column: 0 }, end: { line: Number(last) - 1, column: 1e9 } });
      lines.set(file, ranges);
    }
  }
  const files = [...lines].map(([name, ranges]) => ({
    name,
    content: readFileSync(path.join(root, name), 'utf8'),
    mutate: ranges.length === 0 ? true : ranges,
  }));
  const instrumenter = new Instrumenter(silent as ConstructorParameters<typeof Instrumenter>[0]);
  const { mutants } = await instrumenter.instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [sources],
  });
  return mutants.filter(({ status }) => status !== 'Ignored');
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * So many mutants of what patterns name: those whose digests are the smallest, so that a seed draws the same ones again,
 * and a larger sample holds the smaller one.
 */
export async function draw(
  root: string,
  patterns: readonly string[],
  size: number,
  seed: string,
): Promise<readonly Mutant[]> {
  const all = await mutantsIn(root, patterns);
  const digests = all.map((mutant) => ({
    mutant,
    digest: createHash('sha256')
      .update(`${seed} ${drawnAs(mutant)}`)
      .digest('hex'),
  }));
  digests.sort((a, b) => (a.digest < b.digest ? -1 : 1));
  return digests.slice(0, size).map(({ mutant }) => mutant);
}

/** Where a mutant stands, as Stryker takes what it mutates. */
export function rangeOf({ fileName, location: { start, end } }: Mutant): string {
  return `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}
