import type { Applicability, Diagnostic, Edit, Label, LintResult } from '../../src/diagnostic/diagnostic.js';
import { sourceFile } from '../../src/text/source-file.js';
import type { SourceFile, Span } from '../../src/text/source-file.js';

/** The first `needle` on a 1-based line; an empty needle is the end of the line. */
function at(file: SourceFile, line: number, needle: string): Span {
  const from = file.lineStarts[line - 1] ?? 0;
  const next = file.lineStarts[line];
  const text = file.text.slice(from, next === undefined ? undefined : next - 1);
  const found = needle === '' ? text.length : text.indexOf(needle);
  if (found === -1) throw new Error(`no ${needle} on line ${line} of ${file.path}`);
  return { file, start: from + found, end: from + found + needle.length };
}

export function label(file: SourceFile, line: number, needle: string, text: string): Label {
  return { span: at(file, line, needle), text };
}

export function edit(file: SourceFile, line: number, needle: string, text: string): Edit {
  return { span: at(file, line, needle), text };
}

export function diagnostic(parts: Partial<Diagnostic> & Pick<Diagnostic, 'primary'>): Diagnostic {
  return {
    rule: 'some-rule',
    severity: 'error',
    message: 'Service `web` is odd',
    related: [],
    notes: [],
    help: null,
    fix: null,
    subject: { kind: 'Service', namespace: null, name: 'web' },
    docs: '',
    ...parts,
  };
}

export function result(diagnostics: readonly Diagnostic[]): LintResult {
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  return {
    diagnostics,
    crashes: [],
    summary: {
      files: 14,
      resources: 31,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      suppressed: 0,
    },
  };
}

function fix(title: string, edits: readonly Edit[], applicability: Applicability = 'unsafe'): Diagnostic['fix'] {
  return { title, applicability, edits };
}

function yaml(path: string, ...lines: readonly string[]): SourceFile {
  return sourceFile(path, lines.join('\n') + '\n');
}

/** Six messages as the design draws them, each from files that give the lines and columns. */
export function examples(): Readonly<Record<string, Diagnostic>> {
  return { a: selector(), b: undeclared(), c: misspelled(), d: template(), e: readiness(), f: namespaces() };
}

function service(appLabel: string, httpTarget: string): SourceFile {
  return yaml(
    'shop/service.yaml',
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: web',
    '  namespace: shop',
    'spec:',
    '  selector:',
    `    app: ${appLabel}`,
    '    tier: frontend',
    '  ports:',
    '  - name: http',
    '    port: 80',
    `    targetPort: ${httpTarget}`,
    '  - name: metrics',
    '    port: 9100',
    '    targetPort: metircs',
  );
}

function deployment(): SourceFile {
  return yaml(
    'shop/deployment.yaml',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: web',
    '  namespace: shop',
    'spec:',
    '  selector:',
    '    matchLabels:',
    '      app: web',
    '      tier: frontend',
    '  template:',
    '    metadata:',
    '      labels:',
    '        app: web',
    '        tier: frontend',
    '    spec:',
    '      containers:',
    '      - name: nginx',
    '        image: nginx:1.29',
    '        ports:',
    '        - containerPort: 8080',
    '          name: http',
    '        - containerPort: 9100',
    '          name: metrics',
  );
}

function selector(): Diagnostic {
  const svc = service('webb', 'http');
  return diagnostic({
    rule: 'unmatched-service-selector',
    message: 'Service `web` selects no Pods',
    primary: label(svc, 8, 'webb', 'no Pod template in namespace `shop` carries `app: webb`'),
    related: [label(deployment(), 14, 'web', 'Deployment `web` has a similar value here')],
    notes: [
      '`tier: frontend` matches; `app` is the only label that differs',
      'a Service that selects nothing has no endpoints, so its clients get refused or time out',
    ],
    fix: fix('use the value that Deployment `web` has', [edit(svc, 8, 'webb', 'web')]),
  });
}

