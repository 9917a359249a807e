import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/** Not bundled as code, but what is generated from them is. */
const SOURCES_OF_GENERATED = ['kubernetes-types'];

const HEAD = 'svclint contains the following packages. What follows are their licences.\n';

/** The text of THIRD-PARTY-NOTICES: name, version and licence of every package of which something stands in `dist/`. */
export async function notices(root: string, metafiles: readonly Metafile[]): Promise<string> {
  const folders = new Set(SOURCES_OF_GENERATED.map((name) => path.posix.join('node_modules', name)));
  for (const { inputs } of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput > 0 ? /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] : undefined;
      if (folder !== undefined) folders.add(folder);
    }
  }
  const parts = await Promise.all([...folders].map((folder) => notice(path.join(root, folder))));
  return [HEAD, ...[...new Set(parts)].sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  const text = await readFile(file === undefined ? commonText(folder, license) : path.join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/** kubernetes-types names the Apache licence without its text; TypeScript has the same one, word for word. */
function commonText(folder: string, license: string | undefined): string {
  if (license !== 'Apache-2.0') throw new Error(`no licence text in ${path.basename(folder)}`);
  return path.join(path.dirname(folder), 'typescript', 'LICENSE.txt');
}
