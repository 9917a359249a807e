import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import { parentRefsOf } from '../routes/gateway-api.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference } from './reference.js';

/** A place of a route that names a backend, whatever its kind. */
export interface BackendRef {
  readonly path: Path;
  readonly role: string;
  /** Empty group and kind `Service` where none is written (semantics 7.2). */
  readonly isService: boolean;
  readonly name: string | undefined;
}

/** Every backendRef of a route, those with weight 0 and those of filters too: all of them must resolve. */
export function backendRefsOf(route: Resource): readonly BackendRef[] {
  return getList(route.tree, 'spec', 'rules').flatMap((rule, index) => {
    const path = ['spec', 'rules', index];
    const backends = getList(rule, 'backendRefs').flatMap((_, at) => {
      const backend = [...path, 'backendRefs', at];
      return [readBackend(route, backend, 'backend'), ...filterBackends(route, backend)];
    });
    return [...filterBackends(route, path), ...backends];
  });
}

/** Filters that send requests, or questions about them, to a backend of their own. */
const FILTERS = [
  ['requestMirror', 'mirror'],
  ['externalAuth', 'authorization'],
] as const;

function filterBackends(route: Resource, path: Path): readonly BackendRef[] {
  return getList(route.get(...path), 'filters').flatMap((_, index) =>
    FILTERS.flatMap(([filter, role]) => {
      const backend = [...path, 'filters', index, filter, 'backendRef'];
      return route.get(...backend) === undefined ? [] : [readBackend(route, backend, role)];
    }),
  );
}

function readBackend(route: Resource, path: Path, role: string): BackendRef {
  const tree = route.get(...path);
  const isService = (getString(tree, 'group') ?? '') === '' && (getString(tree, 'kind') ?? 'Service') === 'Service';
  return { path, role, isService, name: getString(tree, 'name') };
}

/**
 * HTTPRoute, GRPCRoute, TCPRoute, TLSRoute, and UDPRoute: the core Services among their parents and backends (semantics
 * 7.2).
 */
export function readRoute(route: Resource): readonly ReadReference[] {
  return [...parentServices(route), ...backendServices(route)];
}

/** In a mesh a route attaches to the Service whose requests it is for (GAMMA); `port` is one of its ports. */
function parentServices(route: Resource): readonly ReadReference[] {
  return parentRefsOf(route).flatMap(({ path, group, kind, name, namespace, port }): readonly ReadReference[] => {
    if (group !== '' || kind !== 'Service') return [];
    return [
      {
        from: route,
        referrer: 'gateway',
        role: 'parent',
        name,
        nameAt: route.at(...path, 'name'),
        namespace,
        namespaceAt: namespace === undefined ? undefined : route.at(...path, 'namespace'),
        port:
          port === undefined
            ? { kind: 'unwritten', number: undefined }
            : { kind: 'number', number: port, at: route.at(...path, 'port') },
        protocols: [],
      },
    ];
  });
}

function backendServices(route: Resource): readonly ReadReference[] {
  const protocols = [route.kind === 'UDPRoute' ? 'UDP' : 'TCP'];
  return backendRefsOf(route).flatMap(({ path, role, isService, name }): readonly ReadReference[] => {
    if (!isService || name === undefined || name === '') return [];
    const namespace = getString(route.tree, ...path, 'namespace') || undefined;
    // A port that is absent or no number makes the API server refuse the route: then it says nothing.
    const number = getNumber(route.tree, ...path, 'port');
    return [
      {
        from: route,
        referrer: 'gateway',
        role,
        name,
        nameAt: route.at(...path, 'name'),
        namespace,
        namespaceAt: namespace === undefined ? undefined : route.at(...path, 'namespace'),
        port:
          number === undefined
            ? { kind: 'unwritten', number: undefined }
            : { kind: 'number', number, at: route.at(...path, 'port') },
        protocols,
      },
    ];
  });
}

/** The Services that a BackendTLSPolicy is for; `sectionName` is the name of a port (semantics 7.2). */
export function readBackendTlsPolicy(policy: Resource): readonly ReadReference[] {
  return getList(policy.tree, 'spec', 'targetRefs').flatMap((target, index): readonly ReadReference[] => {
    const path = ['spec', 'targetRefs', index];
    const name = getString(target, 'name') ?? '';
    const isService = (getString(target, 'group') ?? '') === '' && getString(target, 'kind') === 'Service';
    if (!isService || name === '') return [];
    const section = getString(target, 'sectionName') ?? '';
    return [
      {
        from: policy,
        referrer: 'gateway',
        role: 'target',
        name,
        nameAt: policy.at(...path, 'name'),
        namespace: undefined,
        namespaceAt: undefined,
        port:
          section === ''
            ? { kind: 'unwritten', number: undefined }
            : { kind: 'name', name: section, at: policy.at(...path, 'sectionName') },
        protocols: [],
      },
    ];
  });
}

/**
 * The Service that an InferencePool asks which Pod a request should go to; what it selects are Pods (semantics 7.2).
 */
export function readInferencePool(pool: Resource): readonly ReadReference[] {
  const path = ['spec', 'endpointPickerRef'];
  const tree = pool.get(...path);
  const name = getString(tree, 'name') ?? '';
  const isService = (getString(tree, 'group') ?? '') === '' && (getString(tree, 'kind') ?? 'Service') === 'Service';
  if (!isService || name === '') return [];
  const number = getNumber(tree, 'port', 'number');
  return [
    {
      from: pool,
      referrer: 'gateway',
      role: 'endpoint picker',
      name,
      nameAt: pool.at(...path, 'name'),
      namespace: undefined,
      namespaceAt: undefined,
      port:
        number === undefined
          ? { kind: 'unwritten', number: undefined }
          : { kind: 'number', number, at: pool.at(...path, 'port', 'number') },
      protocols: ['TCP'],
    },
  ];
}
