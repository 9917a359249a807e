import { partsOf } from '../../tree/part-of-scalar.js';
import { get, getEntries, getList, getNumber, getString, isString, type Path } from '../../tree/tree.js';
import { expandPattern, type PathPattern } from '../object/path-pattern.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { ZONE } from '../syntax/names.js';
import { isPlaceholder, isPortPlaceholder } from '../syntax/placeholders.js';
import type { ReadReference, Referrer, WantedPort } from './reference.js';

/** A field of a custom kind that names a core Service, and what stands beside it. */
interface ServiceField {
  /** The map that holds the fields below. */
  readonly at: PathPattern;
  readonly name: string;
  /** From that map on; undefined where the kind has no field for a port. */
  readonly port?: Path | undefined;
  /** From that map on, where the name of a port has a field of its own. */
  readonly portName?: Path;
  /** From the root of the object, where the port stands elsewhere. */
  readonly portAt?: Path;
  /** The field of another namespace; undefined where the kind names Services of its own only. */
  readonly namespace?: string;
  /** Whether the map means a core Service at all. */
  readonly isService?: (tree: Parameters<typeof getString>[0]) => boolean;
  readonly role?: string;
}

interface Row {
  readonly kinds: readonly ObjectKind[];
  readonly fields: readonly ServiceField[];
  readonly referrer: Referrer;
  readonly protocols: readonly string[];
  /** What is dialled where no port is written; undefined where the controller chooses. */
  readonly defaultPort?: number;
}

const SERVICE_NAME = { name: 'serviceName', port: ['servicePort'] };
const isCore: ServiceField['isService'] = (tree) =>
  (getString(tree, 'kind') ?? 'Service') === 'Service' && (getString(tree, 'apiVersion') ?? 'v1') === 'v1';
const EVENTS = { name: 'name', namespace: 'namespace', isService: isCore };
const backendRefs = (...path: string[]): ServiceField => ({
  at: ['spec', ...path, 'backendRefs', '*'],
  name: 'name',
  port: ['port'],
  namespace: 'namespace',
  isService: (tree) =>
    (getString(tree, 'kind') ?? 'Service') === 'Service' && ['', 'core'].includes(getString(tree, 'group') ?? ''),
  role: 'authorization',
});

