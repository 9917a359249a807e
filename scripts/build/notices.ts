import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bundled } from './bundled.js';

const HEAD = 'svclint contains the following packages. What follows are their licences.\n';

/** The text of THIRD-PARTY-NOTICES: name, version and licence of every package of which something stands in `dist/`. */
export async function notices(root: string, bundled: readonly Bundled[]): Promise<string> {
  const parts = await Promise.all(bundled.map((each) => notice(path.join(root, each.folder), each)));
  return [HEAD, ...[...new Set(parts)].sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

async function notice(folder: string, { name, version, license }: Bundled): Promise<string> {
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  const text = await readFile(file === undefined ? commonText(folder, license) : path.join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/** kubernetes-types names the Apache licence without its text; TypeScript has the same one, word for word. */
function commonText(folder: string, license: string): string {
  if (license !== 'Apache-2.0') throw new Error(`no licence text in ${path.basename(folder)}`);
  return path.join(path.dirname(folder), 'typescript', 'LICENSE.txt');
}
