/**
 * Builds what is published: `dist/` (program, public API, declarations) and THIRD-PARTY-NOTICES. `--program` leaves out
 * the declarations, which take half of the time.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, nodeImportsOfApi, type Manifest } from './build/bundle.js';
import { codeCache } from './build/code-cache.js';
import { notices } from './build/notices.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;

const metafiles = await bundle(root, manifest);
const nodeImports = nodeImportsOfApi(metafiles);
if (nodeImports.length > 0) throw new Error(`the public API must not need Node:\n${nodeImports.join('\n')}`);
await codeCache(root);
if (!process.argv.includes('--program')) await (await import('./build/declarations.js')).declarations(root);
await writeFile(path.join(root, 'THIRD-PARTY-NOTICES'), await notices(root, metafiles));
