import type { InputFile } from '../src/index.js';

/** Numbers in [0, 1) from a seed (mulberry32): the same tree on every machine and in every run. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

interface App {
  readonly name: string;
  readonly namespace: string;
  readonly folder: string;
  /** What is wrong with the app; most have nothing wrong. */
  readonly mistake: 'label' | 'port-name' | 'port-number' | 'no-probe' | undefined;
  readonly port: number;
}

const MISTAKES = ['label', 'port-name', 'port-number', 'no-probe'] as const;
const NAMES = [
  'cart',
  'catalog',
  'checkout',
  'currency',
  'email',
  'frontend',
  'payment',
  'ranking',
  'search',
  'shipping',
] as const;
const APPS_PER_TEAM = 25;

/**
 * A tree of exactly `objects` objects: folders of apps with a workload, its Service and a ConfigMap each, a Job here and
 * there, and a mistake in about one app of twenty. Names are unique and no folder is called like an environment, so the
 * whole tree is one unit.
 */
export function generateTree(objects: number, seed = 1): readonly InputFile[] {
  const next = random(seed);
  const files: InputFile[] = [];
  let left = objects;
  for (let at = 0; left > 0; at++) {
    const app = appOf(at, next);
    const documents = documentsOf(app, at).slice(0, left);
    left -= documents.length;
    files.push(...filesOf(app.folder, documents, at % 3 === 0));
  }
  return files;
}

interface Written {
  readonly file: string;
  readonly text: string;
}

function documentsOf(app: App, at: number): readonly Written[] {
  const stateful = at % 10 === 9;
  return [
    { file: stateful ? 'statefulset.yaml' : 'deployment.yaml', text: workload(app, stateful) },
    { file: 'service.yaml', text: service(app, stateful) },
    { file: 'configmap.yaml', text: configMap(app) },
    ...(at % 15 === 14 ? [{ file: 'job.yaml', text: job(app) }] : []),
  ];
}

function appOf(at: number, next: () => number): App {
  const team = `team-${String(Math.floor(at / APPS_PER_TEAM)).padStart(4, '0')}`;
  const name = `${NAMES[at % NAMES.length] ?? 'app'}-${String(at).padStart(5, '0')}`;
  const wrong = next() < 0.05;
  const which = MISTAKES[Math.floor(next() * MISTAKES.length)];
  const port = 8000 + Math.floor(next() * 1000);
  return { name, namespace: team, folder: `apps/${team}/${name}`, mistake: wrong ? which : undefined, port };
}

/** Every third app keeps its objects in one file, as people do. */
function filesOf(folder: string, documents: readonly Written[], together: boolean): readonly InputFile[] {
  if (together) return [{ path: `${folder}/app.yaml`, text: documents.map((document) => document.text).join('---\n') }];
  return documents.map((document) => ({ path: `${folder}/${document.file}`, text: document.text }));
}

const PROBE = `          readinessProbe:
            httpGet:
              path: /ready
              port: http
`;

function workload(app: App, stateful: boolean): string {
  return `apiVersion: apps/v1
kind: ${stateful ? 'StatefulSet' : 'Deployment'}
metadata:
  name: ${app.name}
  namespace: ${app.namespace}
  labels:
    app.kubernetes.io/name: ${app.name}
spec:
  replicas: 2
${stateful ? `  serviceName: ${app.name}\n` : ''}  selector:
    matchLabels:
      app.kubernetes.io/name: ${app.name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${app.name}
        app.kubernetes.io/part-of: shop
    spec:
      containers:
        - name: ${app.name}
          image: registry.example.com/shop/${app.name}:1.4.2
          env:
            - name: LOG_LEVEL
              value: info
            - name: SELF_URL
              value: http://${app.name}.${app.namespace}:80
          envFrom:
            - configMapRef:
                name: ${app.name}
          ports:
            - name: http
              containerPort: ${app.port}
            - name: metrics
              containerPort: 9090
${app.mistake === 'no-probe' ? '' : PROBE}          resources:
            requests:
              cpu: 100m
              memory: 128Mi
`;
}

function service(app: App, stateful: boolean): string {
  const label = app.mistake === 'label' ? app.name.replace('-', '_') : app.name;
  return `apiVersion: v1
kind: Service
metadata:
  name: ${app.name}
  namespace: ${app.namespace}
spec:
${stateful ? '  clusterIP: None\n' : ''}  selector:
    app.kubernetes.io/name: ${label}
  ports:
    - name: http
      port: 80
      targetPort: ${targetPort(app)}
    - name: metrics
      port: 9090
      targetPort: metrics
`;
}

function targetPort({ mistake, port }: App): string | number {
  if (mistake === 'port-name') return 'htpp';
  return mistake === 'port-number' ? port + 1 : 'http';
}

function configMap(app: App): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${app.name}
  namespace: ${app.namespace}
data:
  FEATURES: "search,basket"
  application.properties: |
    server.port=${app.port}
    upstream.url=http://${app.name}.${app.namespace}.svc.cluster.local:80/v1
    upstream.timeout=5s
`;
}

function job(app: App): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${app.name}-migrate
  namespace: ${app.namespace}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/shop/${app.name}:1.4.2
          args: [migrate, --wait]
`;
}
