import fc, { type Arbitrary } from 'fast-check';

export type Data = Readonly<Record<string, unknown>>;

/** One object as it is written into a file. */
export type Written = Data & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
};

/** Few names, so that objects, patches and references meet often. */
export const name = fc.constantFrom('web', 'api', 'db');
export const word = fc.constantFrom('one', 'two', 'three');
export const port = fc.constantFrom(80, 8080, 9090);
export const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'example.com/team'), word, { maxKeys: 2 });
const protocol = fc.constantFrom('TCP', 'UDP');

/** Stands in data for a text that is written as it is: no quotes, no escapes. */
const asWritten = (text: string): string => `«${text}»`;

/** Scalars whose type depends on the version of YAML, or that are written in another way than they are read. */
const ODD = [
  '0x1F',
  '1e3',
  '010',
  '0o10',
  '0b11',
  '+1',
  '-0',
  '.5',
  '1.10',
  '1_000',
  '12:30',
  '08',
  'yes',
  'on',
  'n',
  'TRUE',
  'null',
  '~',
  '""',
  '2020-01-02',
  '2020-01-02T03:04:05Z',
  '!!str 1',
  '9007199254740993',
  '1e400',
  '.inf',
  "'#'",
  '"a\\u0041"',
];
export const odd = fc.constantFrom(...ODD).map(asWritten);

/** Texts in quotes that need none: what is written over them gets the quotes. */
const quoted = fc.constantFrom('"one"', "'two'", '"three"').map(asWritten);
const portName = fc.oneof(word, quoted);

/** A list of none to `maxLength` items. */
export function few<T>(value: Arbitrary<T>, maxLength = 2): Arbitrary<readonly T[]> {
  return fc.array(value, { maxLength });
}

/** The same where no two items have one `key`. */
function fewBy(value: Arbitrary<Data>, key: string, maxLength = 3): Arbitrary<readonly Data[]> {
  return fc.uniqueArray(value, { maxLength, selector: (item) => item[key] });
}

/** A map in which each field may be absent, those named aside. */
export function some(
  fields: Readonly<Record<string, Arbitrary<unknown>>>,
  ...required: readonly string[]
): Arbitrary<Data> {
  return fc.record(fields, { requiredKeys: [...required] });
}

const servicePort = some({ name: word, port, targetPort: fc.oneof(port, portName), protocol }, 'port');
const env = fc.oneof(
  fc.record({ name: word, value: fc.oneof(fc.constantFrom('http://web:80', '$(HOST)', '1', 2, true), quoted) }),
  fc.record({ name: word, valueFrom: fc.record({ configMapKeyRef: fc.record({ name, key: word }) }) }),
);
const containerPort = some({ name: word, containerPort: port, protocol }, 'containerPort');

