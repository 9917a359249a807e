import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { tree } from './host/tree.js';

/** `git commit` in a fresh repository may not depend on who runs the test. */
const GIT_ENV = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};
const PATIENCE = 300_000;
const BUILT = inject('builtPackage');
const PROGRAM = join(BUILT, 'dist/cli.js');

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

/** A repository with an old breach that nobody touches, and a healthy Service. */
function repository(files: Readonly<Record<string, string>> = {}): string {
  const cwd = tree({
    'k8s/deployment.yaml': DEPLOYMENT,
    'k8s/service.yaml': service('http'),
    'k8s/old.yaml': service('htto', 'old'),
    ...files,
  });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'begin', '--no-verify');
  return cwd;
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, ...GIT_ENV } });
}

/** Changes the Service, stages it and commits. */
function commit(
  cwd: string,
  target: string,
  env: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly said: string } {
  writeFileSync(join(cwd, 'k8s/service.yaml'), service(target));
  git(cwd, 'add', 'k8s/service.yaml');
  const { status, stdout, stderr } = spawnSync('git', ['commit', '-m', 'change'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...GIT_ENV, ...env },
  });
  return { status, said: stdout + stderr };
}

/** Refused with the frame of this breach and without the old one; then the repaired one passes. */
function refusesThenPasses(cwd: string, env: Readonly<Record<string, string>> = {}): void {
  const refused = commit(cwd, 'htpt', env);
  expect(refused.said).toContain('error[unknown-target-port-name]: Service `web` targets a port named `htpt`');
  expect(refused.said).toMatch(/--> k8s\/service\.yaml:10:19/);
  expect(refused.said).not.toContain('htto');
  expect(refused.status).toBe(1);
  expect(git(cwd, 'log', '--oneline').trim().split('\n')).toHaveLength(1);
  const passed = commit(cwd, 'http # as the container calls it', env);
  expect({ ...passed, said: passed.status === 0 ? '' : passed.said }).toEqual({ status: 0, said: '' });
  expect(git(cwd, 'log', '--oneline').trim().split('\n')).toHaveLength(2);
}

/** A folder with the command `svclint`, to stand on the PATH. */
function commandFolder(): string {
  const bin = tree({});
  symlinkSync(PROGRAM, join(bin, 'svclint'));
  return bin;
}

const onPath = (bin: string): { readonly PATH: string } => ({ PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` });

describe('the plain git hook of the page', () => {
  it(
    'refuses a breach, and passes its repair',
    () => {
      const cwd = repository({ 'k8s/a name with blanks.yaml': service('http', 'blanks') });
      const hook = join(cwd, '.git/hooks/pre-commit');
      mkdirSync(join(cwd, '.git/hooks'), { recursive: true });
      writeFileSync(hook, (examples.get('pre-commit') ?? '').replace('npx --no-install svclint', 'svclint'));
      chmodSync(hook, 0o755);
      writeFileSync(join(cwd, 'k8s/a name with blanks.yaml'), service('http', 'blank'));
      git(cwd, 'add', '-A');
      refusesThenPasses(cwd, onPath(commandFolder()));
    },
    PATIENCE,
  );
});

describe('the command of lint-staged on the page', () => {
  it(
    'takes the absolute paths that lint-staged puts behind it',
    () => {
      const { 'lint-staged': tasks } = JSON.parse(examples.get('package.json') ?? '{}') as {
        readonly 'lint-staged': Readonly<Record<string, string>>;
      };
      const cwd = repository();
      writeFileSync(join(cwd, 'k8s/service.yaml'), service('htpt'));
      const command = `${Object.values(tasks)[0]} ${JSON.stringify(join(cwd, 'k8s/service.yaml'))}`;
      const { status, stdout } = spawnSync('sh', ['-c', command], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', ...onPath(commandFolder()) },
      });
      expect(stdout).toContain('targets a port named `htpt`');
      expect(stdout).not.toContain('htto');
      expect(status).toBe(1);
      expect(examples.get('.husky/pre-commit')).toBe('npx lint-staged\n');
    },
    PATIENCE,
  );
});

const preCommit = spawnSync('pre-commit', ['--version'], { encoding: 'utf8' }).status === 0;
const why = preCommit ? '' : ' (skipped: no command pre-commit)';

describe.skipIf(!preCommit)(`pre-commit${why}`, () => {
  /** What a clone of a release holds once it is built: with it npm has nothing to fetch and nothing to build. */
  function hookRepository(): string {
    const cwd = tree({});
    cpSync('.pre-commit-hooks.yaml', join(cwd, '.pre-commit-hooks.yaml'));
    for (const name of ['dist', 'schema', 'LICENSE'])
      cpSync(join(BUILT, name), join(cwd, name), { recursive: true, dereference: true });
    const { name, version, type, bin, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<
      Record<string, unknown>
    >;
    writeFileSync(
      join(cwd, 'package.json'),
      JSON.stringify({ name, version, type, bin, exports, files: ['dist', 'schema'] }),
    );
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'add', '-Af');
    git(cwd, 'commit', '-qm', 'release');
    return cwd;
  }

  const config = (hooks: string, id: string): string =>
    (examples.get('.pre-commit-config.yaml') ?? '')
      .replace(/repo: \S+/, `repo: ${hooks}`)
      .replace(/rev: \S+/, `rev: ${git(hooks, 'rev-parse', 'HEAD').trim()}`)
      .replace('id: svclint', `id: ${id}`);

  it(
    'refuses a breach with its frame, passes the repair, and with the other id hears of old breaches too',
    () => {
      const hooks = hookRepository();
      const env = { PRE_COMMIT_HOME: tree({}), npm_config_offline: 'true' };
      const cwd = repository({ '.pre-commit-config.yaml': config(hooks, 'svclint') });
      execFileSync('pre-commit', ['install'], { cwd, env: { ...process.env, ...GIT_ENV, ...env }, stdio: 'ignore' });
      refusesThenPasses(cwd, env);
      writeFileSync(join(cwd, '.pre-commit-config.yaml'), config(hooks, 'svclint-all'));
      git(cwd, 'add', '-A');
      const all = commit(cwd, 'http # again', env);
      expect(all.said).toContain('htto');
      expect(all.status).toBe(1);
    },
    PATIENCE,
  );
});
