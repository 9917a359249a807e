import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { svclint } from './real.js';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 80}], externalName: a.b, type: ExternalName}\n';

describe('a run that judged nothing', () => {
  it.each([
    [
      'YAML of another kind',
      { 'compose.yaml': 'services: {a: {image: x}}\n' },
      '1 file of another kind (`compose.yaml`)',
    ],
    ['a template', { 't.yaml': 'kind: {{ .Values.kind }}\n' }, '1 template that nobody has filled in (`t.yaml`)'],
    ['a text that is cut off', { 'a.json': '{"kind": "Service", ' }, '1 file that cannot be parsed (`a.json`)'],
    ['comments', { 'a.yaml': '# nothing yet\n', 'b.yaml': '' }, '2 files without content (`a.yaml` and `b.yaml`)'],
  ])('is not clean: %s', async (_, files, found) => {
    const { code, err } = await svclint(['.'], { cwd: tree(files) });
    expect(err).toContain(
      `svclint: no Kubernetes object was judged, but ${found}; \`--allow-empty\` lets such a run pass\n`,
    );
    expect(err).not.toContain('no findings');
    expect(code).toBe(2);
  });

  it.each([['lint'], ['endpoints'], ['units']])('is not clean for %s either', async (command) => {
    const surroundings = { cwd: tree({}), stdin: '{"kind": "Service", ' };
    const argv = command === 'lint' ? [] : [command];
    expect(await svclint([...argv, '-'], surroundings)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no Kubernetes object was judged, but 1 file that cannot be parsed (`<stdin>`)'),
    });
    expect((await svclint([...argv, '-', '--allow-empty'], surroundings)).code).toBe(0);
  });

  it('may be expected: an empty folder, an empty stream', async () => {
    const cwd = tree({ 'empty/': '' });
    expect(await svclint(['empty'], { cwd })).toMatchObject({ code: 2 });
    expect(await svclint(['empty', '--allow-empty'], { cwd })).toMatchObject({ code: 0 });
    expect(await svclint(['-'], { cwd })).toMatchObject({ code: 2 });
    expect(await svclint(['-', '--allow-empty'], { cwd })).toMatchObject({ code: 0 });
    expect(await svclint(['absent', '--allow-empty'], { cwd })).toMatchObject({ code: 2 });
  });

  it('stays empty after `svclint init`, whose file is no manifest', async () => {
    const cwd = tree({});
    await svclint(['init'], { cwd });
    expect(await svclint([], { cwd })).toMatchObject({ code: 2 });
  });

  it('leaves the exit code to findings where there are some', async () => {
    const stdin = 'apiVersion: v1\nkind: Service\nmetadata: [a\n';
    expect(await svclint(['-'], { stdin })).toMatchObject({ code: 1 });
    expect(await svclint(['-', '--fail-on', 'never'], { stdin })).toMatchObject({ code: 2 });
  });

  it('is told in reports as well', async () => {
    const cwd = tree({ 'a.yaml': 'a: 1\n' });
    const run = async (format: string): Promise<string> => (await svclint(['-f', format], { cwd })).out;
    expect(await run('junit')).toContain('<testcase name="nothing to judge" classname="svclint">\n      <skipped/>');
    expect(await run('sarif')).toContain('"text": "no Kubernetes object was judged"');
    expect(await run('markdown')).toContain('nothing to judge in 1 file (0 resources)');
  });

  it('is none as soon as there is one object', async () => {
    const { code, err } = await svclint([], { cwd: tree({ 'a.yaml': SERVICE, 'compose.yaml': 'services: {}\n' }) });
    expect({ code, err }).toEqual({ code: 0, err: 'no findings in 2 files (1 resource)\n' });
  });
});
