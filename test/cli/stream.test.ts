import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { svclint } from './real.js';

/** What `helm template` prints of two templates, one of which made two documents. */
const STREAM = `---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata: {name: s}
spec:
  selector: {app: web}
  ports:
    - port: "80"
      targetPort: htp
---
# Source: web/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: c, image: i, ports: [{name: http, containerPort: 80}], readinessProbe: {tcpSocket: {port: http}}}
---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata: {name: t}
spec:
  selector: {app: wbe}
  ports: [{port: 80}]
`;

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly message: { readonly text: string };
      readonly locations: readonly Readonly<Record<string, unknown>>[];
      readonly relatedLocations?: readonly Readonly<Record<string, unknown>>[];
      readonly fixes?: unknown;
    }[];
  }[];
}

describe('what helm printed, on standard input', () => {
  it('is pointed at by lines of the stream, with the template as a note', async () => {
    const { out } = await svclint(['-'], { stdin: STREAM });
    const places = [...out.matchAll(/(?:-->|:::) (\S+?):(\d+):(\d+)/g)];
    expect(new Set(places.map(([, file]) => file))).toEqual(new Set(['<stdin>']));
    expect(out).toContain('--> <stdin>:9:13');
    expect(out).toContain('--> <stdin>:29:19');
    expect(out).toMatch(/= note: helm made this of `web\/templates\/service\.yaml`/);
  });

  it('shows the endpoints by the same lines', async () => {
    const { out } = await svclint(['endpoints', '-f', 'json', '-'], { stdin: STREAM });
    const { services } = JSON.parse(out) as {
      readonly services: readonly { readonly file: string; readonly line: number }[];
    };
    expect(services.map(({ file, line }) => `${file}:${line}`)).toEqual(['<stdin>:5', '<stdin>:27']);
  });

  it('can be repaired in a diff', async () => {
    const { out, err } = await svclint(['--fix-dry-run', '--unsafe-fixes', '-'], { stdin: STREAM });
    expect(err).not.toContain('taken back');
    expect(out).toContain('--- a/<stdin>\n+++ b/<stdin>\n');
    expect(out).toContain('-    - port: "80"\n-      targetPort: htp\n+    - port: 80\n+      targetPort: http\n');
    expect(out).toContain('-  selector: {app: wbe}\n+  selector: {app: web}\n');
  });

  it('is no file for an annotation', async () => {
    const { out } = await svclint(['-f', 'github', '-'], { stdin: STREAM });
    expect(out).not.toContain('file=');
    expect(out).toMatch(/^::error title=wrong-field-type::[^\n]*<stdin>:9: with/m);
  });

  it('is no artifact of SARIF', async () => {
    const { out } = await svclint(['-f', 'sarif', '-'], { stdin: STREAM });
    const results = (JSON.parse(out) as Sarif).runs[0]?.results ?? [];
    expect(results.length).toBeGreaterThan(1);
    for (const { locations, relatedLocations = [], fixes, message } of results) {
      for (const location of [...locations, ...relatedLocations])
        expect(location).not.toHaveProperty('physicalLocation');
      expect(fixes).toBeUndefined();
      expect(message.text).toMatch(/<stdin>:\d+:\d+/);
    }
  });

  it('is no file of Checkstyle and JUnit', async () => {
    const [checkstyle, junit] = await Promise.all(
      ['checkstyle', 'junit'].map((format) => svclint(['-f', format, '-'], { stdin: STREAM })),
    );
    expect(checkstyle?.out).toContain('<file name="-">');
    expect(checkstyle?.out).toMatch(/<error severity="error" message="&lt;stdin&gt;:9:13: /);
    expect(checkstyle?.out).not.toMatch(/ line=/);
    expect(junit?.out).not.toMatch(/ file=/);
  });

  it.each([
    ['-f', 'gitlab'],
    ['-o', 'gitlab=report.json'],
  ])('is nothing that GitLab takes: %s %s', async (...format) => {
    const cwd = tree({});
    const { code, err } = await svclint([...format, '-'], { cwd, stdin: STREAM });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('`--stdin-filename` says which file of the repository it is') as unknown,
    });
    const named = await svclint([...format, '-', '--stdin-filename', 'web.yaml'], { cwd, stdin: STREAM });
    expect(named.code).toBe(1);
  });

  it('is the file that it stands for, where that is said', async () => {
    const cwd = tree({});
    const { out } = await svclint(['-f', 'github', '-', '--stdin-filename', 'web.yaml'], { cwd, stdin: STREAM });
    expect(out).toMatch(/^::error file=web\.yaml,line=9,/m);
  });
});
