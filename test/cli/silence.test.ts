import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { svclint, type Done } from './real.js';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http # the main one
    - name: metrics
      port: 9090
      targetPort: metircs
`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          ports:
            - name: http
              containerPort: 8080
            - name: metrics
              containerPort: 9090
`;
const TREE = { 'k8s/service.yaml': SERVICE, 'k8s/deployment.yaml': DEPLOYMENT };
const REASON = ['--reason', 'a sidecar has it'];
const COMMENT = (rule: string): string => ` # svclint: allow ${rule} -- a sidecar has it`;

async function silence(
  files: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Done & { readonly text: (name: string) => string; readonly cwd: string }> {
  const cwd = tree(files);
  const done = await svclint(['silence', ...argv], { cwd });
  return { ...done, cwd, text: (name) => readFileSync(path.join(cwd, name), 'utf8') };
}

describe('svclint silence', () => {
  it('writes the comment behind the line of the finding, and nothing else', async () => {
    const done = await silence(TREE, 'unknown-target-port-name', 'k8s/service.yaml', ...REASON);
    expect(done.err).toBe('svclint: silenced 1 finding of `unknown-target-port-name` in 1 file\n');
    expect(done.code).toBe(0);
    expect(done.text('k8s/service.yaml')).toBe(
      SERVICE.replace('targetPort: metircs', `targetPort: metircs${COMMENT('unknown-target-port-name')}`),
    );
    expect(done.text('k8s/deployment.yaml')).toBe(DEPLOYMENT);
    const after = await svclint(['--format', 'line'], { cwd: done.cwd });
    expect(after.out).not.toContain('unknown-target-port-name');
    expect(after.out).not.toContain('silencing');
  });

  it('writes it above a line that has a comment, with the line breaks of the file and its byte order mark', async () => {
    const text = `\uFEFF${SERVICE.replace('metircs', 'metircs # asked by Prometheus').replaceAll('\n', '\r\n')}`;
    const files = { ...TREE, 'k8s/service.yaml': text };
    const done = await silence(files, 'unknown-target-port-name', 'k8s', ...REASON);
    expect(done.code).toBe(0);
    expect(done.text('k8s/service.yaml')).toBe(
      text.replace(
        '      targetPort: metircs',
        `     ${COMMENT('unknown-target-port-name')}\r\n      targetPort: metircs`,
      ),
    );
  });

  it('writes it above where the line would be too long', async () => {
    const reason = 'the mesh adds a sidecar that has it, and nobody here can change how that one is called, sorry';
    const done = await silence(TREE, 'unknown-target-port-name', 'k8s/service.yaml', '--reason', reason);
    expect(done.text('k8s/service.yaml')).toContain(
      `      # svclint: allow unknown-target-port-name -- ${reason}\n      targetPort: metircs\n`,
    );
  });

  it('finds the entry around a text in which no comment can stand', async () => {
    const config = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  url: |\n    http://web.default.svc.cluster.local:9999/\n`;
    const files = { ...TREE, 'k8s/config.yaml': config };
    const done = await silence(files, 'unknown-port-in-address', 'k8s/config.yaml', ...REASON, '-n', 'default');
    expect(done.err).toContain('silenced 1 finding');
    expect(done.text('k8s/config.yaml')).toBe(
      config.replace('  url: |', `  url: |${COMMENT('unknown-port-in-address')}`),
    );
  });

  it('takes one line of a file', async () => {
    const two = SERVICE.replace('targetPort: http #', 'targetPort: htpp #');
    const files = { ...TREE, 'k8s/service.yaml': two };
    const done = await silence(files, 'unknown-target-port-name', 'k8s/service.yaml:14', ...REASON);
    expect(done.text('k8s/service.yaml')).toBe(
      two.replace('targetPort: metircs', `targetPort: metircs${COMMENT('unknown-target-port-name')}`),
    );
  });

  it('shows the change as a diff and writes nothing', async () => {
    const done = await silence(TREE, 'unknown-target-port-name', '.', ...REASON, '--dry-run');
    expect(done.out).toContain(
      `-      targetPort: metircs\n+      targetPort: metircs${COMMENT('unknown-target-port-name')}\n`,
    );
    expect(done.err).toBe('svclint: would silence 1 finding of `unknown-target-port-name` in 1 file\n');
    expect(done.text('k8s/service.yaml')).toBe(SERVICE);
  });

  it('silences what two objects say in the same words', async () => {
    const files = {
      'a.yaml': DEPLOYMENT + `---\n${SERVICE}`,
      'b/a.yaml': DEPLOYMENT.replaceAll('web', 'api') + `---\n${SERVICE.replaceAll('web', 'api')}`,
    };
    const done = await silence(files, 'missing-readiness-probe', '.', ...REASON);
    expect(done.err).toBe('svclint: silenced 2 findings of `missing-readiness-probe` in 2 files\n');
  });
});

describe('svclint silence says why it did nothing', () => {
  it.each([
    [['unknown-target-port-name', 'k8s'], 'option `--reason` is missing: it says why'],
    [['unknown-target-port-name', ...REASON], '`svclint silence` takes a rule, and the files'],
    [['unknown-target-port-nam', 'k8s', ...REASON], 'there is a rule with a similar name'],
    [['unused-silencing', 'k8s', ...REASON], 'speaks of silencings, and cannot be silenced in place'],
    [['unknown-target-port-name', 'k8', ...REASON], 'no such file or folder: `k8`'],
    [['duplicate-object', 'k8s', ...REASON], 'nothing was silenced\nsvclint: no finding of `duplicate-object`'],
    [
      ['unknown-target-port-name', 'k8s/deployment.yaml', ...REASON],
      'no finding of `unknown-target-port-name` stands there, but at `k8s/service.yaml:14`',
    ],
  ])('%j', async (argv, message) => {
    const done = await silence(TREE, ...argv);
    expect(done.err).toContain(message);
    expect(done.code).toBe(2);
    expect(done.text('k8s/service.yaml')).toBe(SERVICE);
  });

  it('in JSON, which has no comments', async () => {
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'S' }, spec: {} });
    const done = await silence({ 'a.json': json }, 'invalid-name', '.', ...REASON);
    expect(done.err).toContain('JSON has no comments; the annotation `svclint.dev/allow` serves');
    expect(done.code).toBe(2);
    expect(done.text('a.json')).toBe(json);
  });
});

it('leaves a comment that is not needed for the settings that hold', async () => {
  const cwd = tree(TREE);
  writeFileSync(path.join(cwd, 'svclint.yaml'), 'rules: { unknown-target-port-name: off }\n');
  const { err } = await svclint(['silence', 'unknown-target-port-name', 'k8s', ...REASON], { cwd });
  expect(err).toContain('nothing was silenced');
});