/** The kinds of other routers, and of what hands on events; one row for each with its source (semantics 7.13). */
const ROWS: readonly Row[] = [
  // openshift/api route/v1; the router compares with the port names of the endpoints, which are those of the Service
  {
    kinds: ['route.openshift.io/Route'],
    fields: [
      { at: ['spec', 'to'], name: 'name', portAt: ['spec', 'port', 'targetPort'], isService: isCore },
      {
        at: ['spec', 'alternateBackends', '*'],
        name: 'name',
        portAt: ['spec', 'port', 'targetPort'],
        isService: isCore,
      },
    ],
    referrer: 'openshift',
    protocols: ['TCP'],
  },
  // projectcontour/contour apis/projectcontour/v1/httpproxy.go
  {
    kinds: ['projectcontour.io/HTTPProxy'],
    fields: [
      { at: ['spec', 'routes', '*', 'services', '*'], name: 'name', port: ['port'] },
      { at: ['spec', 'tcpproxy', 'services', '*'], name: 'name', port: ['port'] },
    ],
    referrer: 'router',
    protocols: ['TCP'],
  },
  // Kong/kubernetes-configuration api/configuration/v1beta1; Kong dials the Pods, whatever the protocol of the port
  {
    kinds: ['configuration.konghq.com/TCPIngress', 'configuration.konghq.com/UDPIngress'],
    fields: [{ at: ['spec', 'rules', '*', 'backend'], ...SERVICE_NAME }],
    referrer: 'router',
    protocols: [],
  },
  // apache/apisix-ingress-controller api/v2/apisixroute_types.go
  {
    kinds: ['apisix.apache.org/ApisixRoute'],
    fields: [
      { at: ['spec', 'http', '*', 'backends', '*'], ...SERVICE_NAME },
      { at: ['spec', 'stream', '*', 'backend'], ...SERVICE_NAME },
    ],
    referrer: 'router',
    protocols: [],
  },
  // nginxinc/kubernetes-ingress pkg/apis/configuration/v1/types.go
  {
    kinds: ['k8s.nginx.org/VirtualServer', 'k8s.nginx.org/VirtualServerRoute'],
    fields: [{ at: ['spec', 'upstreams', '*'], name: 'service', port: ['port'] }],
    referrer: 'router',
    protocols: ['TCP'],
  },
  {
    kinds: ['k8s.nginx.org/TransportServer'],
    fields: [{ at: ['spec', 'upstreams', '*'], name: 'service', port: ['port'] }],
    referrer: 'router',
    protocols: [],
  },
  // zalando/skipper dataclients/kubernetes/definitions/routegroups.go
  {
    kinds: ['zalando.org/RouteGroup'],
    fields: [
      { at: ['spec', 'backends', '*'], ...SERVICE_NAME, isService: (tree) => getString(tree, 'type') === 'service' },
    ],
    referrer: 'router',
    protocols: ['TCP'],
  },
  // kubernetes-sigs/aws-load-balancer-controller apis/elbv2/v1beta1/targetgroupbinding_types.go
  {
    kinds: ['elbv2.k8s.aws/TargetGroupBinding'],
    fields: [{ at: ['spec', 'serviceRef'], name: 'name', port: ['port'] }],
    referrer: 'router',
    protocols: [],
  },
  // solo-io/gloo projects/gloo/api/v1/options/kubernetes/kubernetes.proto
  {
    kinds: ['gloo.solo.io/Upstream'],
    fields: [{ at: ['spec', 'kube'], ...SERVICE_NAME, namespace: 'serviceNamespace' }],
    referrer: 'router',
    protocols: ['TCP'],
  },
  // istio/api type/v1beta1/selector.proto; kubernetes-sigs/gateway-api apisx/v1alpha1/xbackendtrafficpolicy_types.go
  {
    kinds: [
      'security.istio.io/AuthorizationPolicy',
      'security.istio.io/RequestAuthentication',
      'gateway.networking.x-k8s.io/XBackendTrafficPolicy',
    ],
    fields: [{ ...backendRefs(), at: ['spec', 'targetRefs', '*'], port: undefined, role: 'target' }],
    referrer: 'gateway',
    protocols: [],
  },
  // envoyproxy/gateway api/v1alpha1/ext_auth_types.go
  {
    kinds: ['gateway.envoyproxy.io/SecurityPolicy'],
    fields: [backendRefs('extAuth', 'http'), backendRefs('extAuth', 'grpc')],
    referrer: 'gateway',
    protocols: ['TCP'],
  },
  // kedacore/http-add-on operator/apis/http/v1alpha1/httpscaledobject_types.go (semantics 8.6)
  {
    kinds: ['http.keda.sh/HTTPScaledObject'],
    fields: [
      {
        at: ['spec', 'scaleTargetRef'],
        name: 'service',
        port: ['port'],
        portName: ['portName'],
        role: 'destination',
      },
    ],
    referrer: 'keda',
    protocols: ['TCP'],
  },
  // knative/pkg apis/duck/v1/destination.go, resolver/addressable_resolver.go: `http://NAME.NAMESPACE.svc`
  {
    kinds: [
      'eventing.knative.dev/Trigger',
      'messaging.knative.dev/Subscription',
      ...['ApiServerSource', 'ContainerSource', 'PingSource', 'SinkBinding', 'KafkaSource'].map(
        (kind): ObjectKind => `sources.knative.dev/${kind}`,
      ),
    ],
    fields: [
      { at: ['spec', 'subscriber', 'ref'], ...EVENTS },
      { at: ['spec', 'reply', 'ref'], ...EVENTS },
      { at: ['spec', 'sink', 'ref'], ...EVENTS },
      { at: ['spec', 'delivery', 'deadLetterSink', 'ref'], ...EVENTS },
    ],
    referrer: 'eventing',
    protocols: ['TCP'],
    defaultPort: 80,
  },
];

const BY_KIND = new Map(ROWS.flatMap((row) => row.kinds.map((kind) => [kind, row] as const)));

/** The kinds that `readRouter` reads. */
export const ROUTER_KINDS = [...BY_KIND.keys()];

/** The core Services that one object of `ROUTER_KINDS` names. */
export function readRouter(resource: Resource): readonly ReadReference[] {
  const row = BY_KIND.get(`${resource.group}/${resource.kind}`);
  if (row === undefined) return [];
  return row.fields.flatMap((field) =>
    expandPattern(field.at, (path) => getList(resource.tree, ...path).map((_, index) => index)).flatMap((path) =>
      readField(resource, row, field, path),
    ),
  );
}

