import { stringify } from 'yaml';
import type { Diagnostic, InputFile } from '../../src/index.js';
import { fc } from './random.js';

type Data = Readonly<Record<string, unknown>>;

/** One workload with the Service before it. */
export interface App {
  readonly name: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly number: number }[];
  readonly byName: boolean;
  readonly headless: boolean;
  readonly breach: Breach;
}

/** `none` is a healthy pair; every other one is a mistake that svclint finds. */
export type Breach =
  'none' | 'label-value' | 'port-name' | 'protocol' | 'no-probe' | 'template' | 'unnamed' | 'unknown-field';
const BREACHES: readonly Breach[] = [
  'none',
  'label-value',
  'port-name',
  'protocol',
  'no-probe',
  'template',
  'unnamed',
  'unknown-field',
];

const NAMES = ['accounts', 'billing', 'catalog', 'delivery', 'exports', 'forecast', 'gateway', 'history'];
const PORTS = ['http', 'admin', 'public'];

function appOf(breach: fc.Arbitrary<Breach>): fc.Arbitrary<Omit<App, 'name'>> {
  return fc.record({
    kind: fc.constantFrom('Deployment' as const, 'StatefulSet' as const, 'DaemonSet' as const),
    labels: fc.dictionary(
      fc.constantFrom('tier', 'team', 'app.kubernetes.io/part-of'),
      fc.constantFrom('core', 'edge', '', 'v1.2'),
      { maxKeys: 3 },
    ),
    ports: fc
      .shuffledSubarray(PORTS, { minLength: 1 })
      .map((names) => names.map((name, index) => ({ name, number: 8000 + index }))),
    byName: fc.boolean(),
    headless: fc.boolean(),
    breach,
  });
}

/** A namespace of one to four applications with different names. */
export function appsOf(breach: fc.Arbitrary<Breach> = fc.constantFrom(...BREACHES)): fc.Arbitrary<readonly App[]> {
  // What takes no part in the load balancing of a Service needs no probe.
  const asked = (body: Omit<App, 'name'>): Omit<App, 'name'> =>
    body.breach === 'no-probe' ? { ...body, kind: 'Deployment', headless: false } : body;
  return fc
    .tuple(
      fc.shuffledSubarray(NAMES, { minLength: 1, maxLength: 4 }),
      fc.array(appOf(breach), { minLength: 4, maxLength: 4 }),
    )
    .map(([names, bodies]) =>
      names.flatMap((name, index) =>
        bodies.slice(index, index + 1).map((body) => ({ name, ...asked(body), labels: { app: name, ...body.labels } })),
      ),
    );
}

export function workloadOf({ name, kind, labels, ports, headless, breach }: App): Data {
  const first = ports[0]?.name ?? 'http';
  const container = {
    name: 'main',
    image: `registry.example.com/shop/${name}:1`,
    ports: ports.map((port) => ({ name: port.name, containerPort: port.number })),
    ...(breach === 'no-probe' ? {} : { readinessProbe: { httpGet: { path: '/ready', port: first } } }),
  };
  const carried = breach === 'template' ? { ...labels, app: `${name}-v2` } : labels;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec: {
      ...(kind === 'StatefulSet' && headless && { serviceName: name }),
      selector: { matchLabels: labels },
      template: { metadata: { labels: carried }, spec: { containers: [container] } },
    },
  };
}

export function serviceOf({ name, labels, ports, byName, headless, breach }: App): Data {
  const entries = ports.map((port, index) => {
    const first = index === 0;
    const named = byName || (first && breach === 'protocol') ? port.name : port.number;
    const target = first && breach === 'port-name' ? `${port.name}x` : named;
    return {
      ...(breach === 'unnamed' ? {} : { name: port.name }),
      port: port.number,
      targetPort: target,
      ...(first && breach === 'protocol' && { protocol: 'UDP' }),
      ...(first && breach === 'unknown-field' && { targetport: port.number }),
    };
  });
  // Two ports at least, or a port without a name is no mistake.
  const all = breach === 'unnamed' && entries.length === 1 ? [...entries, { port: 9999, targetPort: 8000 }] : entries;
  const selector = breach === 'label-value' ? { ...labels, app: `${name}s` } : labels;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { ...(headless && { clusterIP: 'None' }), selector, ports: all },
  };
}

export function objectsOf(apps: readonly App[]): readonly Data[] {
  return apps.flatMap((app) => [serviceOf(app), workloadOf(app)]);
}

/** All objects in one file, block style. */
export function oneFile(objects: readonly Data[], path = 'app.yaml'): readonly InputFile[] {
  return [{ path, text: objects.map(block).join('---\n') }];
}

function block(object: Data): string {
  return stringify(object, { aliasDuplicateObjects: false });
}

/** Labels that are written twice become an anchor and an alias. */
export function withAliases(objects: readonly Data[]): readonly InputFile[] {
  return [{ path: 'app.yaml', text: objects.map((object) => stringify(object)).join('---\n') }];
}

export function flowStyle(objects: readonly Data[]): readonly InputFile[] {
  return [
    {
      path: 'app.yaml',
      text: objects
        .map((object) => stringify(object, { collectionStyle: 'flow', aliasDuplicateObjects: false }))
        .join('---\n'),
    },
  ];
}

export function fileEach(objects: readonly Data[]): readonly InputFile[] {
  return objects.map((object, index) => ({ path: `object-${index}.yaml`, text: block(object) }));
}

/** The same data with the keys of every map in another order. */
export function reversedKeys(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(reversedKeys);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .reverse()
      .map(([key, value]) => [key, reversedKeys(value)]),
  );
}

/** What is found, whatever the layout of the files: the rule, the object, the words. */
export function gist(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .map(({ rule, severity, subject, message }) => `${rule} ${severity} ${subject?.kind}/${subject?.name}: ${message}`)
    .sort();
}
