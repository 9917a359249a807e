import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { releaseCommit } from '../scripts/build/release-commit.js';
import { clusterTool } from '../scripts/tools/cluster-tools.js';
import { tree } from './host/tree.js';
import { git, GIT_ENV, lay, repository, type Files } from './support/repository.js';

const PATIENCE = 600_000;
const BUILT = inject('builtPackage');
const ROOT = path.resolve(import.meta.dirname, '..');
const helm = clusterTool('helm');

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/shop/web:1.4
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
`;
const service = (target: string, name = 'web'): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: ${target}
`;

/** The blocks of docs/hooks.md by the name of their file. */
const examples = new Map(
  [...readFileSync('docs/hooks.md', 'utf8').matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [
    name ?? '',
    text ?? '',
  ]),
);

/** A healthy Service, and an old breach that nobody touches. */
const SHOP: Files = {
  'k8s/deployment.yaml': DEPLOYMENT,
  'k8s/service.yaml': service('http'),
  'k8s/old.yaml': service('htto', 'old'),
};

interface Commit {
  readonly status: number | null;
  readonly said: string;
}

/** Lays the files, stages everything and commits, as people do. */
function tryCommit(cwd: string, files: Files, env: Readonly<Record<string, string>> = {}): Commit {
  lay(cwd, files);
  git(cwd, 'add', '-A');
  const { status, stdout, stderr } = spawnSync('git', ['commit', '-m', 'change'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...GIT_ENV, ...env },
  });
  return { status, said: stdout + stderr };
}

/** Refused with the frame of this breach and without the old one; then the repaired one passes. */
function refusesThenPasses(cwd: string, env: Readonly<Record<string, string>> = {}): void {
  const refused = tryCommit(cwd, { 'k8s/service.yaml': service('htpt') }, env);
  expect(refused.said).toContain('error[unknown-target-port-name]: Service `web` targets a port named `htpt`');
  expect(refused.said).toMatch(/--> k8s\/service\.yaml:10:19/);
  expect(refused.said).not.toContain('htto');
  expect(refused.status).toBe(1);
  expect(git(cwd, 'log', '--oneline').trim().split('\n')).toHaveLength(1);
  passes(tryCommit(cwd, { 'k8s/service.yaml': service('http # as the container calls it') }, env));
  expect(git(cwd, 'log', '--oneline').trim().split('\n')).toHaveLength(2);
}

function passes({ status, said }: Commit): void {
  expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
}

/** An empty folder that is gone when the test is over: what pre-commit installs takes its time to remove. */
function largeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-hooks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }), PATIENCE);
  return folder;
}

/** A folder with the command `svclint`, to stand on the PATH. */
function commandFolder(): string {
  const bin = tree({});
  symlinkSync(path.join(BUILT, 'dist/cli.js'), path.join(bin, 'svclint'));
  return bin;
}

/** These folders before all others; helm comes along, since charts are nothing without it. */
function onPath(...folders: readonly string[]): { readonly PATH: string } {
  const helmFolder = helm === undefined ? [] : [path.dirname(helm)];
  return { PATH: [...folders, ...helmFolder, process.env['PATH'] ?? ''].join(path.delimiter) };
}

describe.each([
  ['pre-commit', examples.get('pre-commit')],
  ['.husky/pre-commit', examples.get('.husky/pre-commit')],
])('the hook %s of the page', (_, example = '') => {
  it(
    'refuses a breach, passes its repair, and hears of what stands elsewhere',
    () => {
      const cwd = repository({ ...SHOP, 'k8s/a name with blanks.yaml': service('http', 'blanks') });
      const hook = path.join(cwd, '.git/hooks/pre-commit');
      mkdirSync(path.dirname(hook), { recursive: true });
      const text = example.replace('npx --no-install svclint', 'svclint');
      writeFileSync(hook, text.startsWith('#!') ? text : `#!/bin/sh\n${text}`);
      chmodSync(hook, 0o755);
      const env = onPath(commandFolder());
      refusesThenPasses(cwd, env);
      const { status, said } = tryCommit(
        cwd,
        { 'k8s/deployment.yaml': DEPLOYMENT.replace('app: web\n    spec', 'app: wbe\n    spec') },
        env,
      );
      expect(said).toContain('k8s/deployment.yaml');
      expect(status).toBe(1);
    },
    PATIENCE,
  );
});

it('svclint init says the hook of the page', () => {
  const template = readFileSync('src/settings/template.ts', 'utf8');
  expect(template.replaceAll('\n  ', '\n')).toContain(examples.get('pre-commit'));
});

describe('the command of lint-staged on the page', () => {
  it(
    'takes the absolute paths that lint-staged puts behind it',
    () => {
      const { 'lint-staged': tasks } = JSON.parse(examples.get('package.json') ?? '{}') as {
        readonly 'lint-staged': Readonly<Record<string, string>>;
      };
      const cwd = repository(SHOP);
      lay(cwd, { 'k8s/service.yaml': service('htpt') });
      const command = `${Object.values(tasks)[0]} ${JSON.stringify(path.join(cwd, 'k8s/service.yaml'))}`;
      const { status, stdout } = spawnSync('sh', ['-c', command], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', ...onPath(commandFolder()) },
      });
      expect(stdout).toContain('targets a port named `htpt`');
      expect(stdout).not.toContain('htto');
      expect(status).toBe(1);
    },
    PATIENCE,
  );
});

