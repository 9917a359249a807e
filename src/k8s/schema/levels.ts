import { isSlip } from '../../text/spelling/slip.js';
import { get, getEntries, type MapTree, type Path } from '../../tree/tree.js';
import type { FieldError } from './check-fields.js';

/** A map of a custom kind: where it stands, its type, and its fields. */
interface Level {
  /** `*` stands for every item of a list. */
  readonly pattern: readonly string[];
  readonly type: string;
  readonly fields: ReadonlySet<string>;
}

const ENDPOINT =
  'port path scheme params interval scrapeTimeout tlsConfig bearerTokenFile bearerTokenSecret authorization ' +
  'honorLabels honorTimestamps basicAuth oauth2 metricRelabelings relabelings proxyUrl noProxy followRedirects ' +
  'enableHttp2 filterRunning trackTimestampsStaleness targetPort proxyFromEnvironment proxyConnectHeader';
const SCRAPED =
  'selector namespaceSelector jobLabel podTargetLabels sampleLimit targetLimit labelLimit attachMetadata scrapeClass ' +
  'labelNameLengthLimit labelValueLengthLimit keepDroppedTargets bodySizeLimit selectorMechanism';
const BACKEND_REF = 'group kind name namespace port weight filters';
const PARENTS = 'parentRefs hostnames rules useDefaultGateways';
const TRAEFIK_ROUTE = 'match kind priority services middlewares syntax observability';
const TRAEFIK_SERVICE =
  'name kind namespace port scheme strategy weight sticky passHostHeader responseForwarding serversTransport ' +
  'nativeLB nodePortLB healthCheck passiveHealthCheck middlewares';

/** One line for each map: its path, the type, and the fields, by the CustomResourceDefinition of the kind. */
const LEVELS: readonly (readonly [kinds: string, levels: readonly (readonly [string, string, string])[]])[] = [
  [
    'monitoring.coreos.com/ServiceMonitor',
    [
      ['spec', 'ServiceMonitorSpec', `${SCRAPED} endpoints targetLabels serviceDiscoveryRole`],
      ['spec.selector', 'LabelSelector', 'matchLabels matchExpressions'],
      ['spec.endpoints.*', 'Endpoint', ENDPOINT],
    ],
  ],
  [
    'monitoring.coreos.com/PodMonitor',
    [
      ['spec', 'PodMonitorSpec', `${SCRAPED} podMetricsEndpoints`],
      ['spec.selector', 'LabelSelector', 'matchLabels matchExpressions'],
      ['spec.podMetricsEndpoints.*', 'PodMetricsEndpoint', `${ENDPOINT} portNumber`],
    ],
  ],
  [
    'networking.istio.io/VirtualService',
    [
      ['spec', 'VirtualServiceSpec', 'hosts gateways http tls tcp exportTo'],
      [
        'spec.http.*',
        'HTTPRoute',
        'name match route redirect directResponse delegate rewrite timeout retries fault mirror mirrors ' +
          'mirrorPercentage mirrorPercent mirror_percent corsPolicy headers',
      ],
      [
        'spec.http.*.match.*',
        'HTTPMatchRequest',
        'name uri scheme method authority headers port sourceLabels gateways queryParams ignoreUriCase ' +
          'withoutHeaders sourceNamespace statPrefix',
      ],
      ['spec.http.*.route.*', 'HTTPRouteDestination', 'destination weight headers'],
      ['spec.http.*.route.*.destination', 'Destination', 'host subset port'],
    ],
  ],
  [
    'networking.istio.io/DestinationRule',
    [
      ['spec', 'DestinationRuleSpec', 'host trafficPolicy subsets exportTo workloadSelector'],
      ['spec.subsets.*', 'Subset', 'name labels trafficPolicy'],
      [
        'spec.trafficPolicy',
        'TrafficPolicy',
        'loadBalancer connectionPool outlierDetection tls portLevelSettings tunnel proxyProtocol retryBudget',
      ],
    ],
  ],
  [
    'networking.istio.io/Gateway',
    [
      ['spec', 'GatewaySpec', 'servers selector'],
      ['spec.servers.*', 'Server', 'port bind hosts tls defaultEndpoint name'],
      ['spec.servers.*.port', 'Port', 'number protocol name targetPort'],
    ],
  ],
  [
    'security.istio.io/AuthorizationPolicy',
    [
      ['spec', 'AuthorizationPolicySpec', 'selector targetRef targetRefs action rules provider'],
      ['spec.rules.*', 'Rule', 'from to when'],
    ],
  ],
  [
    'gateway.networking.k8s.io/HTTPRoute',
    [
      ['spec', 'HTTPRouteSpec', PARENTS],
      ['spec.rules.*', 'HTTPRouteRule', 'name matches filters backendRefs timeouts retry sessionPersistence'],
      ['spec.rules.*.matches.*', 'HTTPRouteMatch', 'path headers queryParams method'],
      ['spec.rules.*.backendRefs.*', 'HTTPBackendRef', BACKEND_REF],
    ],
  ],
  [
    'gateway.networking.k8s.io/GRPCRoute',
    [
      ['spec', 'GRPCRouteSpec', PARENTS],
      ['spec.rules.*', 'GRPCRouteRule', 'name matches filters backendRefs timeouts sessionPersistence'],
      ['spec.rules.*.matches.*', 'GRPCRouteMatch', 'method headers'],
      ['spec.rules.*.backendRefs.*', 'GRPCBackendRef', BACKEND_REF],
    ],
  ],
  [
    'gateway.networking.k8s.io/TCPRoute gateway.networking.k8s.io/UDPRoute gateway.networking.k8s.io/TLSRoute',
    [
      ['spec', 'RouteSpec', PARENTS],
      ['spec.rules.*', 'RouteRule', 'name backendRefs'],
      ['spec.rules.*.backendRefs.*', 'BackendRef', BACKEND_REF],
    ],
  ],
  [
    'gateway.networking.k8s.io/Gateway',
    [
      [
        'spec',
        'GatewaySpec',
        'gatewayClassName listeners addresses infrastructure allowedListeners backendTLS tls defaultScope',
      ],
      ['spec.listeners.*', 'Listener', 'name hostname port protocol tls allowedRoutes'],
      ['spec.listeners.*.allowedRoutes', 'AllowedRoutes', 'namespaces kinds'],
      ['spec.listeners.*.allowedRoutes.namespaces', 'RouteNamespaces', 'from selector'],
    ],
  ],
  [
    'traefik.io/IngressRoute traefik.containo.us/IngressRoute',
    [
      ['spec', 'IngressRouteSpec', 'entryPoints routes tls parentRefs ingressClassName'],
      ['spec.routes.*', 'Route', TRAEFIK_ROUTE],
      ['spec.routes.*.services.*', 'Service', TRAEFIK_SERVICE],
    ],
  ],
  [
    'keda.sh/ScaledObject',
    [
      [
        'spec',
        'ScaledObjectSpec',
        'scaleTargetRef pollingInterval initialCooldownPeriod cooldownPeriod idleReplicaCount minReplicaCount ' +
          'maxReplicaCount advanced triggers fallback',
      ],
      ['spec.scaleTargetRef', 'ScaleTarget', 'name apiVersion kind envSourceContainerName'],
      ['spec.triggers.*', 'ScaleTriggers', 'type name useCachedMetrics metadata authenticationRef metricType'],
    ],
  ],
  [
    'projectcontour.io/HTTPProxy',
    [
      ['spec', 'HTTPProxySpec', 'virtualhost routes tcpproxy includes ingressClassName'],
      [
        'spec.routes.*',
        'Route',
        'conditions services enableWebsockets permitInsecure authPolicy timeoutPolicy retryPolicy healthCheckPolicy ' +
          'loadBalancerPolicy pathRewritePolicy requestHeadersPolicy responseHeadersPolicy cookieRewritePolicies ' +
          'rateLimitPolicy requestRedirectPolicy directResponsePolicy internalRedirectPolicy jwtVerificationPolicy ' +
          'ipAllowPolicy ipDenyPolicy',
      ],
      [
        'spec.routes.*.services.*',
        'Service',
        'name port weight mirror protocol validation requestHeadersPolicy responseHeadersPolicy ' +
          'cookieRewritePolicies slowStartPolicy healthPort',
      ],
    ],
  ],
];

