import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import { clusterTool } from '../../scripts/tools/cluster-tools.js';
import { fakeIo } from '../cli/fake.js';
import { tree } from '../host/tree.js';

const CHARTS = resolve(import.meta.dirname, '../../fixtures/charts');
const helm = clusterTool('helm');
const skipped = helm === undefined ? ' (skipped: the helm of the dev dependency runs on Linux x64 only)' : '';
const withHelm = {
  ...process.env,
  PATH: `${helm === undefined ? '' : dirname(helm)}${delimiter}${process.env['PATH'] ?? ''}`,
};

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function svclint(
  argv: readonly string[],
  { cwd = CHARTS, env = withHelm, stdin = '' }: { cwd?: string; env?: NodeJS.ProcessEnv; stdin?: string } = {},
): Promise<Ran> {
  const io = fakeIo({ cwd, env, stdin });
  const code = await main(argv, io);
  return { code, stdout: io.out(), stderr: io.err() };
}

describe.skipIf(helm === undefined)(`charts rendered by helm${skipped}`, () => {
  it.each(readdirSync(CHARTS).filter((name) => !name.endsWith('.yaml')))(
    'points into the templates of %s',
    async (chart) => {
      const { stdout } = await svclint([chart]);
      await expect(stdout).toMatchFileSnapshot(join(CHARTS, chart, 'expected.txt'));
      expect(stdout).toMatch(/--> \S+\/templates\//);
    },
  );

  it('prints what docs/charts.md shows', async () => {
    const page = readFileSync(resolve(CHARTS, '../../docs/charts.md'), 'utf8');
    const shown = /```console\n\$ svclint shop\n([\s\S]*?)```/.exec(page)?.[1];
    expect(shown).toMatch(/^error\[/);
    expect((await svclint(['shop'])).stdout).toContain(shown ?? '');
  });

  it('leaves nothing in the temporary folder', async () => {
    // One of its own: other tests use the common one at the same time.
    const own = tree({});
    vi.stubEnv('TMPDIR', own);
    onTestFinished(() => void vi.unstubAllEnvs());
    await svclint(['shop']);
    expect(readdirSync(own)).toEqual([]);
  });

  it('renders a chart with each of the values that the settings state', async () => {
    const { stdout } = await svclint(['ledger']);
    expect(stdout).toContain('in `ledger/chart with ledger/values-production.yaml` only, of 2 renderings of the chart');
    const units = await svclint(['units', 'ledger']);
    expect(units.stdout).toContain('why: helm renders it as release `ledger` with `ledger/values-production.yaml`');
  });

  it('renders a chart as each Application and HelmRelease installs it', async () => {
    const { stdout } = await svclint(['units', 'parcel']);
    expect(
      stdout.split('\n').filter((line) => line.includes('helm renders it') || line.includes('namespace go to')),
    ).toEqual([
      '  why: helm renders it as release `parcel-eu` with `parcel/deploy/values/eu.yaml`, as Argo CD Application `parcel-eu` says',
      '  objects without a namespace go to `parcel-eu`',
      '  why: helm renders it as release `parcel`, as Argo CD Application `parcel-us` says',
      '  objects without a namespace go to `parcel-us`',
      '  why: helm renders it as release `asia-parcel`, as Flux HelmRelease `parcel` says',
      '  objects without a namespace go to `asia`',
    ]);
    const { stdout: endpoints } = await svclint(['endpoints', 'parcel', '--format', 'json']);
    const { services } = JSON.parse(endpoints) as { services: { name: string; namespace: string }[] };
    expect(services.map(({ name, namespace }) => `${namespace}/${name}`).sort()).toEqual([
      'asia/asia-parcel',
      'parcel-eu/parcel-eu',
      'parcel-us/parcel',
    ]);
  });

  it('does as the settings say, whatever installs a chart', async () => {
    const cwd = join(temporary, 'stated');
    cpSync(join(CHARTS, 'parcel'), cwd, { recursive: true });
    writeFileSync(join(cwd, 'svclint.yaml'), 'charts:\n  - path: deploy/chart\n    namespace: mine\n');
    const { stdout } = await svclint(['units', '.'], { cwd });
    expect(stdout.match(/helm renders it as release .*/g)).toEqual(['helm renders it as release `parcel`']);
    expect(stdout).toContain('go to `mine`');
  });

  it('puts the values of the user over those of a release', async () => {
    writeFileSync(join(temporary, 'over.yaml'), 'targetPort: nowhere\nprobe: true\n');
    const { stdout } = await svclint(['parcel', '--helm-values', join(temporary, 'over.yaml'), '--format', 'line']);
    expect(stdout).toContain('targets a port named `nowhere`');
    expect(stdout).not.toContain('readiness');
  });

  it('takes values', async () => {
    const cwd = join(CHARTS, 'shop');
    writeFileSync(join(temporary, 'values.yaml'), 'service:\n  targetPort: http\n');
    const { stdout } = await svclint(['chart', '--helm-values', join(temporary, 'values.yaml'), '--format', 'line'], {
      cwd,
    });
    expect(stdout).not.toContain('metrcs');
    expect((await svclint(['chart', '--format', 'line'], { cwd })).stdout).toContain('metrcs');
  });

  it('refuses to go on with values that are not there', async () => {
    expect(await svclint(['ledger', '--helm-values', 'nowhere.yaml'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no file of values `nowhere.yaml`') as string,
    });
  });

  it('lets a chart name other namespaces than that of its release, which nobody need have said', async () => {
    const cwd = tree({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'templates/all.yaml': [
        'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: "{{ .Release.Namespace }}"}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n',
        'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: "{{ .Release.Namespace }}", labels: {app: web}}\nspec:\n  containers:\n    - name: web\n      image: web\n      readinessProbe: {httpGet: {port: 80}}\n      env: [{name: WEB, value: "http://web.shop-system.svc.cluster.local"}]\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: kube-system}\n',
      ].join('---\n'),
    });
    expect(await svclint(['.', '--format', 'line'], { cwd })).toMatchObject({ code: 0, stdout: '' });
    const { stdout } = await svclint(['.', '--format', 'line', '--namespace', 'tools'], { cwd });
    expect(stdout).toContain('looks for Service `web` in namespace `shop-system`, but it is in `tools`');
    expect(stdout).not.toContain('foreign-namespace');
  });

  it('takes the namespace that nobody has said for open, whatever a template writes', async () => {
    const cwd = tree({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'templates/all.yaml': [
        'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n',
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: web, readinessProbe: {httpGet: {port: 80}}}]}\n',
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, namespace: shop}\nspec:\n  defaultBackend: {service: {name: web, port: {number: 80}}}\n',
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec:\n  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n',
      ].join('---\n'),
    });
    const { code, stdout } = await svclint(['.', '--format', 'line'], { cwd });
    expect(code).toBe(0);
    expect(stdout.match(/\[[-a-z]+\]$/gm)).toEqual(['[mixed-namespaces]']);
    const elsewhere = await svclint(['.', '--format', 'line', '--namespace', 'tools'], { cwd });
    expect(elsewhere.stdout).toContain('Service `web`, which is in namespace `tools`, not in `shop`');
  });

  it('takes no host of the values for the release, whose name nobody has said, unless the port fits', async () => {
    const chart = (port: number): string =>
      tree({
        'Chart.yaml': 'apiVersion: v2\nname: ledger\nversion: 1.0.0\n',
        'values.yaml': `database: {host: ledger, port: ${port}}\n`,
        'templates/all.yaml': [
          'apiVersion: v1\nkind: Service\nmetadata: {name: "{{ .Release.Name }}"}\nspec:\n  selector: {app: ledger}\n  ports: [{port: 80, targetPort: 5000}]\n',
          'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger-pod, labels: {app: ledger}}\nspec:\n  containers:\n    - name: ledger\n      image: ledger\n      ports: [{containerPort: 5000}]\n      readinessProbe: {httpGet: {port: 5000}}\n      env:\n        - name: DATABASE\n          value: "postgresql://{{ .Values.database.host }}:{{ .Values.database.port }}/ledger"\n        - name: OWN\n          value: "http://{{ .Release.Name }}:80"\n',
        ].join('---\n'),
      });
    expect(await svclint(['.', '--format', 'line'], { cwd: chart(5432) })).toMatchObject({ code: 0, stdout: '' });
    const { stdout } = await svclint(['.', '--format', 'line'], { cwd: chart(5000) });
    expect(stdout).toContain('calls Service `ledger` on port 5000, which is its target port');
  });

  it('renders a chart that refuses its own values with those that it is tested with', async () => {
    const cwd = tree({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'templates/service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports:\n    - port: {{ required "a port is needed" .Values.port }}\n',
      'ci/one-values.yaml': 'port: 0\n',
      'ci/two-values.yaml': 'port: 80\n',
      'ci/bad-values.yaml': 'none: 1\n',
    });
    const { stdout } = await svclint(['.', '--format', 'json'], { cwd });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { rule: string; file: string; related: { file: string; message: string }[] }[];
    };
    expect(diagnostics.filter(({ rule }) => rule !== 'service-without-endpoints')).toMatchObject([
      {
        rule: 'invalid-port-number',
        file: 'templates/service.yaml',
        related: [{ file: 'ci/one-values.yaml', message: 'value `port` is set here' }],
      },
    ]);
    expect((await svclint(['units'], { cwd })).stdout).toContain('with `ci/two-values.yaml`');
    rmSync(join(cwd, 'ci/one-values.yaml'));
    rmSync(join(cwd, 'ci/two-values.yaml'));
    expect((await svclint(['.', '--format', 'line'], { cwd })).stdout).toContain(
      'chart `shop` needs the value `port` (a port is needed); give it with `--helm-values FILE`',
    );
  });

  it('predicts the endpoints of a release, and places them in the template', async () => {
    const { stdout } = await svclint(['endpoints', 'shop', '--format', 'json', '--namespace', 'front']);
    expect(JSON.parse(stdout)).toMatchObject({
      services: [
        {
          name: 'shop-web',
          namespace: 'front',
          file: 'shop/chart/templates/service.yaml',
          line: 4,
          source: 'selector',
        },
      ],
    });
  });

  it('leaves charts out when told to', async () => {
    const { stdout, stderr } = await svclint(['shop', '--no-helm']);
    expect(stdout).toBe('');
    expect(stderr).toContain('no Kubernetes object was judged, but 1 chart that was not rendered (`shop/chart`)');
  });

  it('judges a chart whose definitions stand several in one file, of which helm names the first only', async () => {
    const crd = (kind: string): string =>
      `---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${kind}s.example.com\n`;
    const cwd = tree({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'crds/all.yaml': crd('a') + crd('b'),
      'templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports: [{port: 0}]\n',
    });
    const { stdout } = await svclint(['.', '--format', 'line'], { cwd });
    expect(stdout).toMatch(/^templates\/service\.yaml:6:18: error: /m);
  });

  it('says what a program printed that is no helm', async () => {
    const cwd = tree({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'bin/helm': '#!/bin/sh\necho hello\n',
    });
    chmodSync(join(cwd, 'bin/helm'), 0o755);
    const { stdout } = await svclint(['.', '--format', 'line'], {
      cwd,
      env: { ...process.env, PATH: `${cwd}/bin${delimiter}${process.env['PATH'] ?? ''}` },
    });
    expect(stdout).toMatch(/helm cannot render chart `shop`: svclint cannot read what helm printed/);
  });

  it('offers to edit only what stands in the template as it was rendered', async () => {
    const { stdout } = await svclint(['shop', 'mailer', '--format', 'json']);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: {
        fix: { edits: { file: string; line: number; column: number; endColumn: number }[] } | null;
        file: string;
        line: number;
        column: number;
        endColumn: number;
      }[];
    };
    expect(diagnostics.length).toBeGreaterThan(3);
    const texts = diagnostics.map(
      ({ fix }) => fix?.edits.map(({ file, line, column, endColumn }) => textAt(file, line, column, endColumn)) ?? null,
    );
    expect(texts.flat()).toEqual(expect.arrayContaining(['smpt', 'metric', null]));
    expect(texts.flat().filter((text) => text?.includes('{{') === true)).toEqual([]);
  });
});

