/**
 * Writes everything that is made from something else: `npm run generate`. With `--check` it writes nothing and exits 1
 * if a file is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ruleIndex } from './generate/rule-index.js';
import { generateSchemas, type GeneratedFile } from './schemas/generate.js';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];

// Everything below imports the rules, so their list must be true first.
settle(await generateSchemas());
settle([ruleIndex()]);
const { clientFiles } = await import('./generate/client-files.js');
settle([await clientFiles()]);
const { rules } = await import('../rules/index.js');
const { generateSettings } = await import('./settings/generate.js');
settle(await generateSettings(rules));
const { rulePages } = await import('./generate/rule-page.js');
settle(rulePages());
const { documents } = await import('./generate/documents.js');
settle(await documents());
const { comparison } = await import('./generate/comparison.js');
settle(comparison());

if (isCheck && stale.length > 0) {
  console.error(`not up to date (run \`npm run generate\`):\n${stale.map((file) => `  ${file}\n`).join('')}`);
  process.exitCode = 1;
} else {
  console.log(
    stale.length === 0 ? 'all generated files are up to date' : stale.map((file) => `wrote ${file}`).join('\n'),
  );
}

function settle(files: readonly GeneratedFile[]): void {
  for (const { path: file, text } of files) {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    stale.push(file);
    if (isCheck) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
