/**
 * Builds what is published: `dist/` (program, public API, declarations, bill of materials) and THIRD-PARTY-NOTICES.
 * `--program` leaves out the declarations, which take half of the time.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, nodeImportsOfApi, type Manifest } from './build/bundle.js';
import { bundledPackages } from './build/bundled.js';
import { codeCache } from './build/code-cache.js';
import { notices } from './build/notices.js';
import { sbom, type Lock } from './build/sbom.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(path.join(root, name), 'utf8')) as T;
const manifest = await read<Manifest>('package.json');

const metafiles = await bundle(root, manifest);
const nodeImports = nodeImportsOfApi(metafiles);
if (nodeImports.length > 0) throw new Error(`the public API must not need Node:\n${nodeImports.join('\n')}`);
await codeCache(root);
if (!process.argv.includes('--program')) await (await import('./build/declarations.js')).declarations(root);
const bundled = await bundledPackages(root, metafiles);
const bill = sbom(manifest.version, bundled, await read<Lock>('package-lock.json'));
await writeFile(path.join(root, 'dist', 'sbom.cdx.json'), bill);
await writeFile(path.join(root, 'THIRD-PARTY-NOTICES'), await notices(root, bundled));
