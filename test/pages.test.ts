import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../rules/index.js';
import { commandLine } from '../src/cli/arguments/command-line.js';
import * as api from '../src/library.js';
import { readSettings } from '../src/settings/read.js';
import { sourceFile } from '../src/text/source-file.js';
import { allBlocks, blocksOf } from './support/blocks.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const blockOf = (page: string, info: string): string =>
  blocksOf(page).find((block) => block.info === info && !block.isGenerated)?.text ?? '';

/** The commands of a page in blocks of their own, without comments and without what they print. */
const commands = allBlocks()
  .filter(({ info, isGenerated, page }) => /^(console|sh)$/.test(info) && !isGenerated && !page.startsWith('docs/ci/'))
  .flatMap(({ page, text }) => {
    const lines = text.split('\n');
    const typed = lines.some((line) => line.startsWith('$ ')) ? lines.filter((line) => line.startsWith('$ ')) : lines;
    return typed.flatMap((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/ {2,}.*$|\s#.*$/, '')
        .split(/\s*(?:&&|\||>)\s*/)
        .filter((command) => command !== '')
        .map((command) => ({ page, command })),
    );
  });

describe('the commands that pages show', () => {
  it('are found', () => expect(commands.length).toBeGreaterThan(15));

  it.each(commands)('$page: $command', ({ command }) => {
    expect(['done', 'elsewhere']).toContain(check(command));
  });
});

/** Finds what a command of this repository names; commands of others are taken as they are. */
function check(command: string): 'done' | 'elsewhere' {
  const words = command.split(/\s+/);
  const [program, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  if (program === 'svclint') commandLine(rest);
  else if (program === 'node') expect(rest.filter((path) => path !== 'dist/cli.js' && !existsSync(path))).toEqual([]);
  else if (program === 'npm' && rest[0] === 'run') expect(scripts).toHaveProperty(rest[1] ?? '');
  else if (program === 'npm' && rest[0] === 'test') expect(scripts).toHaveProperty('test');
  else if (program?.startsWith('.') === true) expect(existsSync(program)).toBe(true);
  else return 'elsewhere';
  return 'done';
}

describe('the programs that pages show', () => {
  it('README.md: lints, and predicts endpoints', () => {
    const code = blockOf('README.md', 'ts');
    const [, imported = ''] = /^import \{ ([^}]*) \} from 'svclint';$/m.exec(code) ?? [];
    const names = imported.split(', ');
    expect(Object.keys(api)).toEqual(expect.arrayContaining(names));
    const body = `${code.replace(/^import.*$/m, '')}\nreturn { summary, services };`;
    const run = new Function(...names, body) as (...given: readonly unknown[]) => unknown;
    const given = names.map((name) => api[name as keyof typeof api]);
    expect(run(...given)).toMatchObject({ summary: { files: 1 }, services: [] });
  });

  it('docs/units.md: states units', () => {
    const run = new Function('lint', 'files', `return ${blockOf('docs/units.md', 'ts')}`) as (
      ...given: readonly unknown[]
    ) => api.LintResult;
    const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
    const files = ['examples/a', 'examples/b', 'shop'].map((folder) => ({
      path: `${folder}/a.yaml`,
      text: object('a'),
    }));
    expect(run(api.lint, files).diagnostics).toEqual([]);
  });

  it('docs/writing-a-rule.md: has the parts of a rule', () => {
    const parts = Array.from(blockOf('docs/writing-a-rule.md', 'ts').matchAll(/^ {2}(\w+): /gm), ([, name]) => name);
    expect(parts.length).toBeGreaterThan(5);
    for (const part of parts) expect(rules[0]).toHaveProperty(part ?? '');
  });
});

describe('the files that pages show', () => {
  it('README.md: a step of a workflow', () => {
    const [step] = parse(blockOf('README.md', 'yaml')) as readonly { readonly run: string }[];
    const [, ...words] = step?.run.split(' ').slice(1) ?? [];
    expect(step?.run).toMatch(/^npx --yes svclint@/);
    expect(() => commandLine(words.slice(1))).not.toThrow();
  });

  it('docs/charts.md: settings', () => {
    const read = readSettings(
      sourceFile('svclint.yaml', blockOf('docs/charts.md', 'yaml')),
      rules.map(({ id }) => id),
    );
    expect(read).not.toHaveProperty('problems');
  });
});
