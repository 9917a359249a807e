import { describe, expect, it } from 'vitest';
import { commit, GIT_ENV, git, lay, repository, stateOf } from '../support/repository.js';
import { svclint, type Done } from './real.js';

const service = (target: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n` +
  `spec: {selector: {app: web}, ports: [{port: 80, targetPort: ${target}}]}\n`;
const other = (name: string): string => service('http').replace('name: web', `name: ${name}`);
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n' +
  'spec: {containers: [{name: main, image: registry.example/web:1, ports: [{name: http, containerPort: 8080}]}]}\n';

function diff(cwd: string, ...argv: readonly string[]): Promise<Done> {
  return svclint(['diff', ...argv], { cwd, env: { ...process.env, ...GIT_ENV } });
}

function diffWith(stdin: string, cwd: string, ...argv: readonly string[]): Promise<Done> {
  return svclint(['diff', ...argv], { cwd, stdin });
}

const BROKEN =
  'breaks (1)\n  `web.shop:80` no longer has endpoints: Service `web` targets a port named `htpt`, which no selected Pod has\n';

describe('svclint diff', () => {
  it('compares a revision with the work tree, two revisions, and folders, and writes nothing', async () => {
    const cwd = repository({ 'k8s/pod.yaml': POD, 'k8s/service.yaml': service('http') });
    lay(cwd, { 'k8s/service.yaml': service('htpt'), 'old/pod.yaml': POD, 'old/service.yaml': service('http') });
    const state = stateOf(cwd);
    for (const sides of [
      ['HEAD', '--', 'k8s'],
      ['old', 'k8s'],
    ]) {
      const { code, out } = await diff(cwd, ...sides);
      expect([code, out]).toEqual([0, expect.stringContaining(BROKEN)]);
    }
    expect(stateOf(cwd)).toBe(state);
    commit(cwd);
    const { out } = await diff(cwd, 'HEAD~1', 'HEAD', '--', 'k8s');
    expect(out).toContain(BROKEN);
    expect(git(cwd, 'status', '--porcelain', 'k8s')).toBe('');
  });

  it('fails with --exit-code only where something breaks', async () => {
    const cwd = repository({ 'pod.yaml': POD, 'service.yaml': service('http') });
    expect((await diff(cwd, 'HEAD', '--exit-code')).code).toBe(0);
    lay(cwd, { 'service.yaml': service('htpt') });
    expect((await diff(cwd, 'HEAD', '--exit-code')).code).toBe(1);
  });

  it('sees what git tracks although .gitignore names it, in both states', async () => {
    const cwd = repository({
      'k8s/pod.yaml': POD,
      'k8s/service.yaml': service('http'),
      'k8s/same.yaml': other('same'),
    });
    commit(cwd);
    lay(cwd, { '.gitignore': 'k8s/\n', 'k8s/untracked.yaml': other('untracked') });
    commit(cwd);
    expect((await diff(cwd, 'HEAD~1', 'HEAD')).out).toBe('the contract is the same\n');
    lay(cwd, { 'k8s/service.yaml': service('htpt') });
    expect((await diff(cwd, 'HEAD')).out).toContain(BROKEN);
    git(cwd, 'rm', '-q', '--cached', 'k8s/service.yaml');
    commit(cwd);
    expect((await diff(cwd, 'HEAD~1', 'HEAD')).out).toContain('`web.shop` no longer resolves: the Service is gone');
  });

  it('takes standard input for the state after', async () => {
    const cwd = repository({ 'k8s/pod.yaml': POD, 'k8s/service.yaml': service('http') });
    const stdin = `${POD}---\n${service('htpt')}`;
    const whole = await diffWith(stdin, cwd, 'k8s', '-');
    expect(whole.out).toContain(BROKEN);
    expect(whole.out).toContain('<stdin>:8');
    const unsaved = ['HEAD', '--stdin-filename', 'k8s/service.yaml', '--', '-', 'k8s'];
    const file = await diffWith(service('htpt'), cwd, ...unsaved);
    expect(file.out).toContain(BROKEN);
    expect(file.out).toContain('k8s/service.yaml:3');
    const { code, err } = await diffWith(stdin, cwd, '-', 'k8s');
    expect([code, err]).toEqual([2, 'svclint: `-` can only be B, the state after the change\n']);
  });

  it('takes no manifests for a mistake, unless all of them may be gone', async () => {
    const cwd = repository({ 'k8s/service.yaml': service('http'), 'empty/readme.md': '' });
    expect(await diff(cwd, 'k8s', 'empty')).toMatchObject({
      code: 2,
      out: '',
      err: 'svclint: no manifests (.yaml, .yml, .json) under `empty`\n',
    });
    const { code, out } = await diff(cwd, 'k8s', 'empty', '--allow-empty');
    expect([code, out]).toEqual([0, expect.stringContaining('`web.shop` no longer resolves')]);
    expect((await diff(cwd, 'empty', 'k8s')).out).toContain('`web.shop` is new');
  });

  it('says what is neither a folder nor a revision', async () => {
    const cwd = repository({ 'pod.yaml': POD });
    const { code, err } = await diff(cwd, 'nope');
    expect([code, err]).toEqual([2, 'svclint: there is neither a file nor a revision `nope`\n']);
  });
});
