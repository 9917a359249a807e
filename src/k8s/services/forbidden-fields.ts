import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

export const SERVICE_TYPES: readonly string[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** `spec.type`, or its default; undefined for one that does not exist, of which nothing else can be said. */
export function serviceTypeOf(service: Resource): string | undefined {
  const type = getString(service.tree, 'spec', 'type') || 'ClusterIP';
  return SERVICE_TYPES.includes(type) ? type : undefined;
}

/** A field of a Service that its type forbids. */
export interface ForbiddenField {
  readonly path: Path;
  /** Who may have the field: "only a NodePort or LoadBalancer Service may have it". */
  readonly only: string;
  /** What is missing beside it, where the type alone does not forbid it: "`externalTrafficPolicy: Local`". */
  readonly without?: string;
}

const ONLY_EXTERNAL = 'only a NodePort or LoadBalancer Service, or one with `externalIPs`, may have it';
const ONLY_LOAD_BALANCER = 'only a LoadBalancer Service may have it';
const NOT_EXTERNAL_NAME = 'an ExternalName Service has no address of its own';

/**
 * The fields that the API server refuses beside this `spec.type` (semantics 4.4). The first of several `nodePort`s
 * stands for all of them.
 */
export function forbiddenFields(resource: Resource): readonly ForbiddenField[] {
  const spec = resource.get('spec');
  const type = serviceTypeOf(resource);
  if (type === undefined) return [];
  const has = (field: string): boolean => isSet(resource, ['spec', field]);
  const forbid = (field: string, only: string): readonly ForbiddenField[] =>
    has(field) ? [{ path: ['spec', field], only }] : [];
  const external =
    type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && getList(spec, 'externalIPs').length > 0);
  const local = type === 'LoadBalancer' && getString(spec, 'externalTrafficPolicy') === 'Local';
  return [
    ...(type === 'ClusterIP' ? nodePorts(resource) : []),
    ...clusterAddresses(resource, type),
    ...(type === 'ExternalName'
      ? ['ipFamilies', 'ipFamilyPolicy'].flatMap((field) => forbid(field, NOT_EXTERNAL_NAME))
      : []),
    ...(external ? [] : forbid('externalTrafficPolicy', ONLY_EXTERNAL)),
    ...(local ? [] : healthCheckPort(resource, type)),
    ...(type === 'LoadBalancer'
      ? []
      : ['loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges'].flatMap((field) =>
          forbid(field, ONLY_LOAD_BALANCER),
        )),
  ];
}

function nodePorts(resource: Resource): readonly ForbiddenField[] {
  const first = getList(resource.tree, 'spec', 'ports').findIndex((port) => (getNumber(port, 'nodePort') ?? 0) !== 0);
  if (first === -1) return [];
  return [{ path: ['spec', 'ports', first, 'nodePort'], only: 'only a NodePort or LoadBalancer Service may have it' }];
}

function clusterAddresses(resource: Resource, type: string): readonly ForbiddenField[] {
  const address = getString(resource.tree, 'spec', 'clusterIP') ?? '';
  const listed = getString(resource.tree, 'spec', 'clusterIPs', 0) ?? '';
  const path: Path = address === '' ? ['spec', 'clusterIPs'] : ['spec', 'clusterIP'];
  if (address === '' && listed === '') return [];
  if (type === 'ExternalName') return [{ path, only: NOT_EXTERNAL_NAME }];
  if (type !== 'ClusterIP' && (address || listed) === 'None') {
    return [{ path, only: 'only a ClusterIP Service can be headless' }];
  }
  if (address === '')
    return [{ path, only: '`clusterIP` must be given too, and equal its first address', without: '`clusterIP`' }];
  return [];
}

function healthCheckPort(resource: Resource, type: string): readonly ForbiddenField[] {
  if ((getNumber(resource.tree, 'spec', 'healthCheckNodePort') ?? 0) === 0) return [];
  const path: Path = ['spec', 'healthCheckNodePort'];
  if (type !== 'LoadBalancer') return [{ path, only: ONLY_LOAD_BALANCER }];
  return [
    {
      path,
      only: 'only a Service that keeps traffic local needs a health check',
      without: '`externalTrafficPolicy: Local`',
    },
  ];
}

function isSet(resource: Resource, path: Path): boolean {
  const found = resource.get(...path);
  if (found === undefined) return false;
  return found.type === 'scalar' ? found.value !== '' : found.type !== 'list' || found.items.length > 0;
}