export const container = some(
  {
    name,
    image: fc.constantFrom('nginx', 'nginx:1', 'example.com/app:2', 'example.com:5000/app@sha256:abc'),
    args: few(fc.constantFrom('--url=http://web', '$(HOST)', '-v')),
    env: fewBy(env, 'name'),
    envFrom: few(
      fc.oneof(fc.record({ configMapRef: fc.record({ name }) }), fc.record({ secretRef: fc.record({ name }) })),
    ),
    ports: few(containerPort, 3),
    readinessProbe: fc.record({ httpGet: fc.record({ port: fc.oneof(port, portName) }) }),
    volumeMounts: fewBy(fc.record({ name: word, mountPath: fc.constantFrom('/a', '/b') }), 'mountPath'),
  },
  'name',
);
const volume = fc.oneof(
  fc.record({ name: word, configMap: fc.record({ name }) }),
  fc.record({ name: word, emptyDir: fc.constant({}) }),
  fc.record({ name: word, secret: fc.record({ secretName: name }) }),
);
const spread = fc.record({
  maxSkew: fc.constant(1),
  topologyKey: word,
  labelSelector: fc.record({ matchLabels: labels }),
});
const podSpec = some(
  {
    containers: fewBy(container, 'name'),
    initContainers: fewBy(container, 'name', 1),
    volumes: fewBy(volume, 'name'),
    serviceAccountName: name,
    topologySpreadConstraints: few(spread, 1),
  },
  'containers',
);
const template = some({ metadata: some({ labels, annotations: labels }), spec: podSpec }, 'spec');
const selector = some({
  matchLabels: labels,
  matchExpressions: few(fc.record({ key: word, operator: fc.constant('Exists') }), 1),
});
const withSpec = (fields: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<Data> =>
  some({ spec: some(fields) });
const scaled = fc.record({
  apiVersion: fc.constant('apps/v1'),
  kind: fc.constantFrom('Deployment', 'StatefulSet'),
  name,
});
const backend = fc.record({ service: fc.record({ name, port: fc.record({ number: port }) }) });
const subject = some(
  {
    kind: fc.constantFrom('ServiceAccount', 'User'),
    name: fc.oneof(name, fc.constant('default')),
    namespace: fc.constantFrom('shop', 'edge', 'one'),
  },
  'kind',
  'name',
);

const roleRef = fc.record({
  apiGroup: fc.constant('rbac.authorization.k8s.io'),
  kind: fc.constantFrom('Role', 'ClusterRole'),
  name,
});
const rule = some({ resourceNames: few(name), resources: few(word, 1) });
const webhook = some(
  {
    name: word,
    clientConfig: fc.record({ service: some({ name, namespace: fc.constantFrom('shop', 'edge') }, 'name') }),
  },
  'name',
);

/**
 * What stands beside `apiVersion`, `kind` and `metadata`. Nothing is required, so that the same shapes serve as
 * patches.
 */
export const bodies: Readonly<Record<string, readonly [apiVersion: string, body: Arbitrary<Data>]>> = {
  Service: [
    'v1',
    withSpec({
      selector: labels,
      type: fc.constantFrom('ClusterIP', 'NodePort'),
      ports: fewBy(servicePort, 'port'),
      externalName: word,
    }),
  ],
  Deployment: ['apps/v1', withSpec({ replicas: fc.nat(3), selector, template })],
  StatefulSet: [
    'apps/v1',
    withSpec({
      serviceName: name,
      selector,
      template,
      volumeClaimTemplates: few(fc.record({ metadata: fc.record({ name: word }) }), 1),
    }),
  ],
  CronJob: ['batch/v1', withSpec({ schedule: word, jobTemplate: fc.record({ spec: fc.record({ template }) }) })],
  Job: ['batch/v1', withSpec({ selector, template })],
  ConfigMap: [
    'v1',
    some({
      data: fc.dictionary(
        word,
        fc.oneof(fc.constantFrom('a', '1', 'http://web', 'two\nlines\n', 'a-b/c', asWritten('&x one')), odd),
        { maxKeys: 2 },
      ),
      binaryData: fc.dictionary(word, fc.constant('AAE='), { maxKeys: 1 }),
    }),
  ],
  Secret: [
    'v1',
    some({
      type: fc.constant('Opaque'),
      stringData: fc.dictionary(word, word, { maxKeys: 1 }),
      data: fc.dictionary(word, fc.constant('YQ=='), { maxKeys: 1 }),
    }),
  ],
  Pod: ['v1', fc.record({ spec: podSpec })],
  DaemonSet: ['apps/v1', withSpec({ selector, template })],
  PersistentVolumeClaim: [
    'v1',
    withSpec({
      storageClassName: name,
      volumeName: name,
      accessModes: few(fc.constantFrom('ReadWriteOnce', 'ReadOnlyMany')),
    }),
  ],
  StorageClass: ['storage.k8s.io/v1', some({ parameters: fc.record({ secretName: name }) })],
  Role: ['rbac.authorization.k8s.io/v1', some({ rules: few(rule) })],
  ClusterRole: ['rbac.authorization.k8s.io/v1', some({ rules: few(rule) })],
  ClusterRoleBinding: ['rbac.authorization.k8s.io/v1', some({ subjects: few(subject), roleRef })],
  ValidatingWebhookConfiguration: ['admissionregistration.k8s.io/v1', some({ webhooks: few(webhook) })],
  APIService: ['apiregistration.k8s.io/v1', withSpec({ service: some({ name, namespace: word }) })],
  CustomResourceDefinition: [
    'apiextensions.k8s.io/v1',
    withSpec({
      group: word,
      conversion: fc.record({
        webhook: fc.record({ clientConfig: fc.record({ service: some({ name, namespace: word }, 'name') }) }),
      }),
    }),
  ],
  Shared: [
    'example.com/v1',
    fc.constantFrom<Data>(
      { spec: { selector: asWritten('&l {app: one}'), template: { metadata: { labels: asWritten('*l') } } } },
      { spec: { one: asWritten('&s one'), two: asWritten('*s'), three: asWritten('{<<: {a: b}, c: d}') } },
    ),
  ],
  ServiceAccount: ['v1', fc.constant({})],
  PodDisruptionBudget: ['policy/v1', withSpec({ selector, minAvailable: fc.nat(2) })],
  NetworkPolicy: [
    'networking.k8s.io/v1',
    withSpec({
      podSelector: selector,
      ingress: few(fc.record({ from: few(fc.record({ podSelector: selector })) }), 1),
    }),
  ],
  HorizontalPodAutoscaler: ['autoscaling/v2', withSpec({ scaleTargetRef: scaled })],
  Ingress: [
    'networking.k8s.io/v1',
    withSpec({ defaultBackend: backend, tls: few(fc.record({ secretName: name }), 1) }),
  ],
  RoleBinding: ['rbac.authorization.k8s.io/v1', some({ subjects: few(subject), roleRef })],
  Gadget: [
    'example.com/v1',
    withSpec({
      parts: fewBy(fc.record({ name: word, size: fc.nat(3) }), 'name'),
      service: name,
      deep: some({ labels, on: fc.boolean() }),
    }),
  ],
  Namespace: ['v1', fc.constant({})],
};

const namespace = fc.option(fc.constantFrom('shop', 'edge', 'default'), { nil: undefined, freq: 1 });

const object: Arbitrary<Written> = fc.constantFrom(...Object.entries(bodies)).chain(([kind, [apiVersion, body]]) => {
  const annotations = fc.dictionary(
    fc.constantFrom('app', 'tier', 'example.com/team'),
    fc.oneof({ arbitrary: word, weight: 5 }, { arbitrary: odd, weight: 1 }),
    { maxKeys: 2 },
  );
  const metadata = some({ name, namespace, labels, annotations }, 'name');
  return fc
    .tuple(metadata, body)
    .map(([given, rest]) => withoutAbsent({ apiVersion, kind, metadata: given, ...rest }) as Written);
});

/** One to `maxLength` objects of different identity. */
export function objects(maxLength: number): Arbitrary<readonly Written[]> {
  return fc.uniqueArray(object, {
    minLength: 1,
    maxLength,
    selector: ({ kind, metadata }) => `${kind}/${metadata.name}`,
  });
}

function withoutAbsent(data: Data): unknown {
  return JSON.parse(JSON.stringify(data));
}