/**
 * The programs to try: those that SVCLINT_PRE_COMMIT names, as `.ci/run` does, and there at HEAD as well, which npm has
 * to build; else the one on the PATH, with a release alone.
 */
const named = (process.env['SVCLINT_PRE_COMMIT'] ?? '').split(path.delimiter).filter((each) => each !== '');
const found = named.length > 0 ? named : ['pre-commit'];
const programs = found.filter((program) => spawnSync(program, ['--version']).status === 0);
const versions = programs.map((program) => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim());
const states = named.length > 0 ? ['a release', 'HEAD'] : ['a release'];
const tried = programs.flatMap((program, at) => states.map((state) => ({ program, version: versions[at], state })));

it.skipIf(tried.length > 0)('pre-commit (skipped where it is there, and then tried below)', ({ skip }) => {
  skip('there is no command pre-commit');
});

describe.skipIf(tried.length === 0)('pre-commit installs the hook from a clone', () => {
  /** A clone of this repository, and the commit in it that pre-commit is to check out. */
  function cloneAt(state: string): { readonly repo: string; readonly rev: string } {
    const repo = path.join(tree({}), 'svclint');
    git(ROOT, 'clone', '--quiet', '--no-checkout', ROOT, repo);
    if (state === 'HEAD') return { repo, rev: git(repo, 'rev-parse', 'HEAD').trim() };
    const rev = releaseCommit(repo, path.join(BUILT, 'dist'));
    git(repo, 'tag', 'v0.1.0', rev);
    return { repo, rev: 'v0.1.0' };
  }

  const config = (repo: string, rev: string, id = 'svclint'): string =>
    (examples.get('.pre-commit-config.yaml') ?? '')
      .replace(/repo: \S+/, `repo: file://${repo}`)
      .replace(/rev: \S+/, `rev: ${rev}`)
      .replace('id: svclint', `id: ${id}`);

  it.each(tried)(
    '$version at $state: refuses breaches of all kinds, and passes their repairs',
    ({ program, state }) => {
      const { repo, rev } = cloneAt(state);
      const env = { PRE_COMMIT_HOME: largeFolder(), ...onPath() };
      // A release has nothing to fetch.
      const offline = state === 'HEAD' ? {} : { npm_config_offline: 'true' };
      const cwd = repository({ ...SHOP, ...PARTS, '.pre-commit-config.yaml': config(repo, rev) });
      const all = { ...env, ...offline };
      execFileSync(program, ['install'], { cwd, env: { ...process.env, ...GIT_ENV, ...all }, stdio: 'ignore' });
      refusesThenPasses(cwd, all);
      for (const { breach, says } of BREACHES) {
        const { status, said } = tryCommit(cwd, breach, all);
        expect(said).toContain(says);
        expect(said).not.toContain('htto');
        expect(status).toBe(1);
        git(cwd, 'reset', '--quiet', '--hard');
      }
      passes(tryCommit(cwd, { 'README.md': 'no manifest' }, all));
      const everything = spawnSync(program, ['run', '--all-files'], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, ...GIT_ENV, ...all },
      });
      expect(everything.stdout).toContain('htto');
      writeFileSync(path.join(cwd, '.pre-commit-config.yaml'), config(repo, rev, 'svclint-all'));
      const each = tryCommit(cwd, {}, all);
      expect(each.said).toContain('htto');
      expect(each.status).toBe(1);
    },
    PATIENCE,
  );
});

/** A kustomization with a file of variables, and a chart. */
const PARTS: Files = {
  'overlay/kustomization.yaml':
    'resources: [app.yaml, svc.yaml]\nconfigMapGenerator:\n  - name: settings\n    envs: [settings.env]\n',
  'overlay/settings.env': 'API=http://web:80\n',
  'overlay/app.yaml': DEPLOYMENT.replace(
    '          ports:',
    '          envFrom: [{configMapRef: {name: settings}}]\n          ports:',
  ),
  'overlay/svc.yaml': service('http'),
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'target: http\n',
  'chart/templates/_names.tpl': '{{ define "port" }}http{{ end }}\n',
  'chart/templates/web.yaml': DEPLOYMENT,
  'chart/templates/service.yaml': service('{{ .Values.target }}'),
  'chart/templates/other.yaml': service('{{ include "port" . }}', 'other'),
};

const BREACHES: readonly { readonly breach: Files; readonly says: string }[] = [
  {
    breach: {
      'overlay/kustomization.yaml': `${PARTS['overlay/kustomization.yaml'] ?? ''}patches:\n  - target: {kind: Service}\n    patch: |\n      [{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "patched"}]\n`,
    },
    says: '`patched`',
  },
  { breach: { 'overlay/settings.env': 'API=http://web:8081\n' }, says: '8081' },
  ...(helm === undefined
    ? []
    : [
        { breach: { 'chart/values.yaml': 'target: valued\n' }, says: '`valued`' },
        { breach: { 'chart/templates/_names.tpl': '{{ define "port" }}named{{ end }}\n' }, says: '`named`' },
      ]),
  { breach: { 'overlay/svc.yaml': null }, says: 'overlay/' },
];