function undeclared(): Diagnostic {
  const svc = service('web', '8081');
  const workload = deployment();
  return diagnostic({
    rule: 'undeclared-target-port',
    severity: 'warning',
    message: 'Service `web` sends port `http` to 8081, which no selected container declares',
    primary: label(svc, 13, '8081', 'no container behind this Service declares port 8081'),
    related: [label(workload, 21, '8080', 'container `nginx` declares 8080'), label(workload, 23, '9100', 'and 9100')],
    notes: ['`containerPort` is only a declaration: if `nginx` does listen on 8081, traffic still arrives'],
    help: 'declare 8081 in the container, or target the port by its name',
    fix: fix('target the container port of the same name', [edit(svc, 13, '8081', 'http')]),
  });
}

function misspelled(): Diagnostic {
  const svc = service('web', 'http');
  return diagnostic({
    rule: 'unknown-target-port-name',
    message: 'Service `web` targets a port named `metircs`, which no selected Pod has',
    primary: label(svc, 16, 'metircs', 'no container port has this name'),
    related: [label(deployment(), 24, 'metrics', 'container `nginx` has a port with a similar name')],
    notes: [
      'a Pod without the named port gets no endpoint for it, so port 9100 of the Service leads nowhere',
      'ports named in Deployment `web`: `http` and `metrics`',
    ],
    fix: fix('rename the target', [edit(svc, 16, 'metircs', 'metrics')]),
  });
}

function template(): Diagnostic {
  const file = yaml(
    'shop/worker.yaml',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: worker',
    'spec:',
    '  replicas: 2',
    '  selector:',
    '    matchLabels:',
    '      app: worker',
    '      tier: backend',
    '  template:',
    '    metadata:',
    '      labels:',
    '        app: worker',
    '        tier: back-end',
  );
  return diagnostic({
    rule: 'selector-template-mismatch',
    message: 'Deployment `worker` does not select its own Pods',
    primary: label(file, 10, 'backend', 'the selector asks for `tier: backend`'),
    related: [label(file, 15, 'back-end', 'the Pod template says `tier: back-end`')],
    notes: ['the API server rejects a Deployment whose selector does not match its template labels'],
    help: 'give both the same value; where this Deployment already runs, change the template, because `spec.selector` is immutable',
    fix: fix('make the template label equal to the selector', [edit(file, 15, 'back-end', 'backend')]),
  });
}

function readiness(): Diagnostic {
  const workload = deployment();
  const svc = service('web', 'http');
  return diagnostic({
    rule: 'missing-readiness-probe',
    severity: 'warning',
    message: 'container `nginx` takes Service traffic without a readiness probe',
    primary: label(workload, 18, 'nginx', 'no `readinessProbe` on this container'),
    related: [label(svc, 4, 'web', 'Service `web` routes to it'), label(svc, 12, '80', 'through port 80')],
    notes: ['without one a Pod counts as ready as soon as its containers run, at start-up and in every rollout'],
    help: 'add a probe that succeeds only when the process can serve',
    fix: fix(
      'the path and port need your values',
      [edit(workload, 19, '', '\n        readinessProbe:\n          httpGet: { path: /CHANGE-ME, port: http }')],
      'display-only',
    ),
  });
}

function namespaces(): Diagnostic {
  const ingress = yaml(
    'edge/ingress.yaml',
    'apiVersion: networking.k8s.io/v1',
    'kind: Ingress',
    'metadata:',
    '  name: shop',
    '  namespace: edge',
    'spec:',
    '  rules:',
    '  - host: shop.example',
    '    http:',
    '      paths:',
    '      - path: /',
    '        pathType: Prefix',
    '        backend:',
    '          service:',
    '            name: web',
  );
  return diagnostic({
    rule: 'cross-namespace-backend',
    message: 'Ingress `shop` has a backend Service that is not in its namespace `edge`',
    primary: label(ingress, 15, 'web', 'no Service `web` in namespace `edge`'),
    related: [
      label(ingress, 5, 'edge', 'the Ingress lives here'),
      label(service('web', 'http'), 5, 'shop', 'a Service `web` exists in namespace `shop`'),
    ],
    notes: ['an Ingress can name only Services of its own namespace; the API has no field for another one'],
    help: 'move the Ingress to `shop`, or, where your controller allows it, add an ExternalName Service `web` to `edge`',
  });
}
