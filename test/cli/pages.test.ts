import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { service, workload } from '../support/graphs.js';
import { tree } from '../host/tree.js';
import { fakeIo } from './fake.js';

/** The real program, run in this process. */
async function svclint(
  cwd: string,
  argv: readonly string[],
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = fakeIo({ cwd });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** The console blocks of a page: the words behind `svclint`, and what the page shows below. */
function consoleOf(page: string): readonly { readonly argv: readonly string[]; readonly shown: string }[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^( *)```console\n([\s\S]*?)^\1```/gm)];
  return blocks.flatMap(([, indent = '', body = '']) => {
    const text = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const command = /^\$ (?:npx )?svclint ?([^\n]*)\n([\s\S]*)$/.exec(text);
    return command === null
      ? []
      : [{ argv: (command[1] ?? '').split(' ').filter((word) => word !== ''), shown: command[2] ?? '' }];
  });
}

describe('docs/units.md', () => {
  it('shows what svclint prints', async () => {
    const [example] = consoleOf('docs/units.md');
    const app = (port: number): Readonly<Record<string, string>> => ({
      'service.yaml': service('web', `{selector: {app: web}, ports: [{port: ${port}, targetPort: 8080}]}`),
      'app.yaml': `${workload('web', { containers: '[{name: main, image: "example.com/app:1"}]' })}---\n${['a', 'b']
        .map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`)
        .join('---\n')}`,
    });
    const files = ['dev', 'prod'].flatMap((name, at) =>
      Object.entries(app(80 + at)).map(([file, text]) => [`k8s/envs/${name}/${file}`, text] as const),
    );
    const { out } = await svclint(tree(Object.fromEntries(files)), example?.argv ?? []);
    expect(out.trim()).toBe(example?.shown.trim());
  });
});

describe('docs/adopting.md', () => {
  it('is true, step by step', async () => {
    const cwd = tree({});
    cpSync('fixtures/projects/broken', cwd, { recursive: true });
    expect((await svclint(cwd, [])).code).toBe(1);

    expect((await svclint(cwd, ['init'])).code).toBe(0);
    const [example] = consoleOf('docs/adopting.md');
    const { code, err } = await svclint(cwd, example?.argv ?? []);
    expect(code).toBe(0);
    const words = (text: string): string => text.replaceAll(/\d+/g, 'N').trim();
    expect(words(err)).toContain(words(example?.shown ?? 'nothing'));

    const settings = /```yaml settings\n([\s\S]*?)```/.exec(
      readFileSync('docs/adopting.md', 'utf8').replaceAll(/^ {3}/gm, ''),
    )?.[1];
    expect(settings).toBe('baseline: svclint-baseline.json\n');
    appendFileSync(path.join(cwd, 'svclint.yaml'), settings ?? '');
    const known = await svclint(cwd, []);
    expect(known).toMatchObject({ code: 0, out: '' });
    expect(known.err).toMatch(/\d+ suppressed/);

    writeFileSync(
      path.join(cwd, 'new.yaml'),
      'apiVersion: v1\nkind: Service\nmetadata: {name: new}\nspec: {ports: [{port: 0}]}\n',
    );
    expect((await svclint(cwd, [])).code).toBe(1);
  });
});
