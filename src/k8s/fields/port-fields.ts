import { getList, treeAt, type Path, type ScalarTree, type Tree } from '../../tree/tree.js';
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

/** A scalar in a field that holds a port. */
export class PortField {
  constructor(
    readonly field:
      | 'port'
      | 'targetPort'
      | 'nodePort'
      | 'containerPort'
      | 'hostPort'
      | 'probe'
      | 'policyPort'
      | 'endPort'
      | 'backend',
    readonly tree: ScalarTree,
    private readonly part: Path,
    private readonly below: Path,
  ) {}

  /** Built when it is asked for, which is where the port is wrong. */
  get path(): Path {
    return [...this.part, ...this.below];
  }
}

/**
 * Every port of a Service, a Pod template, an Ingress, a route, a Gateway, or a monitor that is written (semantics 4.3,
 * 6.2, 6.5, 7.2).
 */
export function portFields(resource: Resource): readonly PortField[] {
  return resource.view(readPortFields);
}

function readPortFields(resource: Resource): readonly PortField[] {
  if (isKnownCustom(resource))
    return customPortPaths(resource).flatMap((path) => written('port', resource.tree, [], path));
  if (isKind(resource, '', 'Service')) return servicePortFields(resource);
  if (isIngressV1(resource))
    return backendPathsOf(resource).flatMap((path) =>
      written('backend', resource.tree, [], [...path, 'service', 'port', 'number']),
    );
  return isKind(resource, 'networking.k8s.io', 'NetworkPolicy')
    ? policyPortFields(resource)
    : containerPortFields(resource);
}

/** The field below the part of an object that stands at `path`; an explicit null is none. */
function written(field: PortField['field'], part: Tree | undefined, path: Path, below: Path): readonly PortField[] {
  const tree = treeAt(part, below);
  return tree?.type === 'scalar' ? [new PortField(field, tree, path, below)] : NONE;
}

const NONE: readonly PortField[] = [];

function policyPortFields(resource: Resource): readonly PortField[] {
  return policyPortPaths(resource).flatMap((path) => [
    ...written('policyPort', resource.tree, [], [...path, 'port']),
    ...written('endPort', resource.tree, [], [...path, 'endPort']),
  ]);
}

function servicePortFields(resource: Resource): readonly PortField[] {
  const spec = resource.get('spec');
  return getList(spec, 'ports').flatMap((_, index) =>
    (['port', 'targetPort', 'nodePort'] as const).flatMap((field) =>
      written(field, spec, ['spec'], ['ports', index, field]),
    ),
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
    ...getList(container.get('ports')).flatMap((_, index) =>
      (['containerPort', 'hostPort'] as const).flatMap((field) =>
        written(field, container.get(), container.path, ['ports', index, field]),
      ),
    ),
    ...HANDLERS.flatMap((handler) => written('probe', container.get(), container.path, handler)),
  ]);
}