const TOP: Level = { pattern: [], type: '', fields: new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']) };

const BY_KIND: ReadonlyMap<string, readonly Level[]> = new Map(
  LEVELS.flatMap(([kinds, levels]) => {
    const read = levels.map(([path, type, fields]): Level => ({
      pattern: path.split('.'),
      type,
      fields: new Set(fields.split(' ')),
    }));
    return kinds.split(' ').map((kind) => [kind, read] as const);
  }),
);

/**
 * Fields of a custom kind, given with its group, that stand on a wrong level, and slips of the keyboard (semantics
 * 1.4). Another unknown field may be one of a newer version.
 */
export function levelErrors(kind: string, tree: MapTree): readonly FieldError[] {
  const levels = BY_KIND.get(kind);
  if (levels === undefined) return [];
  return [
    ...fieldsOn(tree, [], { ...TOP, type: kind.slice(kind.indexOf('/') + 1) }, levels),
    ...levels.flatMap((level) => placesOf(level, tree).flatMap((path) => fieldsOn(tree, path, level, levels))),
  ];
}

/** Where the maps of a level stand. */
function placesOf({ pattern }: Level, tree: MapTree): readonly Path[] {
  return pattern.reduce<readonly Path[]>(
    (paths, step) =>
      paths.flatMap((path): readonly Path[] => {
        if (step !== '*') return [[...path, step]];
        const list = get(tree, ...path);
        return list?.type === 'list' ? list.items.map((_, at) => [...path, at]) : [];
      }),
    [[]],
  );
}

function fieldsOn(tree: MapTree, path: Path, level: Level, levels: readonly Level[]): readonly FieldError[] {
  const { type, fields } = level;
  return [...getEntries(tree, ...path)].flatMap(({ key }): readonly FieldError[] => {
    if (fields.has(key)) return [];
    const other = levels.find((each) => each !== level && each.fields.has(key) && isAroundOrWithin(each, level));
    const belongs = other?.pattern.join('.').replaceAll('.*', '[]');
    if (belongs === undefined && !isTypo(key, path, level, tree)) return [];
    return [
      { path: [...path, key], problem: { kind: 'unknown', field: key, knownFields: [...fields], type, belongs } },
    ];
  });
}

/** One letter away from a field that is absent; or another case of one. */
function isTypo(key: string, path: Path, { fields }: Level, tree: MapTree): boolean {
  return [...fields].some(
    (field) =>
      (field.toLowerCase() === key.toLowerCase() || isSlip(field.toLowerCase(), key.toLowerCase())) &&
      get(tree, ...path, field) === undefined,
  );
}

function isAroundOrWithin(a: Level, b: Level): boolean {
  const length = Math.min(a.pattern.length, b.pattern.length);
  return a.pattern.slice(0, length).every((step, at) => step === b.pattern[at]);
}
