import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsIn } from '../report/runner.js';
import { action, runAction, version } from './action.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n      targetPort: htpt\n';
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n    - name: web\n      image: web:1\n' +
  '      ports:\n        - name: http\n          containerPort: 80\n      readinessProbe:\n        httpGet: {path: /, port: http}\n';
const files = { 'k8s/service.yaml': SERVICE, 'k8s/pod.yaml': POD };
const slow = 60_000;

describe('the action', () => {
  it(
    'annotates both ends, fails the step, tells its outputs and adds to the summary',
    async () => {
      const { code, log, outputs, summary, npm } = await runAction({ files, inputs: { paths: 'k8s' } });
      expect(
        commandsIn(log).map(({ name, properties }) => `${name} ${properties['file']}:${properties['line']}`),
      ).toEqual(['error k8s/service.yaml:10', 'notice k8s/pod.yaml:12']);
      expect(code).toBe(1);
      expect(outputs).toEqual({ 'exit-code': '1', errors: '1', warnings: '0', infos: '0' });
      expect(summary).toMatch(/^### svclint: 1 error in 2 files \(2 resources\)\n\n\| severity \|/);
      expect(npm).toEqual([]);
    },
    slow,
  );

  it(
    'counts paths from the workspace, and writes SARIF where it is asked to',
    async () => {
      const deploy = Object.fromEntries(Object.entries(files).map(([name, text]) => [`deploy/${name}`, text]));
      const inputs = {
        paths: 'k8s/service.yaml\n\n  k8s/pod.yaml ',
        'working-directory': 'deploy',
        sarif: 'out/svclint.sarif',
        options: '--fail-on=never\n--quiet',
      };
      const { code, log, outputs, workspace } = await runAction({ files: deploy, inputs });
      expect(code).toBe(0);
      expect(commandsIn(log).map(({ properties }) => properties['file'])).toEqual([
        'deploy/k8s/service.yaml',
        'deploy/k8s/pod.yaml',
      ]);
      expect(outputs).toMatchObject({
        'exit-code': '0',
        errors: '1',
        sarif: path.join(workspace, 'deploy/out/svclint.sarif'),
      });
      expect(readFileSync(outputs['sarif'] ?? '', 'utf8')).toContain('"uri": "deploy/k8s/service.yaml"');
    },
    slow,
  );

  it(
    'shows frames in the log instead, and leaves the summary alone',
    async () => {
      const { log, summary, code } = await runAction({ files, inputs: { annotations: 'false', summary: 'false' } });
      expect(commandsIn(log)).toEqual([]);
      expect(log).toContain('error[unknown-target-port-name]');
      expect(log).toContain('  ::: k8s/pod.yaml:12:17\n');
      expect({ summary, code }).toEqual({ summary: '', code: 1 });
    },
    slow,
  );

  it(
    'hands inputs over as they are: no shell reads them',
    async () => {
      const inputs = {
        paths: '$(touch pwned)\n`touch pwned`\n; touch pwned\n-o json=pwned',
        options: '--namespace=shop',
      };
      const { code, log, workspace, outputs } = await runAction({ files, inputs });
      expect(code).toBe(2);
      expect(log).toContain('svclint: no such file or folder: `$(touch pwned)`');
      expect(commandsIn(log)).toMatchObject([{ name: 'error', properties: { title: 'svclint' } }]);
      expect(existsSync(path.join(workspace, 'pwned'))).toBe(false);
      expect(outputs).toEqual({ 'exit-code': '2' });
    },
    slow,
  );

  it(
    'takes several options on one line, and quotes around blanks',
    async () => {
      const run = (options: string) => runAction({ files, inputs: { options } });
      expect((await run('--fail-on never --quiet')).code).toBe(0);
      expect((await run(`--fail-on never --ignore "k8s/service.yaml" --ignore='a b'`)).outputs).toMatchObject({
        errors: '0',
      });
      const { code, log } = await run('--fail-on sometimes');
      expect(code).toBe(2);
      const message = 'svclint: option `--fail-on` takes `error`, `warning`, `info`, or `never`, not `sometimes`';
      expect(commandsIn(log)).toEqual([{ name: 'error', properties: { title: 'svclint' }, message }]);
    },
    slow,
  );

  it(
    'reports only what is new since a revision',
    async () => {
      const old = SERVICE.replace('name: web', 'name: old').replace('htpt', 'htto');
      const before = { 'k8s/old.yaml': old, 'k8s/pod.yaml': POD, 'k8s/service.yaml': SERVICE.replace('htpt', 'http') };
      const { code, log, outputs } = await runAction({
        ...{ files: { ...files, 'k8s/old.yaml': old }, before, inputs: { since: 'HEAD^' } },
      });
      expect(commandsIn(log).map(({ properties }) => properties['file'])).toEqual(['k8s/service.yaml', 'k8s/pod.yaml']);
      expect({ code, errors: outputs['errors'] }).toEqual({ code: 1, errors: '1' });
      const unknown = await runAction({ files, before, inputs: { since: '--output=json=pwned' } });
      expect(unknown.code).toBe(2);
      expect(commandsIn(unknown.log)).toMatchObject([
        { message: 'svclint: there is no revision `--output=json=pwned`' },
      ]);
    },
    slow,
  );

  it.each([
    [{ annotations: 'maybe' }, 'the input annotations is true or false, not maybe'],
    [{ options: `--ignore "k8s` }, 'the input options has a quote that is not closed'],
    [
      { 'working-directory': '50%' },
      'the working directory WORKSPACE/50% is not there; is actions/checkout missing before this step?',
    ],
  ])(
    'refuses %j in one annotation',
    async (inputs, message) => {
      const { code, log, workspace } = await runAction({ files, inputs });
      expect(code).toBe(2);
      expect(commandsIn(log)).toEqual([
        { name: 'error', properties: { title: 'svclint' }, message: message.replace('WORKSPACE', workspace) },
      ]);
    },
    slow,
  );

  it(
    'no name from a manifest is a command to the runner',
    async () => {
      const evil = '::error::forged ##[add-mask]secret ##vso[task.x]y';
      const hostile = {
        [`k8s/##[error]x.yaml`]: SERVICE.replace('name: web', `name: "${evil}"`).replace(
          'app: web',
          `app: "\\n${evil}"`,
        ),
      };
      for (const annotations of ['true', 'false']) {
        const { log, code } = await runAction({ files: hostile, inputs: { annotations } });
        expect(code).toBe(1);
        expect(log).toContain('#\\u0023[add-mask]secret');
        const commands = commandsIn(log);
        expect(
          commands.filter(
            ({ name, properties }) =>
              !['error', 'warning', 'notice'].includes(name) || properties['file'] === undefined,
          ),
        ).toEqual([]);
        expect(commands.length > 0).toBe(annotations === 'true');
      }
    },
    slow,
  );
});

describe('the program', () => {
  it(
    'is brought by npm in the version of the action, once for a job, where it is not beside the action',
    async () => {
      const first = await runAction({ files, inputs: { paths: 'k8s' }, checkout: 'npm brings it' });
      expect(first.code).toBe(1);
      expect(first.npm).toEqual([
        `install --prefix . --no-save --ignore-scripts --no-audit --no-fund --loglevel=error svclint@${version}`,
      ]);
      const second = await first.again();
      expect(second).toMatchObject({ code: 1, npm: first.npm });
    },
    slow,
  );

  it.each([
    ['npm fails', `npm could not install svclint@${version}`],
    ['no npm', 'npm cannot be run (spawnSync npm ENOENT); actions/setup-node brings it'],
  ] as const)(
    '%s: says so in one annotation',
    async (checkout, message) => {
      const { code, log } = await runAction({ files, checkout });
      expect(code).toBe(2);
      expect(commandsIn(log)).toEqual([{ name: 'error', properties: { title: 'svclint' }, message }]);
    },
    slow,
  );
});

describe('action.yml', () => {
  const [step] = action.runs.steps;
  const main = readFileSync('action/main.mjs', 'utf8');

  it('hands every input to the script, by the environment alone', () => {
    expect(action.runs).toMatchObject({
      using: 'composite',
      steps: [{ shell: 'bash', run: 'node "$GITHUB_ACTION_PATH/action/main.mjs"' }],
    });
    const given = Object.fromEntries(
      Object.keys(action.inputs).map((name) => [
        `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
        `\${{ inputs.${name} }}`,
      ]),
    );
    expect(step.env).toEqual(given);
    for (const name of Object.keys(given)) expect(main).toContain(`('${name.slice('INPUT_'.length)}')`);
  });

  it('gives every output that the script writes', () => {
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.${step.id}.outputs.${name} }}`);
    expect(Object.keys(action.outputs)).toEqual(['exit-code', 'errors', 'warnings', 'infos', 'sarif']);
  });

  it('is described in full', () => {
    const page = readFileSync('docs/ci/github.md', 'utf8');
    const rows = Array.from(page.matchAll(/^\| (`[^|]*) \|/gm), ([, cell = '']) =>
      cell.replaceAll('`', '').split(', '),
    ).flat();
    expect(rows).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)]);
    for (const [name, input] of Object.entries(action.inputs))
      if (input.default !== '') expect(page).toMatch(new RegExp(`^\\| \`${name}\` .* \`${input.default}\` \\|$`, 'm'));
  });
});
