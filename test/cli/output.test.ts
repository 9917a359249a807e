import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { FORMATS } from '../../src/cli/arguments/formats.js';
import { tree } from '../host/tree.js';
import { fakeIo, run } from './fake.js';

const FILES = { 'error.yaml': 'error', 'info.yaml': 'info' };

function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

describe('--output', () => {
  it('writes several formats to files at once, beside standard output', async () => {
    const cwd = tree(FILES);
    const argv = ['-f', 'line', '--output', 'sarif=out/a.sarif', '-o', 'junit=out/deep/b=c.xml', '.'];
    const { code, out, err } = await run(argv, { cwd, isTTY: true, columns: 80 });
    expect(code).toBe(1);
    expect(out).toMatch(/^line error\.yaml error .*"color":true,"width":80\}\nline info\.yaml/);
    expect(err).toBe('summary of 2\n');
    expect(read(cwd, 'out/a.sarif')).toMatch(/^sarif error\.yaml error .*"color":false,"width":null\}\n/);
    expect(read(cwd, 'out/deep/b=c.xml')).toMatch(/^junit error\.yaml/);
  });

  it.each([['web.yaml'], ['.']])('overwrites no manifest that is read with %s', async (operand) => {
    const text = 'kind: Service\napiVersion: v1\nmetadata: {name: web}\n';
    const cwd = tree({ 'web.yaml': text });
    const { code, err } = await run(['-o', 'json=./web.yaml', operand], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('option `--output` would overwrite the manifest `./web.yaml`');
    expect(read(cwd, 'web.yaml')).toBe(text);
  });

  it('writes colour into a file only where it is demanded', async () => {
    const cwd = tree(FILES);
    await run(['--color=always', '-o', 'pretty=a.txt', '.'], { cwd });
    expect(read(cwd, 'a.txt')).toContain('"color":true');
    await run(['-o', 'pretty=b.txt', '.'], { cwd, isTTY: true, env: { FORCE_COLOR: '1' } });
    expect(read(cwd, 'b.txt')).toContain('"color":false');
  });

  it('says which file cannot be written, and still reports all else', async () => {
    const cwd = tree(FILES);
    mkdirSync(path.join(cwd, 'folder'));
    const { code, out, err } = await run(
      ['-f', 'line', '-o', 'json=folder', '-o', 'json=info.yaml/x', '-o', 'json=good', 'error.yaml'],
      { cwd },
    );
    expect(code).toBe(2);
    expect(err).toBe(
      'svclint: cannot write `folder`: it is a folder\nsvclint: cannot write `info.yaml/x`: a part of the path is not a folder\nsummary of 1\n',
    );
    expect(out).toMatch(/^line error\.yaml/);
    expect(read(cwd, 'good')).toMatch(/^json error\.yaml/);
  });

  it.each([
    [['-o', 'out.sarif'], 'option `--output` takes FORMAT=FILE, not `out.sarif`'],
    [['-o', 'sarif='], 'option `--output` takes FORMAT=FILE, not `sarif=`'],
    [
      ['-o', 'sarfi=a'],
      'option `--output` takes the format `pretty`, `line`, `json`, `sarif`, `github`, `gitlab`, `junit`, `checkstyle`, `markdown`, or `html`, ' +
        'not `sarfi`; there is a format with a similar name: `sarif`',
    ],
    [['-o', 'json=-'], 'option `--output` takes a file; `--format` is for standard output'],
    [['-o', 'json=a', '-o', 'sarif=./a'], 'option `--output` names the file `./a` twice'],
  ])('%j is refused before anything is read', async (argv, message) => {
    const cwd = tree(FILES);
    expect(await run([...argv, 'missing.yaml'], { cwd })).toMatchObject({
      code: 2,
      out: '',
      err: `svclint: ${message}\n`,
    });
    expect(existsSync(path.join(cwd, 'a'))).toBe(false);
  });

  it('is for findings alone', async () => {
    expect((await run(['endpoints', '-o', 'json=a'])).err).toBe('svclint: `svclint endpoints` has no option `-o`\n');
    expect((await run(['endpoints', '-f', 'sarif'])).err).toContain('takes `pretty`, `line`, or `json`, not `sarif`');
  });
});

