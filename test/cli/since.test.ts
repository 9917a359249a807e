import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterTool } from '../../scripts/tools/cluster-tools.js';
import { minus } from '../../scripts/measure/since.js';
import { tree } from '../host/tree.js';
import { commit, git, GIT_ENV, lay, repository, stateOf, type Files } from '../support/repository.js';
import { svclint, type Done } from './real.js';

const deployment = (name: string, port = 'http'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  selector: {matchLabels: {app: ${name}}}\n` +
  `  template:\n    metadata: {labels: {app: ${name}}}\n    spec:\n      containers:\n        - name: ${name}\n` +
  `          image: registry.example/${name}:1\n          ports: [{name: ${port}, containerPort: 8080}]\n` +
  `          readinessProbe: {httpGet: {path: /, port: ${port}}}\n`;
const service = (name: string, target = 'http', app = name): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  selector: {app: ${app}}\n` +
  `  ports: [{port: 80, targetPort: ${target}}]\n`;
const ingress = (name: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: ${name}}\nspec:\n` +
  `  defaultBackend: {service: {name: ${name}, port: {number: 80}}}\n`;

/** One healthy application, and another with a breach that nobody touches. */
const BEGIN: Files = {
  'k8s/web.yaml': deployment('web'),
  'k8s/web-service.yaml': service('web'),
  'k8s/ingress.yaml': ingress('web'),
  'k8s/old.yaml': deployment('old'),
  'k8s/old-service.yaml': service('old', 'htto'),
};

const env: NodeJS.ProcessEnv = { ...process.env, ...GIT_ENV };
const helm = clusterTool('helm');
const withHelm = {
  ...env,
  PATH: [...(helm === undefined ? [] : [path.dirname(helm)]), env['PATH'] ?? ''].join(path.delimiter),
};

function lint(cwd: string, ...argv: readonly string[]): Promise<Done> {
  return svclint(['--format', 'line', ...argv], { cwd, env });
}

describe('--since', () => {
  it('reports what the change brings, counts what was there, and writes nothing', async () => {
    const cwd = repository(BEGIN);
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt') });
    const state = stateOf(cwd);
    const { code, out, err } = await lint(cwd, '--since', 'HEAD', 'k8s');
    expect(out).toMatch(/^k8s\/web-service\.yaml:6:34: error: Service `web` targets a port named `htpt`[^\n]*\n$/);
    expect(err).toContain('1 error in 5 files (5 resources), 1 suppressed');
    expect(err).toMatch(/^svclint: 1 older finding is not shown; compared with `HEAD` \([0-9a-f]{7}\)$/m);
    expect(code).toBe(1);
    expect(stateOf(cwd)).toBe(state);
  });

  it('sees what a deletion brings, in a file that nobody touched', async () => {
    const cwd = repository(BEGIN);
    git(cwd, 'rm', '-q', 'k8s/web-service.yaml');
    for (const how of [['--since', 'HEAD'], ['--staged']]) {
      const { out } = await lint(cwd, ...how);
      expect(out).toMatch(/^k8s\/ingress\.yaml:5:36: \w+: Ingress `web` sends requests to `web`[^\n]*\n$/);
    }
  });

  it('takes what only moved for what was there', async () => {
    const cwd = repository(BEGIN);
    git(cwd, 'mv', 'k8s/old-service.yaml', 'k8s/renamed.yaml');
    expect(await lint(cwd, '--since', 'HEAD')).toMatchObject({ code: 0, out: '' });
  });

  it('compares with where the branch began, not with what others have done since', async () => {
    const cwd = repository(BEGIN);
    git(cwd, 'checkout', '-qb', 'feature');
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt') });
    commit(cwd);
    git(cwd, 'checkout', '-q', 'main');
    lay(cwd, { 'k8s/old-service.yaml': service('old') });
    commit(cwd);
    git(cwd, 'checkout', '-q', 'feature');
    const { out } = await lint(cwd, '--since', 'main');
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toContain('htpt');
  });

  it('is a plain run less what was there, in every format', async () => {
    const cwd = repository(BEGIN);
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt') });
    const { out } = await svclint(['--since', 'HEAD', '--format', 'json'], { cwd, env });
    const { summary, diagnostics } = JSON.parse(out) as {
      readonly summary: object;
      readonly diagnostics: readonly object[];
    };
    expect(summary).toMatchObject({ errors: 1, suppressed: 1 });
    expect(diagnostics).toMatchObject([{ file: 'k8s/web-service.yaml', rule: 'unknown-target-port-name' }]);
    for (const format of ['sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'markdown', 'pretty']) {
      const text = (await svclint(['--since', 'HEAD', '--format', format], { cwd, env })).out;
      expect(text).toContain('htpt');
      expect(text).not.toContain('htto');
    }
  });

  it('has --fix repair what is new, and leave alone what was there', async () => {
    const slips = (port: string): Files => ({
      'k8s/p.yaml': `apiVersion: v1\nkind: Service\nmetadata: {name: p}\nspec:\n  externalName: a.example\n  type: ExternalName\n  ports: [{port: ${port}}]\n`,
    });
    const cwd = repository({
      'k8s/q.yaml': slips('"80"')['k8s/p.yaml']?.replaceAll('name: p', 'name: q') ?? '',
      ...slips('80'),
    });
    lay(cwd, slips('"81"'));
    const { err } = await lint(cwd, '--since', 'HEAD', '--fix', '--unsafe-fixes');
    expect(err).toContain('svclint: fixed 1 problem in 1 file; 0 remain');
    expect(git(cwd, 'diff')).toContain('+  ports: [{port: 81}]');
    expect(git(cwd, 'diff', '--stat')).toContain('1 file changed');
  });

  it('leaves the baseline to those who see all findings', async () => {
    const cwd = repository(BEGIN);
    expect(await lint(cwd, '--since', 'HEAD', '--update-baseline')).toMatchObject({
      code: 2,
      err: 'svclint: option `--update-baseline` needs all findings, not only those of `--since`\n',
    });
    await lint(cwd, '--update-baseline');
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt') });
    const { out, err } = await lint(cwd, '--since', 'HEAD', '--baseline', 'svclint-baseline.json');
    expect(out).toContain('htpt');
    expect(err).not.toContain('no longer');
  });
});

describe('--staged', () => {
  it('judges what is staged, whatever else is on the disk', async () => {
    const cwd = repository(BEGIN);
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt') });
    git(cwd, 'add', '-A');
    lay(cwd, {
      'k8s/web-service.yaml': service('web'),
      'k8s/new.yaml': service('new', 'x', 'web'),
      'k8s/ingress.yaml': null,
    });
    const state = stateOf(cwd);
    const { code, out } = await lint(cwd, '--staged');
    expect(out).toMatch(/^k8s\/web-service\.yaml:6:34: error: Service `web` targets a port named `htpt`[^\n]*\n$/);
    expect(code).toBe(1);
    expect(stateOf(cwd)).toBe(state);
  });

  it('does not write over what was changed since it was staged', async () => {
    const cwd = repository(BEGIN);
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt') });
    git(cwd, 'add', '-A');
    lay(cwd, { 'k8s/web-service.yaml': service('web', 'htpt').replace('port: 80', 'port: 81') });
    const { code, err } = await lint(cwd, '--staged', '--fix', '--unsafe-fixes');
    expect(err).toContain('k8s/web-service.yaml');
    expect(code).toBe(2);
    expect(git(cwd, 'diff')).toContain('port: 81, targetPort: htpt');
  });

  it('compares the first commit with nothing', async () => {
    const cwd = tree({});
    git(cwd, 'init', '-q', '-b', 'main');
    expect(await lint(cwd, '--staged')).toMatchObject({ code: 0, out: '' });
    lay(cwd, BEGIN);
    expect(await lint(cwd, '--staged')).toMatchObject({ code: 0, out: '' });
    git(cwd, 'add', '-A');
    const { code, out } = await lint(cwd, '--staged');
    expect(out).toContain('htto');
    expect(code).toBe(1);
  });

  it('lets a commit pass in a repository without manifests', async () => {
    const cwd = repository({ 'README.md': 'x' });
    lay(cwd, { 'README.md': 'y' });
    git(cwd, 'add', '-A');
    expect((await lint(cwd, '--staged')).code).toBe(0);
  });

  it('leaves the word to --only-report where that names a file that is not staged', async () => {
    const cwd = repository(BEGIN);
    expect(await lint(cwd, '--staged', '--only-report')).toMatchObject({ code: 0, out: '' });
    expect((await lint(cwd, '--staged', '--only-report', ...Object.keys(BEGIN))).out).toContain('htto');
    git(cwd, 'rm', '-q', 'k8s/web-service.yaml');
    lay(cwd, { 'k8s/web.yaml': `${deployment('web')}# changed\n` });
    git(cwd, 'add', '-A');
    const { out } = await lint(cwd, '--staged', '--only-report', 'k8s/web.yaml');
    expect(out).toMatch(/^k8s\/ingress\.yaml/);
  });
});

