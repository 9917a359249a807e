import { get, getEntries, type Path, type Tree } from '../../tree/tree.js';
import { GATEWAY_GROUP, ROUTE_KINDS } from '../routes/gateway-api.js';
import type { ObjectKind } from '../object/object-kind.js';
import { expandPattern, type PathPattern } from '../object/path-pattern.js';
import type { Resource } from '../object/resource.js';
import { checkDefinition } from '../schema/check-definition.js';
import type { FieldError } from '../schema/check-fields.js';

/** What a CustomResourceDefinition says of one field; only of those that make the contract. */
type FieldType = 'integer' | 'string' | 'integer or string' | 'object' | 'label selector';

const IN_WORDS: Readonly<Record<FieldType, string>> = {
  integer: 'an integer',
  string: 'a string',
  'integer or string': 'an integer or a string',
  object: 'an object',
  'label selector': 'a label selector',
};

interface CustomField {
  readonly pattern: PathPattern;
  readonly type: FieldType;
  /** What to write, where putting the value in quotes would be accepted and still be wrong. */
  readonly instead?: string;
}

const BACKENDS: readonly PathPattern[] = [
  ['backendRefs', '*'],
  ...(['requestMirror', 'externalAuth'] as const).flatMap((filter) => [
    ['filters', '*', filter, 'backendRef'],
    ['backendRefs', '*', 'filters', '*', filter, 'backendRef'],
  ]),
];
const ROUTE: readonly CustomField[] = [
  { pattern: ['spec', 'parentRefs', '*', 'port'], type: 'integer' },
  ...BACKENDS.map((backend): CustomField => ({ pattern: ['spec', 'rules', '*', ...backend, 'port'], type: 'integer' })),
];
const GATEWAY: readonly CustomField[] = [
  { pattern: ['spec', 'listeners', '*', 'port'], type: 'integer' },
  { pattern: ['spec', 'listeners', '*', 'allowedRoutes', 'namespaces', 'selector'], type: 'label selector' },
];

function monitor(list: string, instead: string): readonly CustomField[] {
  return [
    { pattern: ['spec', 'selector'], type: 'label selector' },
    { pattern: ['spec', list, '*', 'port'], type: 'string', instead },
    { pattern: ['spec', list, '*', 'targetPort'], type: 'integer or string' },
  ];
}

/** Where an Istio rule says to which port of which host requests go: `Destination` and `PortSelector` of istio/api. */
const DESTINATIONS: readonly PathPattern[] = [
  ...(['http', 'tls', 'tcp'] as const).map((list): PathPattern => ['spec', list, '*', 'route', '*', 'destination']),
  ['spec', 'http', '*', 'mirror'],
  ['spec', 'http', '*', 'mirrors', '*', 'destination'],
];
const VIRTUAL_SERVICE: readonly CustomField[] = [
  ...DESTINATIONS.map((path): CustomField => ({ pattern: [...path, 'port', 'number'], type: 'integer' })),
  ...(['http', 'tls', 'tcp'] as const).map((list): CustomField => ({
    pattern: ['spec', list, '*', 'match', '*', 'port'],
    type: 'integer',
  })),
];
/** Lists of objects, which are easily written as lists of names (traefik/traefik `pkg/provider/kubernetes/crd`). */
const TRAEFIK: readonly (readonly [ObjectKind, readonly CustomField[]])[] = [
  'traefik.io',
  'traefik.containo.us',
].flatMap((group) => [
  [`${group}/Middleware`, [{ pattern: ['spec', 'chain', 'middlewares', '*'], type: 'object' }]] as const,
  [
    `${group}/IngressRoute`,
    (['middlewares', 'services'] as const).map((list): CustomField => ({
      pattern: ['spec', 'routes', '*', list, '*'],
      type: 'object',
    })),
  ] as const,
]);
const SERVER_PORTS: readonly PathPattern[] = [['spec', 'servers', '*', 'port']];

const AUTHORIZATION: PathPattern = ['spec', 'rules', '*'];

/**
 * Custom kinds of which some fields are known, by group and kind: the CRDs of the Gateway API, of the Prometheus
 * operator, and of Istio.
 */
