import type { InputFile } from '../../src/index.js';

/** The texts of `count` things, in order. */
export function many<T>(count: number, one: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => one(at));
}

/** Documents of one file. */
export function file(path: string, documents: readonly string[]): InputFile {
  return { path, text: documents.join('---\n') };
}

/** One file that holds all documents. */
export function oneFile(documents: readonly string[]): readonly InputFile[] {
  return [file('all.yaml', documents)];
}

/** The head of an object, up to its `metadata`. */
export function head(apiVersion: string, kind: string, name: string, namespace?: string): string {
  const where = namespace === undefined ? '' : `  namespace: ${namespace}\n`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${where}`;
}

/** A Service whose selector is `app: APP`, with one port 80 unless its ports are given. */
export function service(name: string, app: string, { namespace, ports = PORT }: ServiceParts = {}): string {
  return `${head('v1', 'Service', name, namespace)}spec:
  selector:
    app: ${app}
  ports:
${ports}`;
}

interface ServiceParts {
  readonly namespace?: string;
  readonly ports?: string;
}

const PORT = `    - name: http
      port: 80
      targetPort: http
`;

/** A Deployment labelled `app: APP`, with one container that declares the port `http`. */
export function deployment(name: string, app: string, parts: DeploymentParts = {}): string {
  return `${head('apps/v1', 'Deployment', name, parts.namespace)}spec:
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
${parts.labels ?? ''}    spec:
      containers:
${parts.containers ?? container('web', parts)}`;
}

interface DeploymentParts extends ContainerParts {
  readonly namespace?: string;
  /** Labels of the template, as lines. */
  readonly labels?: string;
  /** Whole containers, in place of the one. */
  readonly containers?: string;
}

export function container(name: string, { port = 'http', env = '' }: ContainerParts = {}): string {
  return `        - name: ${name}
          image: registry.example.com/${name}:1.0.0
${env}          ports:
            - name: ${port}
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /
              port: ${port}
`;
}

interface ContainerParts {
  readonly port?: string;
  /** The field `env`, as lines. */
  readonly env?: string;
}

export function configMap(name: string, data: string, namespace?: string): string {
  return `${head('v1', 'ConfigMap', name, namespace)}data:\n${data}`;
}

export function kustomization(lines: readonly string[]): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines.map((line) => `${line}\n`).join('')}`;
}
