import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { optionsOf } from '../../src/cli/arguments/options.js';
import { tree } from '../host/tree.js';
import { svclint } from './real.js';

describe('svclint explain', () => {
  it('is for a terminal: no fences, no links, no line that is too long', async () => {
    for (const columns of [80, 40]) {
      for (const { id } of rules.slice(0, 40)) {
        const { out } = await svclint(['explain', id], { isTTY: true, columns, env: { NO_COLOR: '1' } });
        expect(out).toMatch(new RegExp(`^${id}\\n`));
        expect(out).not.toMatch(/^```|\]\(|^#|<!--/m);
        const prose = out.split('\n').filter((line) => !/^ {4}|^\|/.test(line));
        expect(prose.filter((line) => line.length > columns)).toEqual([]);
      }
    }
  });

  it('names the files of its examples, and which are right', async () => {
    const { out } = await svclint(['explain', 'missing-readiness-probe']);
    expect(out).toContain('\ndeployment.yaml, wrong:\n    apiVersion: apps/v1\n');
    expect(out).toContain('\ndeployment.yaml, right:\n');
    expect(out).toContain('\nsvclint says:\n    warning[');
  });
});

describe('svclint rules', () => {
  it('takes a category, and wraps', async () => {
    const terminal = { isTTY: true, env: { NO_COLOR: '1' } };
    const wide = await svclint(['rules', 'dns'], { ...terminal, columns: 80 });
    expect(wide.out).toMatch(/^dns\n {2}absolute-short-name {2,}error {4}A short name/);
    expect(wide.out).not.toContain('\nports\n');
    for (const columns of [80, 40]) {
      const { out } = await svclint(['rules', 'dns'], { ...terminal, columns });
      expect(out.split('\n').filter((line) => line.length > columns)).toEqual([]);
    }
    const { out } = await svclint(['rules', 'dns', '-f', 'json']);
    expect(JSON.parse(out)).toMatchObject({ rules: expect.not.arrayContaining([{ category: 'ports' }]) as unknown });
  });
});

describe('words for options', () => {
  it('help and version', async () => {
    expect((await svclint(['help'])).out).toBe((await svclint(['--help'])).out);
    expect((await svclint(['help', 'units'])).out).toBe((await svclint(['units', '--help'])).out);
    expect((await svclint(['version'])).out).toBe((await svclint(['--version'])).out);
  });
});

describe('a path that is not there', () => {
  it.each([
    ['k8s/sevice.yaml', 'k8s/service.yaml'],
    ['k8ss/service.yaml', 'k8s/service.yaml'],
    ['./k8s/servce.yaml', './k8s/service.yaml'],
  ])('%s may be %s', async (given, near) => {
    const { code, err } = await svclint([given], { cwd: tree({ 'k8s/service.yaml': '' }) });
    expect({ code, err }).toEqual({
      code: 2,
      err: `svclint: no such file or folder: \`${given}\`; there is \`${near}\`\n`,
    });
  });

  it('is not taken for something else', async () => {
    const { err } = await svclint(['quite/other'], { cwd: tree({ 'k8s/service.yaml': '' }) });
    expect(err).toBe('svclint: no such file or folder: `quite/other`\n');
  });
});

describe('--quiet', () => {
  const POD =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\nspec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}\n';
  const SERVICE =
    '---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: p}, ports: [{port: 80}]}\n';

  it('shows what fails the run', async () => {
    const cwd = tree({ 'a.yaml': POD + SERVICE });
    expect(await svclint(['-q', '-f', 'line'], { cwd })).toMatchObject({ code: 0, out: '' });
    const failing = await svclint(['-q', '-f', 'line', '--fail-on', 'warning'], { cwd });
    expect(failing).toMatchObject({ code: 1, out: expect.stringContaining('[missing-readiness-probe]') as unknown });
  });
});

describe('svclint completion', () => {
  it.each(['bash', 'zsh', 'fish'])('%s: knows every option', async (shell) => {
    const { out, code } = await svclint(['completion', shell]);
    expect(code).toBe(0);
    for (const { name } of optionsOf('lint')) expect(out).toMatch(new RegExp(`(--|-l )${name}\\b`));
  });

  it('bash: completes options, their values, commands and files', async () => {
    const { out } = await svclint(['completion', 'bash']);
    const cwd = tree({ 'script.bash': out, 'k8s/a.yaml': '' });
    const completed = (...words: readonly string[]): string => {
      const given = words.map((word) => `'${word}'`).join(' ');
      const run = `source script.bash; COMP_WORDS=(svclint ${given}); COMP_CWORD=${words.length}; _svclint; echo "\${COMPREPLY[*]}"`;
      return spawnSync('bash', ['-c', run], { cwd: path.resolve(cwd), encoding: 'utf8' }).stdout.trim();
    };
    expect(completed('--stat')).toBe('--statistics');
    expect(completed('--fail-on', 'w')).toBe('warning');
    expect(completed('rules', '--format', '')).toBe('pretty json');
    expect(completed('expl')).toBe('explain');
    expect(completed('units', 'k')).toBe('k8s');
  });
});