function readField(from: Resource, row: Row, field: ServiceField, path: Path): readonly ReadReference[] {
  const tree = from.get(...path);
  const name = getString(tree, field.name) ?? '';
  const namespace = (field.namespace && getString(tree, field.namespace)) || undefined;
  // `shop/web` and other long forms are left alone.
  if (!/^[a-z0-9][-a-z0-9]*$/.test(name) || isPlaceholder(name) || isPlaceholder(namespace ?? '')) return [];
  if (field.isService?.(tree) === false) return [];
  const [written, named] = [field.port, field.portName].map((below) => below && [...path, ...below]);
  const isNamed = named !== undefined && written !== undefined && from.get(...written) === undefined;
  const port = field.portAt ?? (isNamed ? named : written);
  return [
    {
      from,
      referrer: row.referrer,
      role: field.role ?? 'backend',
      name,
      nameAt: from.at(...path, field.name),
      namespace,
      namespaceAt: namespace === undefined ? undefined : from.at(...path, field.namespace ?? ''),
      port: port === undefined ? { kind: 'unwritten', number: row.defaultPort } : readPort(from, row, port),
      protocols: row.protocols,
    },
  ];
}

function readPort(from: Resource, { referrer }: Row, path: Path): WantedPort {
  const number = getNumber(from.tree, ...path);
  const at = from.at(...path);
  // The router of OpenShift takes a number for a port of the Pods.
  if (number !== undefined && number !== 0 && referrer !== 'openshift') return { kind: 'number', number, at };
  const name = getString(from.tree, ...path) ?? '';
  return name === '' || /^\d+$/.test(name) || isPortPlaceholder(name)
    ? { kind: 'unwritten', number: undefined }
    : { kind: 'name', name, at };
}

const LABEL = '([a-z0-9][-a-z0-9]*)';
/** `web`, `https://web:8443`, `web.shop.svc.cluster.local:80`; `web.shop` may be a host of the internet. */
const ADDRESS = new RegExp(`^((?:https?://)?)${LABEL}(?:\\.${LABEL}\\.svc(?:\\.${ZONE})?)?(?::(\\d{1,5}))?$`);

/**
 * The Service that a Mapping of Emissary sends requests to; a resolver of Consul knows other names (semantics
 * 7.13).
 */
export function readMapping(mapping: Resource): readonly ReadReference[] {
  const scalar = get(mapping.tree, 'spec', 'service');
  if (scalar?.type !== 'scalar' || getString(mapping.tree, 'spec', 'resolver') !== undefined) return [];
  const text = String(scalar.value);
  const [, scheme = '', name = '', namespace, port] = ADDRESS.exec(text) ?? [];
  if (name === '' || name === 'localhost') return [];
  const part = partsOf(scalar);
  const nameAt = part(scheme.length, scheme.length + name.length);
  return [
    {
      from: mapping,
      referrer: 'router',
      role: 'backend',
      name,
      nameAt,
      namespace,
      namespaceAt: namespace === undefined ? undefined : nameAt,
      port:
        port === undefined
          ? { kind: 'unwritten', number: undefined }
          : { kind: 'number', number: Number(port), at: part(text.length - port.length, text.length) },
      embedded: true,
      protocols: ['TCP'],
    },
  ];
}

/** `shop/mysql:3306`, or the name of a port; `PROXY` may follow twice. */
const TARGET = /^([a-z0-9][-a-z0-9]*)\/([a-z0-9][-a-z0-9]*):([a-z0-9][-a-z0-9]*)(?::(?:PROXY)?){0,2}$/;

/**
 * The Services that ingress-nginx opens a port of its own for: ConfigMaps `tcp-services` and `udp-services`, whatever
 * stands before that or between, with a port of the controller for key (semantics 7.13).
 */
export function readStreamServices(map: Resource): readonly ReadReference[] {
  const [, protocol] = /(?:^|-)(tcp|udp)(?:-services?)?$/.exec(map.name ?? '') ?? [];
  if (protocol === undefined) return [];
  return [...getEntries(map.tree, 'data')].flatMap(({ key, value }): readonly ReadReference[] => {
    if (!/^\d{1,5}$/.test(key) || !isString(value)) return [];
    const [, namespace = '', name = '', port = ''] = TARGET.exec(value.value) ?? [];
    if (name === '') return [];
    const part = partsOf(value);
    const [named, numbered] = [namespace.length + 1, namespace.length + name.length + 2];
    const at = part(numbered, numbered + port.length);
    return [
      {
        from: map,
        referrer: 'stream',
        role: 'backend',
        name,
        nameAt: part(named, named + name.length),
        namespace,
        namespaceAt: part(0, namespace.length),
        port: /^\d+$/.test(port) ? { kind: 'number', number: Number(port), at } : { kind: 'name', name: port, at },
        embedded: true,
        protocols: [protocol.toUpperCase()],
      },
    ];
  });
}
