import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { svclint } from './real.js';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\n' +
  'spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 80}], readinessProbe: {tcpSocket: {port: 80}}}]}\n';
const service = (at: number, target: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${at}}\nspec: {selector: {app: p}, ports: [{port: 80, targetPort: ${target}}]}\n`;
const services = (number: number, target = '"80"'): string =>
  Array.from({ length: number }, (_, at) => service(at, target)).join('');

describe('a long report', () => {
  it('does not bury what matters: equal errors are folded, and a table stands before them', async () => {
    const cwd = tree({ 'all.yaml': POD + services(113) + service(200, 'htpt') });
    const { out } = await svclint([], { cwd });
    expect(out.split('\n').length).toBeLessThan(140);
    expect(out).toContain('  60 more of this rule in 1 file, which `--format line` lists\n');
    expect(out).toMatch(/^113 errors\s+\S+\s+113 safe repairs\n\s+1 error\s+\S+\s+1 unsafe repair\n\nerror\[/);
    expect(out).toContain(': 110 more\n');
  });

  it('of hundreds of findings shows one of each kind, and lists that end', async () => {
    const cwd = tree({ 'all.yaml': POD + services(600) + service(700, 'htpt') });
    const { out } = await svclint([], { cwd });
    expect(out.split('\n').length).toBeLessThan(70);
    expect(out.match(/^error\[/gm)).toHaveLength(2);
    expect(out).toContain('  579 more of this rule in 1 file, which `--format line` lists\n');
    expect((await svclint(['-f', 'line'], { cwd })).out.trim().split('\n')).toHaveLength(601);
  });

  it('is a table alone with --statistics, and files are whole', async () => {
    const cwd = tree({ 'all.yaml': POD + services(2) + service(200, 'htpt') });
    const { out, code } = await svclint(['--statistics'], { cwd });
    expect(out).toMatch(/^2 errors {2}\S+ +2 safe repairs\n1 error {3}\S+ +1 unsafe repair\n$/);
    expect(code).toBe(1);
    expect((await svclint(['--statistics', '--format', 'json'], { cwd })).err).toContain('takes no `--format`');
    expect((await svclint(['--statistics'], { cwd, env: { GITHUB_ACTIONS: 'true' } })).out).toMatch(/^2 errors/);
  });
});

describe('the summary', () => {
  it('stands apart from the findings, and says what can be repaired', async () => {
    const cwd = tree({ 'all.yaml': POD + services(2) + service(200, 'htpt') });
    expect((await svclint([], { cwd })).err).toBe(
      '\n3 errors in 1 file (4 resources); 2 can be repaired with `--fix`, 1 more with `--fix --unsafe-fixes`\n',
    );
    expect((await svclint(['-f', 'line'], { cwd })).err).toMatch(/^3 errors/);
    const guess = tree({ 'all.yaml': POD + service(200, 'htpt') });
    expect((await svclint([], { cwd: guess })).err).toMatch(/; 1 can be repaired with `--fix --unsafe-fixes`\n$/);
  });

  it('promises nothing for what --fix does not write', async () => {
    expect((await svclint(['-'], { stdin: POD + services(1) })).err).toMatch(/^\n1 error in 1 file \(2 resources\)\n$/);
  });
});
