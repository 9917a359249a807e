import { Ajv } from 'ajv';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { service, workload } from '../support/graphs.js';
import { tree } from '../host/tree.js';
import { fakeIo, run, type Surroundings } from './fake.js';

/** The real program, run in this process. */
async function svclint(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = fakeIo(surroundings);
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const deployment = (name: string): string =>
  workload(name, { containers: '[{name: main, image: "example.com/app:1"}]' });

const SHOP = {
  'k8s/a/service.yaml': service('web', '{selector: {app: wbe}, ports: [{port: 80}]}'),
  'k8s/b/deployment.yaml': deployment('web'),
  'k8s/c/other.yaml': deployment('other'),
};

describe('svclint units', () => {
  const cwd = (): string => tree({ ...SHOP, 'k8s/b/again.yaml': deployment('other') });

  it('says what is a unit, and why', async () => {
    const { code, out } = await svclint(['units', 'k8s'], { cwd: cwd() });
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "k8s/a  folder
        why: \`k8s/b\` and \`k8s/c\` both define Deployment \`other\`, so the folders beside them stand apart
        holds 1 object from 1 file: 1 Service, 0 workloads

      k8s/b  folder
        why: \`k8s/c\` defines its Deployment \`other\` again
        holds 2 objects from 2 files: 0 Services, 2 workloads

      k8s/c  folder
        why: it defines Deployment \`other\` again
        holds 1 object from 1 file: 0 Services, 1 workload

      where a folder is applied otherwise, say so under \`units\` in svclint.yaml
      "
    `);
  });

  it('holds a file once, however it is given', async () => {
    const files = { 'k8s/dev/a.yaml': deployment('web'), 'k8s/prod/a.yaml': deployment('web') };
    const places = async (...paths: readonly string[]): Promise<readonly (readonly [string, readonly string[]])[]> => {
      const cwd = tree(files);
      symlinkSync('../dev/a.yaml', join(cwd, 'k8s/prod/link.yaml'));
      const { out } = await svclint(['units', '--format', 'json', ...paths.map((path) => path.replace('CWD', cwd))], {
        cwd,
      });
      return (JSON.parse(out) as { units: readonly { folder: string; files: readonly string[] }[] }).units.map(
        (unit) => [unit.folder, unit.files],
      );
    };
    const each = [
      ['k8s/dev', ['k8s/dev/a.yaml']],
      ['k8s/prod', ['k8s/prod/a.yaml']],
    ];
    expect(await places('k8s')).toEqual(each);
    expect(await places('CWD/k8s', 'k8s/dev')).toEqual(each);
    expect(await places('k8s/prod/a.yaml', 'k8s/dev/../dev/a.yaml', './k8s/dev/a.yaml', 'k8s/prod/link.yaml')).toEqual(
      each,
    );
    expect(await places('k8s', 'k8s/dev/a.yaml')).toEqual(each);
  });

  it('tells many of one reason together', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`envs/e${String(index).padStart(2, '0')}/a.yaml`, deployment('web')]),
    );
    const { out } = await svclint(['units', '.'], {
      cwd: tree({
        ...many,
        'k/kustomization.yaml': 'namespace: shop\nresources: [a.yaml, "https://example.com/b.yaml"]\n',
        'k/a.yaml': deployment('api'),
      }),
    });
    const lines = out.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '25 folders',
      '  why: the folders in `envs` are environments, each deployed for itself',
      '  envs/e00  1 object from 1 file: 0 Services, 1 workload',
      '  envs/e01  1 object from 1 file: 0 Services, 1 workload',
    ]);
    expect(lines.slice(27)).toEqual([
      '',
      'k  kustomization',
      '  why: no other kustomization lists it',
      '  holds 1 object from 1 file: 0 Services, 1 workload',
      '  open: a remote base (k/kustomization.yaml:2) is not on disk, so absence proves nothing',
      '',
      'where a folder is applied otherwise, say so under `units` in svclint.yaml',
      '',
    ]);
  });

  it('counts what it does not show of many parts that are not on disk', async () => {
    const remote = (parts: number): Readonly<Record<string, string>> => ({
      'k/kustomization.yaml': `resources:\n${Array.from({ length: parts }, (_, index) => `- https://example.com/${index}.yaml\n`).join('')}- a.yaml\n`,
      'k/a.yaml': deployment('api'),
    });
    const opens = async (parts: number): Promise<readonly string[]> =>
      (await svclint(['units'], { cwd: tree(remote(parts)) })).out.split('\n').filter((line) => line.includes('open:'));
    expect(await opens(3)).toHaveLength(3);
    expect((await opens(4)).slice(2)).toEqual([
      '  open: a remote base (k/kustomization.yaml:4) is not on disk, so absence proves nothing',
      '  open: so is 1 more part',
    ]);
    expect((await opens(9)).slice(3)).toEqual(['  open: so are 6 more parts']);
  });

  it('names the namespace', async () => {
    expect((await svclint(['units', '-n', 'shop'], { cwd: tree(SHOP) })).out).toContain(
      'objects without a namespace go to `shop`\n',
    );
  });

  it('fits its schema', async () => {
    const valid = new Ajv({ strict: true }).compile(
      JSON.parse(readFileSync('schema/units.schema.json', 'utf8')) as object,
    );
    const { out } = await svclint(['units', '--format', 'json'], { cwd: cwd() });
    const data = JSON.parse(out) as { units: unknown[] };
    expect(data.units).toHaveLength(3);
    expect([valid(data), valid({ ...data, more: 1 }), valid({ version: 1, units: [{ folder: '.' }] })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('says that there is none', async () => {
    expect((await svclint(['units'], { cwd: tree({ 'a.yaml': 'a: 1\n' }) })).out).toBe(
      'no units: no Kubernetes objects\n',
    );
  });
});

describe('--only-report', () => {
  const findings = async (argv: readonly string[]): Promise<readonly string[]> => {
    const { out } = await svclint(['--format', 'line', ...argv], {
      cwd: tree({
        ...SHOP,
        'k8s/c/service.yaml': service('other', '{selector: {app: other}, ports: [{port: 80, targetPort: htp}]}'),
      }),
    });
    return out.split('\n').flatMap((text) => /\[(.*)\]$/.exec(text)?.[1] ?? []);
  };
  const selector = ['unmatched-service-selector'];
  const port = ['unknown-target-port-name'];

  it.each<readonly [readonly string[], readonly string[]]>([
    [[], [...selector, ...port]],
    [['--only-report', 'k8s/a/service.yaml'], selector],
    // The finding stands in the Service and shows the Deployment.
    [['--only-report', './k8s/b/deployment.yaml'], selector],
    [['--only-report', 'k8s/c/other.yaml'], port],
    [
      ['--only-report', 'k8s/a/service.yaml', 'k8s/c/other.yaml'],
      [...selector, ...port],
    ],
    [['--only-report', 'README.md'], []],
    [['--only-report', 'k8s/a/service.yaml', '--', 'k8s/b', 'k8s/c'], []],
    [['k8s/c', '--only-report=k8s/a/service.yaml'], []],
  ])('%j', async (argv, expected) => {
    expect([...(await findings(argv))].sort()).toEqual([...expected].sort());
  });

  it('takes no path away from the options behind it', async () => {
    const { calls, code } = await run(['--only-report', 'a.yaml', 'b.yaml', '--quiet', 'c.yaml'], {
      cwd: tree({ 'a.yaml': '', 'b.yaml': '', 'c.yaml': '' }),
    });
    expect([code, calls.options?.onlyReport, calls.files?.map(({ path }) => path)]).toEqual([
      0,
      ['a.yaml', 'b.yaml'],
      ['c.yaml'],
    ]);
  });
});