describe('what git cannot tell is said, with exit code 2', () => {
  const shallow =
    'this clone is shallow: have all commits fetched (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab, `git fetch --unshallow` elsewhere)';

  it.each([
    ['no such revision', ['--since', 'nope'], 'there is no revision `nope`'],
    ['a revision that looks like an option', ['--since=--output=x'], 'there is no revision `--output=x`'],
    [
      'both',
      ['--since', 'HEAD', '--staged'],
      'options `--since` and `--staged` compare with different commits: give one',
    ],
    ['standard input', ['--since', 'HEAD', '-'], 'option `--since` compares files, and `-` reads standard input'],
    [
      'a path outside',
      ['--since', 'HEAD', '..'],
      'option `--since` compares one work tree, and `..` lies outside of it',
    ],
  ])('%s', async (_, argv, said) => {
    expect(await lint(repository(BEGIN), ...argv)).toEqual({ code: 2, out: '', err: `svclint: ${said}\n` });
  });

  it('a remote that was not fetched', async () => {
    const cwd = repository(BEGIN);
    git(cwd, 'remote', 'add', 'origin', cwd);
    expect((await lint(cwd, '--since', 'origin/main')).err).toBe(
      'svclint: there is no revision `origin/main`; `git fetch origin main` may bring it\n',
    );
  });

  it('no git, no repository, no commit in common, too few commits', async () => {
    const cwd = repository(BEGIN);
    const noGit = await svclint(['--since', 'HEAD'], { cwd, env: { PATH: '/nowhere' } });
    expect(noGit).toMatchObject({
      code: 2,
      err: 'svclint: option `--since` needs git, and there is none on the PATH\n',
    });
    const outside = await svclint(['--staged'], {
      cwd: tree(BEGIN as Record<string, string>),
      env: { ...env, GIT_CEILING_DIRECTORIES: path.dirname(cwd) },
    });
    expect(outside.err).toMatch(/^svclint: option `--staged` needs a git work tree: not a git repository/);
    git(cwd, 'checkout', '-q', '--orphan', 'other');
    lay(cwd, { 'README.md': 'another beginning' });
    commit(cwd);
    expect((await lint(cwd, '--since', 'main')).err).toBe('svclint: `main` and `HEAD` have no commit in common\n');
    const clone = path.join(tree({}), 'clone');
    git(cwd, 'clone', '-q', '--depth=1', `file://${cwd}`, clone);
    expect((await lint(clone, '--since', 'origin/main')).err).toBe(
      `svclint: there is no revision \`origin/main\`; ${shallow}\n`,
    );
  });
});

