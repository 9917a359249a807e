import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.js';
import { fakeIo } from '../cli/fake.js';
import { tree } from '../host/tree.js';
import { commit, lay, repository } from '../support/repository.js';
import { action, runAction, version } from './action.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 0}]}\n';
/** The folders that the examples lint. */
const FILES = {
  'k8s/service.yaml': SERVICE,
  'deploy/k8s/service.yaml': SERVICE,
  'apps/service.yaml': SERVICE,
  'platform/service.yaml': SERVICE,
};

/** The files are new in the last of two commits. */
function repositoryOf(files: Readonly<Record<string, string>>): string {
  const root = repository({});
  lay(root, files);
  commit(root);
  return root;
}

interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

function blocksOf(page: string): readonly Block[] {
  return Array.from(page.matchAll(/^```(\w+)\n([^]*?)^```$/gm), ({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: page.slice(0, index).split('\n').length,
  }));
}

interface ActionStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** Every mapping that has `uses`, wherever it stands. */
function stepsIn(data: unknown): readonly ActionStep[] {
  if (Array.isArray(data)) return data.flatMap(stepsIn);
  if (typeof data !== 'object' || data === null) return [];
  return [...('uses' in data ? [data as ActionStep] : []), ...Object.values(data).flatMap(stepsIn)];
}

const pages = readdirSync('docs/ci').map((name) => ({ name, text: readFileSync(`docs/ci/${name}`, 'utf8') }));

describe.each(pages)('docs/ci/$name', ({ text }) => {
  const blocks = blocksOf(text);

  it('names this version, in every example', () => {
    expect(blocks.length).toBeGreaterThan(0);
    const named = Array.from(text.matchAll(/svclint@v?(\d[\w.]*\d)/g), ([, found]) => found);
    expect(new Set(named)).toEqual(new Set([version]));
  });

  it.each(blocks.filter(({ language }) => language === 'yaml'))('line $line: is YAML', (block) => {
    expect(() => parse(block.text) as unknown).not.toThrow();
  });

  const run = blocks.filter((block) => block.text.includes('npx '));

  it.skipIf(run.length === 0).each(run)(
    'line $line: the commands run, and write the reports that are collected',
    async (block) => {
      const root = block.text.includes('--since') ? repositoryOf(FILES) : tree(FILES);
      const cwd = block.text.includes('cd deploy') ? path.join(root, 'deploy') : root;
      const commands = Array.from(block.text.matchAll(/npx --yes svclint@\S+([^|'\n]*)/g), ([, args = '']) =>
        args
          .trim()
          .replace(/"\$CI_MERGE_REQUEST_DIFF_BASE_SHA"/, 'HEAD^')
          .split(/\s+/),
      );
      expect(commands.length).toBeGreaterThan(0);
      for (const argv of commands) {
        const io = fakeIo({ cwd, env: { PATH: process.env['PATH'] } });
        expect(await main(argv, io), io.err()).toBe(argv.includes('never') ? 0 : 1);
        expect(io.out()).not.toBe('');
      }
      const outputs = commands
        .flat()
        .flatMap((word) => /^[a-z]+=(.+)$/.exec(word)?.[1] ?? [])
        .map((file) => path.resolve(cwd, file));
      for (const file of outputs) expect(existsSync(file), file).toBe(true);
      const rest = block.text.replace(/npx --yes svclint[^|'\n]*/g, '');
      const collected = Array.from(rest.matchAll(/[\w.-]+\.(?:json|xml|sarif|md)\b/g), ([name]) => name);
      for (const name of collected) expect(outputs.map((file) => path.basename(file))).toContain(name);
    },
  );

  const steps = blocks
    .filter(({ language }) => language === 'yaml')
    .flatMap((block) => stepsIn(parse(block.text)).filter(({ uses }) => uses?.startsWith('your-org/svclint@')));

  it.skipIf(steps.length === 0).each(steps)(
    'the action runs with $with',
    async (step) => {
      const inputs = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)]));
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
      const { code, outputs } = await runAction({ files: FILES, inputs, ...('since' in inputs ? { before: {} } : {}) });
      expect(code).toBe(inputs['options']?.includes('never') === true ? 0 : 1);
      expect(outputs['errors']).toMatch(/^[1-9]/);
      expect('sarif' in outputs).toBe('sarif' in inputs);
    },
    60_000,
  );
});

it('there is a page for each workplace, and the command line leads to them', () => {
  expect(pages.map(({ name }) => name).sort()).toEqual(['github.md', 'gitlab.md', 'jenkins.md', 'others.md']);
  const cli = readFileSync('docs/cli.md', 'utf8');
  for (const { name } of pages) expect(cli).toContain(`](ci/${name})`);
});
