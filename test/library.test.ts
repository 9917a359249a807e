import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { format, lint, repair, type Format } from '../src/library.js';
import { svclint } from './cli/real.js';
import { tree } from './host/tree.js';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\nspec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 80}]}]}\n';
const service = (at: number): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${at}}\nspec: {selector: {app: p}, ports: [{port: 80, targetPort: htpt}]}\n`;
const text = POD + Array.from({ length: 200 }, (_, at) => service(at)).join('');
const files = [{ path: 'all.yaml', text }];

describe('lint of the library', () => {
  it('returns what --format json prints, with lines and columns', async () => {
    const { out } = await svclint(['-f', 'json'], { cwd: tree({ 'all.yaml': text }) });
    const { diagnostics, summary } = JSON.parse(out) as { readonly diagnostics: unknown; readonly summary: unknown };
    const result = lint(files);
    expect(JSON.parse(JSON.stringify(result.diagnostics))).toEqual(diagnostics);
    expect(result.summary).toEqual(summary);
    expect(result.diagnostics[0]).toMatchObject({ file: 'all.yaml', severity: 'error', line: 9 });
  });

  it('is small when it is serialised: about a kilobyte for each finding', () => {
    const result = lint(files);
    expect(result.diagnostics.length).toBeGreaterThanOrEqual(200);
    expect(JSON.stringify(result).length).toBeLessThan(1100 * result.diagnostics.length);
  });

  it('repairs, with findings as plain data', () => {
    const { fixed, result, files: repaired } = repair(files, { unsafeFixes: true });
    expect(fixed[0]).toMatchObject({ file: 'all.yaml', fix: { edits: [{ file: 'all.yaml', text: 'htpt' }] } });
    expect(repaired[0]?.text).toContain('name: htpt');
    expect(format(result, 'line')).not.toContain('error');
  });
});

describe('what is new', () => {
  const before = lint(files);
  const now = [{ path: 'all.yaml', text: `${text}${service(200)}` }];

  it('is what an earlier result did not have', () => {
    const { diagnostics, summary } = lint(now, { earlier: before });
    expect(diagnostics.map(({ subject }) => subject?.name)).toEqual(['s200']);
    expect(summary).toMatchObject({ errors: 1, suppressed: before.diagnostics.length });
    expect(lint(now, { earlier: lint(now) }).diagnostics).toEqual([]);
    expect(lint(now, { earlier: undefined }).diagnostics.length).toBe(before.diagnostics.length + 1);
  });

  it('is all that repair() repairs', () => {
    const { fixed } = repair(now, { earlier: before, unsafeFixes: true });
    expect(fixed.map(({ subject }) => subject?.name)).toEqual(['s200']);
  });

  it('needs the texts, which a copy has not', () => {
    expect(() => lint(now, { earlier: { ...before } })).toThrow('earlier takes what lint() or repair() returned');
  });
});

describe('format of the library', () => {
  const formats: readonly Format[] = ['pretty', 'line', 'json', 'github', 'gitlab', 'junit', 'checkstyle', 'markdown'];

  it.each(formats)('writes %s as the command line does', async (name) => {
    const { out } = await svclint(['-f', name], { cwd: tree({ 'all.yaml': text }) });
    expect(format(lint(files), name)).toBe(out);
  });

  it('writes SARIF with the summaries of the rules', () => {
    const [run] = (JSON.parse(format(lint(files), 'sarif')) as { readonly runs: readonly Record<string, unknown>[] })
      .runs;
    expect(JSON.stringify(run?.['tool'])).toContain('"shortDescription":{"text":');
  });

  it('refuses a copy, which has no texts, and a format that there is not', () => {
    const result = lint(files);
    expect(() => format(JSON.parse(JSON.stringify(result)) as typeof result, 'line')).toThrow(TypeError);
    expect(() => format(result, 'xml' as Format)).toThrow('there is no format xml; there are pretty, line');
  });
});

describe('the package', () => {
  it.each([
    ['a CommonJS program', 'use.cjs', "const { lint, format } = require('svclint');"],
    ['a module', 'use.mjs', "import { lint, format } from 'svclint';"],
  ])('can be loaded by %s, without a warning', (_, name, load) => {
    const use = `${load}\nconsole.log(format(lint([{ path: 'a.yaml', text: ${JSON.stringify(POD + service(1))} }]), 'line'));\n`;
    const cwd = tree({ [name]: use });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(inject('builtPackage'), join(cwd, 'node_modules/svclint'));
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--preserve-symlinks', name], {
      cwd,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^a\.yaml:\d+:\d+: error: /m);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});
