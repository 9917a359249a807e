import type { ObjectKind } from '../object/object-kind.js';
import type { PathPattern } from '../object/path-pattern.js';

/** A field of a custom kind with all texts that its CustomResourceDefinition allows. */
export interface CustomEnum {
  readonly pattern: PathPattern;
  readonly allowed: readonly string[];
}

const GATEWAY = 'gateway.networking.k8s.io';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const EXACT_OR_EXPRESSION = ['Exact', 'RegularExpression'];
const RULES: PathPattern = ['spec', 'rules', '*'];
const FILTERS: PathPattern = [...RULES, 'filters', '*'];
const PATHS = ['ReplaceFullPath', 'ReplacePrefixMatch'];

const LISTENERS: readonly CustomEnum[] = [
  { pattern: ['spec', 'listeners', '*', 'tls', 'mode'], allowed: ['Terminate', 'Passthrough'] },
  {
    pattern: ['spec', 'listeners', '*', 'allowedRoutes', 'namespaces', 'from'],
    allowed: ['All', 'Selector', 'Same', 'None'],
  },
];

const HTTP_ROUTE: readonly CustomEnum[] = [
  { pattern: [...RULES, 'matches', '*', 'path', 'type'], allowed: ['Exact', 'PathPrefix', 'RegularExpression'] },
  { pattern: [...RULES, 'matches', '*', 'method'], allowed: METHODS },
  { pattern: [...RULES, 'matches', '*', 'headers', '*', 'type'], allowed: EXACT_OR_EXPRESSION },
  { pattern: [...RULES, 'matches', '*', 'queryParams', '*', 'type'], allowed: EXACT_OR_EXPRESSION },
  {
    pattern: [...FILTERS, 'type'],
    allowed: [
      'RequestHeaderModifier',
      'ResponseHeaderModifier',
      'RequestMirror',
      'RequestRedirect',
      'URLRewrite',
      'ExtensionRef',
      'CORS',
      'ExternalAuth',
    ],
  },
  { pattern: [...FILTERS, 'requestRedirect', 'scheme'], allowed: ['http', 'https'] },
  { pattern: [...FILTERS, 'requestRedirect', 'path', 'type'], allowed: PATHS },
  { pattern: [...FILTERS, 'urlRewrite', 'path', 'type'], allowed: PATHS },
  { pattern: [...FILTERS, 'externalAuth', 'protocol'], allowed: ['HTTP', 'GRPC'] },
  { pattern: [...FILTERS, 'cors', 'allowMethods', '*'], allowed: [...METHODS, '*'] },
];

const MTLS = ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'];
const CLIENT_TLS = ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'];

const ISTIO: readonly (readonly [ObjectKind, readonly CustomEnum[]])[] = [
  ['security.istio.io/PeerAuthentication', [{ pattern: ['spec', 'mtls', 'mode'], allowed: MTLS }]],
  [
    'security.istio.io/AuthorizationPolicy',
    [{ pattern: ['spec', 'action'], allowed: ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] }],
  ],
  [
    'networking.istio.io/ServiceEntry',
    [
      { pattern: ['spec', 'resolution'], allowed: ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'] },
      { pattern: ['spec', 'location'], allowed: ['MESH_EXTERNAL', 'MESH_INTERNAL'] },
    ],
  ],
  [
    'networking.istio.io/DestinationRule',
    [
      { pattern: ['spec', 'trafficPolicy', 'tls', 'mode'], allowed: CLIENT_TLS },
      { pattern: ['spec', 'trafficPolicy', 'portLevelSettings', '*', 'tls', 'mode'], allowed: CLIENT_TLS },
      { pattern: ['spec', 'subsets', '*', 'trafficPolicy', 'tls', 'mode'], allowed: CLIENT_TLS },
    ],
  ],
  [
    'networking.istio.io/Gateway',
    [
      {
        pattern: ['spec', 'servers', '*', 'tls', 'mode'],
        allowed: ['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'],
      },
    ],
  ],
];

const scheme = (list: string): CustomEnum => ({
  pattern: ['spec', list, '*', 'scheme'],
  allowed: ['http', 'https', 'HTTP', 'HTTPS'],
});

/**
 * One line for each field: kubernetes-sigs/gateway-api `config/crd/experimental`, istio/api `kubernetes`, and
 * prometheus-operator `example/prometheus-operator-crd` (semantics 7.17).
 */
export const CUSTOM_ENUMS: ReadonlyMap<ObjectKind, readonly CustomEnum[]> = new Map<ObjectKind, readonly CustomEnum[]>([
  [`${GATEWAY}/Gateway`, LISTENERS],
  [`${GATEWAY}/ListenerSet`, LISTENERS],
  [`${GATEWAY}/HTTPRoute`, HTTP_ROUTE],
  [
    `${GATEWAY}/GRPCRoute`,
    [
      { pattern: [...RULES, 'matches', '*', 'method', 'type'], allowed: EXACT_OR_EXPRESSION },
      { pattern: [...RULES, 'matches', '*', 'headers', '*', 'type'], allowed: EXACT_OR_EXPRESSION },
      {
        pattern: [...FILTERS, 'type'],
        allowed: ['ResponseHeaderModifier', 'RequestHeaderModifier', 'RequestMirror', 'ExtensionRef'],
      },
    ],
  ],
  [
    `${GATEWAY}/BackendTLSPolicy`,
    [{ pattern: ['spec', 'validation', 'subjectAltNames', '*', 'type'], allowed: ['Hostname', 'URI'] }],
  ],
  ...ISTIO,
  ['monitoring.coreos.com/ServiceMonitor', [scheme('endpoints')]],
  ['monitoring.coreos.com/PodMonitor', [scheme('podMetricsEndpoints')]],
]);