const FIELDS: ReadonlyMap<ObjectKind, readonly CustomField[]> = new Map<ObjectKind, readonly CustomField[]>([
  ...ROUTE_KINDS.map((kind) => [kind, ROUTE] as const),
  [`${GATEWAY_GROUP}/Gateway`, GATEWAY],
  [`${GATEWAY_GROUP}/ListenerSet`, GATEWAY],
  ['networking.istio.io/VirtualService', VIRTUAL_SERVICE],
  [
    'networking.istio.io/Gateway',
    SERVER_PORTS.map((path): CustomField => ({ pattern: [...path, 'number'], type: 'integer' })),
  ],
  [
    'security.istio.io/AuthorizationPolicy',
    (['ports', 'notPorts'] as const).map((list): CustomField => ({
      pattern: [...AUTHORIZATION, 'to', '*', 'operation', list, '*'],
      type: 'string',
    })),
  ],
  [
    'projectcontour.io/HTTPProxy',
    ([['routes', '*'], ['tcpproxy']] as const).map((part): CustomField => ({
      pattern: ['spec', ...part, 'services', '*', 'port'],
      type: 'integer',
    })),
  ],
  ...(['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'] as const).map(
    (kind) =>
      [
        `cilium.io/${kind}`,
        (['ingress', 'egress'] as const).map((list): CustomField => ({
          pattern: ['spec', list, '*', 'toPorts', '*', 'ports', '*', 'port'],
          type: 'string',
        })),
      ] as const,
  ),
  ...TRAEFIK,
  ['monitoring.coreos.com/ServiceMonitor', monitor('endpoints', 'write the name of the Service port')],
  [
    'monitoring.coreos.com/PodMonitor',
    [
      ...monitor('podMetricsEndpoints', 'write the name of the container port, or the number in `portNumber`'),
      { pattern: ['spec', 'podMetricsEndpoints', '*', 'portNumber'], type: 'integer' },
    ],
  ],
]);

/** The custom kinds of which it is known where a port number stands. */
export const CUSTOM_KINDS_WITH_PORTS = [...FIELDS.keys()];

/** True for a custom kind whose CustomResourceDefinition is known in part. */
export function isKnownCustom({ group, kind }: Resource): boolean {
  return FIELDS.has(`${group}/${kind}`);
}

/**
 * What the schema of a known custom kind refuses: values of another type, labels right under a selector, fields that a
 * part does not have (semantics 7.2, 7.3, 7.5, G09, G12, G15).
 */
export function customFieldErrors(resource: Resource): readonly FieldError[] {
  const kind: ObjectKind = `${resource.group}/${resource.kind}`;
  const typed = (FIELDS.get(kind) ?? []).flatMap(({ pattern, type, instead }) =>
    pathsOf(resource, pattern).flatMap((path) =>
      type === 'label selector' ? selectorErrors(resource, path) : typeError(resource, path, type, instead),
    ),
  );
  const told = new Set(typed.map(({ path }) => fieldKey(path)));
  return [
    ...typed,
    ...checkDefinition(resource.apiVersion, resource.kind, resource.tree).filter(
      ({ path }) => !told.has(fieldKey(path)),
    ),
  ];
}

const fieldKey = (path: Path): string => JSON.stringify(path);

/** Paths of the port numbers of a known custom kind, written or not. */
export function customPortPaths(resource: Resource): readonly Path[] {
  const fields = FIELDS.get(`${resource.group}/${resource.kind}`) ?? [];
  return fields.filter(({ type }) => type === 'integer').flatMap(({ pattern }) => pathsOf(resource, pattern));
}

function pathsOf(resource: Resource, pattern: PathPattern): readonly Path[] {
  return expandPattern(pattern, (path) => {
    const tree = resource.get(...path);
    return tree?.type === 'list' ? tree.items.map((_, index) => index) : [];
  });
}

function selectorErrors(resource: Resource, path: Path): readonly FieldError[] {
  const unknown = [...getEntries(resource.tree, ...path)].filter(
    ({ key }) => key !== 'matchLabels' && key !== 'matchExpressions',
  );
  const labels = [...getEntries(resource.tree, ...path, 'matchLabels')];
  return [
    ...unknown.map(({ key }): FieldError => ({
      path: [...path, key],
      problem: { kind: 'unknown', field: key, knownFields: ['matchExpressions', 'matchLabels'], type: 'LabelSelector' },
    })),
    ...labels.flatMap(({ key }) => typeError(resource, [...path, 'matchLabels', key], 'string')),
  ];
}

function typeError(
  resource: Resource,
  path: Path,
  type: Exclude<FieldType, 'label selector'>,
  instead?: string,
): readonly FieldError[] {
  const found = get(resource.tree, ...path);
  if (found === undefined || isOfType(found, type)) return [];
  return [
    {
      path,
      problem: {
        kind: 'type',
        expected: IN_WORDS[type],
        found: nameOf(found),
        ...(instead !== undefined && { instead }),
      },
    },
  ];
}

function isOfType(found: Tree, type: Exclude<FieldType, 'label selector'>): boolean {
  if (type === 'object') return found.type === 'map';
  if (found.type !== 'scalar') return false;
  return (
    (type !== 'integer' && typeof found.value === 'string') || (type !== 'string' && Number.isInteger(found.value))
  );
}

function nameOf(found: Tree): string {
  if (found.type !== 'scalar') return found.type === 'list' ? 'a list' : 'an object';
  return typeof found.value === 'number' && !Number.isInteger(found.value)
    ? 'a fractional number'
    : `a ${typeof found.value}`;
}
