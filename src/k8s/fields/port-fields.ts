import { getList, type Path } from '../../tree/tree.js';
import { customPortPaths, isKnownCustom } from './custom-fields.js';
import { backendPathsOf, isIngressV1 } from '../routes/ingress.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';
import { POD_MAKING_KINDS } from '../pods/pod-makers.js';
import { containersOf } from '../pods/pod-specs.js';
import { policyPortPaths } from '../policies/network-policy.js';
import { PROBES } from '../pods/checks.js';

/** The built-in kinds that have fields for ports. */
export const BUILT_IN_KINDS_WITH_PORTS: readonly ObjectKind[] = [
  ...POD_MAKING_KINDS,
  '/Service',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/NetworkPolicy',
];

/** A field that holds a port, written or not; those of a probe or hook only where that is written. */
export interface PortField {
  readonly path: Path;
  readonly field:
    'port' | 'targetPort' | 'nodePort' | 'containerPort' | 'hostPort' | 'probe' | 'policyPort' | 'endPort' | 'backend';
}

/** Every place of a Service, a Pod template, an Ingress, a route, a Gateway, or a monitor where a port number can stand (semantics 4.3, 6.2, 6.5, 7.2). */
export function portFields(resource: Resource): readonly PortField[] {
  return resource.view(readPortFields);
}

function readPortFields(resource: Resource): readonly PortField[] {
  if (isKnownCustom(resource)) return customPortPaths(resource).map((path) => ({ path, field: 'port' as const }));
  if (isKind(resource, '', 'Service')) return servicePortFields(resource);
  if (isIngressV1(resource))
    return backendPathsOf(resource).map((path) => ({
      path: [...path, 'service', 'port', 'number'],
      field: 'backend' as const,
    }));
  return isKind(resource, 'networking.k8s.io', 'NetworkPolicy')
    ? policyPortFields(resource)
    : containerPortFields(resource);
}

function policyPortFields(resource: Resource): readonly PortField[] {
  return policyPortPaths(resource).flatMap((path) => [
    { path: [...path, 'port'], field: 'policyPort' as const },
    { path: [...path, 'endPort'], field: 'endPort' as const },
  ]);
}

function servicePortFields(resource: Resource): readonly PortField[] {
  return getList(resource.tree, 'spec', 'ports').flatMap((_, index) =>
    (['port', 'targetPort', 'nodePort'] as const).map((field) => ({ path: ['spec', 'ports', index, field], field })),
  );
}

const HANDLERS: readonly Path[] = [
  ...PROBES.flatMap((probe) => ['httpGet', 'tcpSocket', 'grpc'].map((handler) => [probe, handler, 'port'])),
  ...['postStart', 'preStop'].flatMap((hook) =>
    ['httpGet', 'tcpSocket'].map((handler) => ['lifecycle', hook, handler, 'port']),
  ),
];

function containerPortFields(resource: Resource): readonly PortField[] {
  return containersOf(resource).flatMap((container) => [
    ...getList(container.get(), 'ports').flatMap((_, index) =>
      (['containerPort', 'hostPort'] as const).map((field) => ({
        path: [...container.path, 'ports', index, field],
        field,
      })),
    ),
    ...HANDLERS.filter(([part = '']) => container.get(part) !== undefined).map((path) => ({
      path: [...container.path, ...path],
      field: 'probe' as const,
    })),
  ]);
}

/** The smallest and the largest port number. */
export const PORT_RANGE = [1, 65535] as const;
/** The default of the API server's `--service-node-port-range`. */
export const NODE_PORT_RANGE = [30000, 32767] as const;
