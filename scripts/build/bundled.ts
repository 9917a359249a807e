import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/** Not bundled as code, but what is generated from them is. */
const SOURCES_OF_GENERATED = ['kubernetes-types'];

/** A package of which something stands in `dist/`. */
export interface Bundled {
  /** Where it is installed, below the root of the project. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
}

/** Every package of which something stands in `dist/`, by name and version. */
export async function bundledPackages(root: string, metafiles: readonly Metafile[]): Promise<readonly Bundled[]> {
  const folders = new Set(SOURCES_OF_GENERATED.map((name) => path.posix.join('node_modules', name)));
  for (const { inputs } of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput > 0 ? /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] : undefined;
      if (folder !== undefined) folders.add(folder);
    }
  }
  const found = await Promise.all([...folders].map((folder) => packageIn(root, folder)));
  return found.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

const idOf = ({ name, version }: Bundled): string => `${name} ${version}`;

async function packageIn(root: string, folder: string): Promise<Bundled> {
  const text = await readFile(path.join(root, folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(text) as Partial<Bundled>;
  if (name === undefined || version === undefined || license === undefined)
    throw new Error(`${folder} has no name, version or licence`);
  return { folder, name, version, license };
}
