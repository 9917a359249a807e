/**
 * Measures what other tools say about our fixtures: `npm run compare -- --bin FOLDER [--swagger FILE]`. FOLDER holds
 * kube-linter, kube-score and kubeconform; FILE is the `swagger.json` of a Kubernetes, from which kubeconform's schemas
 * are made. The recorded answers of a tool that is not there are kept.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Measured, type Row } from './compare/measure.js';
import { writeSchemas } from './compare/schemas.js';
import { installed } from './compare/tools.js';
import { comparison, MEASURED } from './generate/comparison.js';
import { readJson } from './measure/files.js';
import { say } from './measure/print.js';

const { values } = parseArgs({ options: { bin: { type: 'string' }, swagger: { type: 'string' } } });
if (values.bin === undefined) throw new Error('usage: npm run compare -- --bin FOLDER [--swagger FILE]');

const schemas = values.swagger === undefined ? undefined : mkdtempSync(path.join(tmpdir(), 'svclint-schemas-'));
try {
  if (schemas !== undefined && values.swagger !== undefined) writeSchemas(values.swagger, schemas);
  const tools = installed(path.resolve(values.bin), schemas);
  if (tools.length === 0) throw new Error(`${values.bin} holds none of the tools`);
  const earlier = existsSync(MEASURED) ? readJson<Measured>(MEASURED) : { versions: {}, rows: {} };
  writeFileSync(MEASURED, written(joined(earlier, measure(tools))));
  say(tools.map(({ tool, version }) => `measured ${tool} ${version}`).join('\n'));
} finally {
  if (schemas !== undefined) rmSync(schemas, { recursive: true });
}
for (const { path: file, text } of comparison()) writeFileSync(file, text);

/** The new answers, and the earlier ones of other tools about fixtures that are still the same. */
function joined(earlier: Measured, now: Measured): Measured {
  const rows = Object.entries(now.rows).map(([id, row]): readonly [string, Row] => {
    const before = earlier.rows[id];
    return [id, { ...row, cells: { ...(before?.fixture === row.fixture && before.cells), ...row.cells } }];
  });
  return { versions: { ...earlier.versions, ...now.versions }, rows: Object.fromEntries(rows) };
}

/** One row a line, so that a difference shows which mistake it is about. */
function written({ versions, rows }: Measured): string {
  const lines = Object.entries(rows).map(([id, row]) => `    ${JSON.stringify(id)}: ${JSON.stringify(row)}`);
  return `{\n  "versions": ${JSON.stringify(versions)},\n  "rows": {\n${lines.join(',\n')}\n  }\n}\n`;
}
