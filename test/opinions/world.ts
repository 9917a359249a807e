import { fc } from '../support/random.js';

/** Plain objects, as the API server stores them; nothing of `src` is used here. */
export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports?: readonly ContainerPort[];
  readonly restartPolicy?: string;
}

export type LabelMap = Readonly<Record<string, string>>;

/** One workload: its Pods have these labels and containers. */
export interface Workload {
  readonly kind: 'Deployment' | 'DaemonSet' | 'ReplicaSet' | 'Pod';
  readonly name: string;
  readonly namespace: string;
  readonly labels: LabelMap;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
}

export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly selector: LabelMap;
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
}

/** Few words, so that things often meet. */
const NAMESPACES = ['shop', 'ledger'];
const PORT_NAMES = ['http', 'admin', 'grpc'];
const protocol = fc.constantFrom(undefined, 'TCP', 'UDP');

export const labels: fc.Arbitrary<LabelMap> = fc.dictionary(
  fc.constantFrom('app', 'tier', 'track'),
  fc.constantFrom('web', 'web', 'api', ''),
  { minKeys: 1, maxKeys: 3 },
);

/** Names are used once in a container, numbers once in a Pod. */
function containers(prefix: string, first: number, restartPolicy?: string): fc.Arbitrary<readonly Container[]> {
  const one = fc.record({
    names: fc.subarray(PORT_NAMES),
    unnamed: fc.boolean(),
    protocols: fc.array(protocol, { minLength: 4, maxLength: 4 }),
  });
  return fc.array(one, { minLength: 1, maxLength: 2 }).map((all) =>
    all.map(({ names, unnamed, protocols }, at) => ({
      name: `${prefix}-${at}`,
      image: 'registry.example.com/shop/part:1',
      ...(restartPolicy === undefined ? {} : { restartPolicy }),
      ports: [...names, ...(unnamed ? [undefined] : [])].map((name, index) => ({
        ...(name === undefined ? {} : { name }),
        containerPort: first + at * 10 + index,
        ...(protocols[index] === undefined ? {} : { protocol: protocols[index] }),
      })),
    })),
  );
}

const workload = fc.record({
  kind: fc.constantFrom('Deployment' as const, 'DaemonSet' as const, 'ReplicaSet' as const, 'Pod' as const),
  namespace: fc.constantFrom(...NAMESPACES),
  labels,
  containers: containers('main', 8000),
  initContainers: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    containers('sidecar', 8100, 'Always'),
    containers('setup', 8200),
  ),
});

/** Several ports have names, one alone may have none. */
const servicePorts: fc.Arbitrary<readonly ServicePort[]> = fc
  .array(
    fc.record({
      protocol,
      targetPort: fc.oneof(
        fc.constant(undefined),
        fc.constantFrom(...PORT_NAMES, 'metrics'),
        fc.integer({ min: 8000, max: 8003 }),
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) =>
    all.map(({ protocol: own, targetPort }, at) => ({
      ...(all.length === 1 ? {} : { name: `port-${at}` }),
      port: 8000 + at,
      ...(own === undefined ? {} : { protocol: own }),
      ...(targetPort === undefined ? {} : { targetPort }),
    })),
  );

const service = fc.record({
  namespace: fc.constantFrom(...NAMESPACES),
  // One label, so that many Pods carry it.
  selector: fc.record({ app: fc.constantFrom('web', 'api') }),
  headless: fc.boolean(),
  ports: servicePorts,
});

export interface World {
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
}

export const world: fc.Arbitrary<World> = fc
  .record({
    workloads: fc.array(workload, { minLength: 1, maxLength: 4 }),
    services: fc.array(service, { minLength: 1, maxLength: 3 }),
  })
  .map(({ workloads, services }) => ({
    workloads: workloads.map((each, at) => ({ ...each, name: `workload-${at}` })),
    services: services.map((each, at) => ({ ...each, name: `service-${at}` })),
  }));

/** The objects as somebody writes them. */
export function manifestsOf({ workloads, services }: World): readonly unknown[] {
  return [...services.map(serviceManifest), ...workloads.map(workloadManifest)];
}

function serviceManifest({ name, namespace, selector, headless, ports }: Service): unknown {
  const spec = { ...(headless && { clusterIP: 'None' }), selector, ports };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec };
}

function workloadManifest({ kind, name, namespace, labels: own, containers: main, initContainers }: Workload): unknown {
  const pod = { containers: main, ...(initContainers.length > 0 && { initContainers }) };
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { name, namespace, labels: own }, spec: pod };
  const spec = { selector: { matchLabels: own }, template: { metadata: { labels: own }, spec: pod } };
  return { apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec };
}