/** Each change, and how a full run after it differs from one before it, file trees and all. */
describe('what is new is what a full run after the change has and one before it has not', () => {
  const overlay = {
    'overlay/kustomization.yaml': 'resources: [../base]\n',
    'base/kustomization.yaml': 'resources: [web.yaml, svc.yaml]\n',
    'base/web.yaml': deployment('web'),
    'base/svc.yaml': service('web'),
  };
  const reader = deployment('app')
    .replace(
      '          ports:',
      '          envFrom: [{configMapRef: {name: c}}]\n          volumeMounts: [{name: c, mountPath: /c}]\n          ports:',
    )
    .concat('      volumes: [{name: c, configMap: {name: c}}]\n');
  const generated = (how: string): Files => ({
    ...overlay,
    'overlay/app.yaml': reader,
    'overlay/kustomization.yaml': `resources: [../base, app.yaml]\nconfigMapGenerator:\n  - name: c\n    ${how}\n`,
  });
  const chart = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'chart/values.yaml': 'target: http\n',
    'chart/templates/web.yaml': deployment('web'),
    'chart/templates/svc.yaml': service('web', '{{ .Values.target }}'),
    'chart/templates/_names.tpl': '{{ define "app" }}web{{ end }}\n',
  };
  const cases: readonly (readonly [string, Files, Files, boolean])[] = [
    ['a file is new', {}, { 'k8s/n.yaml': service('n', 'nope', 'web') }, true],
    [
      'a folder is new, and not added yet',
      {},
      { 'new/n.yaml': service('n', 'http', 'nobody'), 'new/d.yaml': deployment('n') },
      true,
    ],
    ['a folder is gone', { 'more/x.yaml': service('x', 'htxx', 'web') }, { more: null }, false],
    ['the pods are gone', {}, { 'k8s/web.yaml': null }, true],
    [
      'a folder takes the place of a file',
      { 'k8s/x.yaml': service('x', 'xx', 'web') },
      { 'k8s/x.yaml': null, 'k8s/x.yaml/y.yaml': service('x', 'yy', 'web') },
      true,
    ],
    [
      'a file takes the place of a folder',
      { 'k8s/x.yaml/y.yaml': service('x', 'yy', 'web') },
      { 'k8s/x.yaml': service('x', 'xx', 'web') },
      true,
    ],
    [
      'a pattern names what git tracks',
      { 'k8s/x.yaml': service('x', 'xx', 'web') },
      { '.gitignore': 'k8s/web-*\n' },
      false,
    ],
    [
      'git leaves out less',
      { '.gitignore': 'k8s/x.yaml\n', 'k8s/x.yaml': service('x', 'xx', 'web') },
      { '.gitignore': null },
      true,
    ],
    [
      'a link leads elsewhere',
      { 'k8s/a': service('l', 'aa', 'web'), 'k8s/b': service('l', 'bb', 'web'), 'k8s/l.yaml': '->a' },
      { 'k8s/l.yaml': '->b' },
      true,
    ],
    [
      'what a link leads to changes',
      { 'k8s/a': service('l', 'aa', 'web'), 'k8s/l.yaml': '->a' },
      { 'k8s/a': service('l', 'bb', 'web') },
      true,
    ],
    [
      'what a link led to is gone',
      { 'k8s/a': service('l', 'aa', 'web'), 'k8s/l.yaml': '->a' },
      { 'k8s/a': null },
      false,
    ],
    [
      'a comment that silences goes',
      { 'k8s/x.yaml': service('x', 'xx # svclint-allow unknown-target-port-name: known', 'web') },
      { 'k8s/x.yaml': service('x', 'xx', 'web') },
      true,
    ],
    ['a base changes', overlay, { 'base/svc.yaml': service('web', 'htpt') }, true],
    [
      'a kustomization changes',
      overlay,
      {
        'overlay/kustomization.yaml':
          'resources: [../base]\npatches:\n  - patch: |\n      [{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "nope"}]\n    target: {kind: Service}\n',
      },
      true,
    ],
    [
      'a file of variables changes',
      { ...generated('envs: [c.env]'), 'overlay/c.env': 'API=http://web:80\n' },
      { 'overlay/c.env': 'API=http://web:81\n' },
      true,
    ],
    [
      'a text of any name changes',
      { ...generated('files: [app.properties]'), 'overlay/app.properties': 'api.url=http://web:80\n' },
      { 'overlay/app.properties': 'api.url=http://web:81\n' },
      true,
    ],
    ['values of a chart change', chart, { 'chart/values.yaml': 'target: htpt\n' }, true],
    ['a template of a chart changes', chart, { 'chart/templates/svc.yaml': service('web', 'htpt') }, true],
    [
      'a named template of a chart changes',
      { ...chart, 'chart/templates/svc.yaml': service('web', 'http', '{{ include "app" . }}') },
      { 'chart/templates/_names.tpl': '{{ define "app" }}wbe{{ end }}\n' },
      true,
    ],
    ['a chart is new', {}, { ...chart, 'chart/values.yaml': 'target: htpt\n' }, true],
    ['a chart is gone', chart, { chart: null }, false],
    [
      'a chart moves',
      { ...chart, 'chart/values.yaml': 'target: htpt\n' },
      {
        chart: null,
        ...Object.fromEntries(
          Object.entries({ ...chart, 'chart/values.yaml': 'target: htpt\n' }).map(([name, text]) => [
            `moved/${name}`,
            text,
          ]),
        ),
      },
      false,
    ],
    ['nothing that is read changes', chart, { 'README.md': 'x' }, false],
  ];

  const full = async (cwd: string, ...argv: readonly string[]): Promise<string[]> => {
    const { out, err } = await svclint(['--format', 'gitlab', ...argv], { cwd, env: withHelm });
    expect(out, err).not.toBe('');
    return (JSON.parse(out) as readonly { readonly fingerprint: string }[]).map(({ fingerprint }) =>
      fingerprint.replace(/:\d+$/, ''),
    );
  };

  it.each(cases)('%s', async (_, given, change, isNews) => {
    const cwd = repository({ ...BEGIN, ...given });
    const before = await full(cwd);
    lay(cwd, change);
    const after = await full(cwd);
    const expected = [...minus(after, before)].sort();
    expect((await full(cwd, '--since', 'HEAD')).sort()).toEqual(expected);
    git(cwd, 'add', '-A');
    expect((await full(cwd, '--staged')).sort()).toEqual(expected);
    // What is staged is the same when the disk is not.
    for (const name of Object.keys({ ...BEGIN, ...change }))
      rmSync(path.join(cwd, name), { recursive: true, force: true });
    expect((await full(cwd, '--staged')).sort()).toEqual(expected);
    expect(expected.length > 0).toBe(isNews);
  });
});