function textAt(file: string, line: number, column: number, endColumn: number): string {
  return (
    readFileSync(join(CHARTS, file), 'utf8')
      .split('\n')
      [line - 1]?.slice(column - 1, endColumn - 1) ?? ''
  );
}

describe('charts without helm', () => {
  it('is a warning where the chart itself is named, and not clean: nothing was judged', async () => {
    const env = { ...process.env, PATH: '' };
    const named = await svclint(['shop/chart', '--format', 'line'], { env });
    expect(named).toMatchObject({ code: 2, stdout: expect.stringMatching(/: warning: no `helm` to render chart/) });
    expect(named.stderr).toContain('no Kubernetes object was judged, but 1 chart that was not rendered (`shop/chart`)');
    expect((await svclint(['shop/chart', '--allow-empty'], { env })).code).toBe(0);
    const around = await svclint(['shop', '--format', 'line'], { env });
    expect(around.stdout).toMatch(/: info: no `helm` to render chart/);
  });

  it('says so once, and how to go on', async () => {
    const { code, stdout } = await svclint(['.', '--format', 'line'], { env: { ...process.env, PATH: '' } });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(1);
    expect(stdout).toContain(
      'no `helm` to render 7 charts: install it, or run `helm template harbour/lamp | svclint -`',
    );
  });
});