describe('inside of GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true' };

  it('the format is github, unless another is asked for', async () => {
    const cwd = tree(FILES);
    expect((await run([], { cwd, env })).out).toMatch(/^github error\.yaml/);
    expect((await run(['-f', 'pretty'], { cwd, env })).out).toMatch(/^pretty error\.yaml/);
    expect((await run([], { cwd, env: { GITHUB_ACTIONS: 'false' } })).out).toMatch(/^pretty error\.yaml/);
    expect((await run(['endpoints'], { cwd, env })).out).toMatch(/^pretty error\.yaml/);
  });

  it.each([
    [{ ...env, GITHUB_WORKSPACE: '..' }, ''],
    [{ ...env, GITHUB_WORKSPACE: '/elsewhere' }, ''],
    [{ GITHUB_WORKSPACE: 'ROOT' }, ''],
    [{ ...env, GITHUB_WORKSPACE: 'ROOT' }, 'deploy/app'],
    [{ ...env, GITHUB_WORKSPACE: 'ROOT/deploy/app' }, ''],
    [{ GITLAB_CI: 'true', CI_PROJECT_DIR: 'ROOT' }, 'deploy/app'],
  ])('the reporter knows the folder below the root of the repository: %j', async (given, folder) => {
    const root = tree({ 'deploy/app/error.yaml': 'error' });
    const here = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replace('ROOT', root)]));
    const { out } = await run(['-f', 'line'], { cwd: path.join(root, 'deploy/app'), env: here });
    expect(out).toContain(`"folder":${JSON.stringify(folder)}`);
  });
});

it('the limit that fails the run is told to the reporter', async () => {
  expect((await run(['--fail-on', 'never', '-f', 'line'], { cwd: tree(FILES) })).out).toContain('"failOn":"never"');
});

describe('the real reporters', () => {
  const manifest =
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {a: b}, ports: [{port: 0}]}\n';

  it('every format is written, and what was written is no manifest to the next run', async () => {
    const cwd = tree({ 'k8s/service.yaml': manifest });
    // The others have names that nobody takes for a manifest.
    const file = (format: string): string =>
      ['json', 'sarif', 'gitlab'].includes(format) ? `k8s/${format}.json` : `k8s/${format}.txt`;
    const argv = FORMATS.flatMap((format) => ['-o', `${format}=${file(format)}`]);
    const first = fakeIo({ cwd });
    const second = fakeIo({ cwd });
    const third = fakeIo({ cwd });
    expect(await main(['-f', 'line', ...argv, '.'], first)).toBe(1);
    for (const format of FORMATS) expect(read(cwd, file(format)).length, format).toBeGreaterThan(50);
    expect(await main(['-f', 'line', '.'], second)).toBe(1);
    expect(second.out()).toBe(first.out());
    expect(await main(['-f', 'line', ...argv, '.'], third)).toBe(1);
    expect(third.out()).toBe(first.out());
  });

  it('sarif has the page of the rule', async () => {
    const io = fakeIo({ cwd: tree({ 'service.yaml': manifest }) });
    await main(['-f', 'sarif'], io);
    const log = JSON.parse(io.out()) as {
      readonly runs: readonly {
        readonly tool: {
          readonly driver: {
            readonly rules: readonly { readonly id: string; readonly help: { readonly markdown: string } }[];
          };
        };
      }[];
    };
    const rule = log.runs[0]?.tool.driver.rules.find(({ id }) => id === 'invalid-port-number');
    expect(rule?.help.markdown).toMatch(/^# invalid-port-number\n\nA port number/);
    expect(rule?.help.markdown).toContain('## How to fix');
  });
});