describe.skipIf(helm === undefined)(`standard input from helm${skipped}`, () => {
  it('points into the stream, and names the templates that helm names', async () => {
    const stdin = execFileSync(helm ?? '', ['template', 'shop', join(CHARTS, 'shop/chart')], { encoding: 'utf8' });
    const { code, stdout } = await svclint(['-'], { stdin });
    expect(code).toBe(1);
    const [, line = '', column = ''] =
      /Service `shop-web` targets a port named `metrcs`[^]*?--> <stdin>:(\d+):(\d+)/.exec(stdout) ?? [];
    expect(stdin.split('\n')[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^metrcs/);
    expect(stdout).toContain('= note: helm made this of `shop/templates/service.yaml`');
  });
});

const temporary = mkdtempSync(join(tmpdir(), 'charts-'));
afterAll(() => rmSync(temporary, { recursive: true }));

describe.skipIf(helm === undefined)(`charts with parts that are not in charts/${skipped}`, () => {
  const library = {
    'library/Chart.yaml': 'apiVersion: v2\nname: library\nversion: 1.0.0\ntype: library\n',
    'library/templates/_port.tpl': '{{ define "port" }}targetPort: nowhere{{ end }}',
  };
  const chart = (...parts: readonly string[]): Record<string, string> => ({
    'web/Chart.yaml': ['apiVersion: v2', 'name: web', 'version: 1.0.0', 'dependencies:', ...parts, ''].join('\n'),
    'web/templates/web.yaml': [
      'apiVersion: v1',
      'kind: Service',
      'metadata: {name: web}',
      'spec:',
      '  selector: {app: web}',
      '  ports:',
      '    - port: 80',
      '      {{ include "port" . }}',
      '---',
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: web, labels: {app: web}}',
      'spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 80}]}]}',
      '',
    ].join('\n'),
  });
  const LIBRARY = '  - {name: library, version: 1.0.0, repository: "file://../library"}';

  it('takes a part that lies beside the chart, and leaves nothing in its folder', async () => {
    const cwd = tree({ '.git/HEAD': '', ...library, ...chart(LIBRARY) });
    const { stdout } = await svclint(['.', '--format', 'line'], { cwd });
    expect(stdout).toMatch(/^library\/templates\/_port\.tpl:1:\d+: error: .*`nowhere`/m);
    expect(stdout).not.toContain('unrendered-chart');
    expect(readdirSync(join(cwd, 'web')).sort()).toEqual(['Chart.yaml', 'templates']);
  });

  it('takes it where the chart alone is linted, and never from outside of the work tree', async () => {
    const cwd = tree({ '.git/HEAD': '', ...library, ...chart(LIBRARY) });
    expect((await svclint(['web', '--format', 'line'], { cwd })).stdout).toContain('library/templates/_port.tpl:1:');
    const outside = tree({ ...library, ...chart(LIBRARY) });
    const { stdout } = await svclint(['web', '--format', 'line'], { cwd: outside });
    expect(stdout).toMatch(
      /^web\/Chart\.yaml:\d+:\d+: warning: helm cannot render chart `web`: `library` is not in its/,
    );
    expect(stdout).not.toContain('nowhere');
  });

  it('says no more of a chart that needs what is not on disk', async () => {
    const absent = '  - {name: absent, version: 1.0.0, repository: "https://charts.example.com"}';
    const files = chart(LIBRARY, absent);
    const asks = { 'web/templates/more.yaml': '# {{ .Values.absent.port }}\n' };
    const gives = chart(LIBRARY, absent.replace('}', ', import-values: [data]}'));
    const own = chart(absent);
    for (const each of [{ ...files, ...asks }, gives, own]) {
      const { stdout } = await svclint(['.', '--format', 'line'], {
        cwd: tree({ '.git/HEAD': '', ...library, ...each }),
      });
      expect(stdout).toMatch(/^web\/Chart\.yaml:5:\d+: info: helm cannot render chart `web`: .*not in its/m);
      expect(stdout).not.toContain('nowhere');
    }
    const { stdout } = await svclint(['.', '--format', 'line'], {
      cwd: tree({ '.git/HEAD': '', ...library, ...files }),
    });
    expect(stdout).toContain('info: chart `web` is judged without `absent`; run `helm dependency build` there');
    expect(stdout).toContain('nowhere');
  });

  it('writes nowhere but into its copy, whatever a part is called', async () => {
    const hostile = ['"../../../lent"', '"../../../absent"'].map(
      (name, at) =>
        `  - {name: ${name}, version: 1.0.0, repository: "${['file://../library', 'https://x.example'][at]}"}`,
    );
    const cwd = tree({ '.git/HEAD': '', ...library, ...chart(LIBRARY, ...hostile) });
    const own = tree({});
    vi.stubEnv('TMPDIR', own);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { stdout } = await svclint(['.', '--format', 'line'], { cwd });
    expect(stdout).toContain('helm cannot render chart `web`');
    expect(readdirSync(own)).toEqual([]);
  });

  it('takes no part that calls itself otherwise, and a bounded number of parts of parts', async () => {
    const renamed = {
      ...library,
      'library/Chart.yaml': library['library/Chart.yaml'].replace('name: library', 'name: b'),
    };
    const cwd = tree({ '.git/HEAD': '', ...renamed, ...chart(LIBRARY) });
    expect((await svclint(['.', '--format', 'line'], { cwd })).stdout).toContain('helm cannot render chart `web`');
    const names = Array.from({ length: 6 }, (_, at) => `part${at}`);
    const all = names.map((name) => `  - {name: ${name}, version: 1.0.0, repository: "file://../${name}"}`);
    const head = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies:\n`;
    const fan = Object.fromEntries(names.map((name) => [`${name}/Chart.yaml`, `${head(name)}${all.join('\n')}\n`]));
    const wide = tree({ '.git/HEAD': '', ...fan, ...library, ...chart(LIBRARY, ...all) });
    expect((await svclint(['web', '--format', 'line'], { cwd: wide })).stdout).toContain(
      'library/templates/_port.tpl:1:',
    );
  });

  it('does not go in a circle', async () => {
    const circle = { ...library, 'library/Chart.yaml': `${library['library/Chart.yaml']}dependencies:\n${LIBRARY}\n` };
    const cwd = tree({ '.git/HEAD': '', ...circle, ...chart(LIBRARY) });
    expect((await svclint(['.', '--format', 'line'], { cwd })).stdout).toContain('`nowhere`');
  });
});

describe.skipIf(helm === undefined)(`a helm that fails${skipped}`, () => {
  it('still lints what lies beside the chart', async () => {
    execFileSync('cp', ['-r', join(CHARTS, 'shop/chart'), join(temporary, 'chart')]);
    writeFileSync(join(temporary, 'chart/templates/service.yaml'), '{{ if }}');
    writeFileSync(
      join(temporary, 'service.yaml'),
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 0}]}\n',
    );
    const { stdout } = await svclint(['.', '--format', 'line'], { cwd: temporary });
    expect(stdout).toMatch(/^chart\/templates\/service\.yaml:1:1: error: helm cannot render chart `shop`/m);
    expect(stdout).toContain('service.yaml:4:');
  });
});
