import { getList, getString, type Path } from '../../tree/tree.js';
import { policyPortPaths } from '../policies/network-policy.js';
import { httpPathsOf, isIngressV1 } from '../routes/ingress.js';
import { POD_MAKING_KINDS } from '../pods/pod-makers.js';
import { podSpecsOf, type PodSpec } from '../pods/pod-specs.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';
import { SERVICE_TYPES } from '../services/forbidden-fields.js';

/** A field with a closed set of values, at a path of one object. */
export interface ClosedField {
  readonly path: Path;
  readonly allowed: readonly string[];
}

const POLICY = ['Cluster', 'Local'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

export const KINDS_WITH_CLOSED_FIELDS: readonly ObjectKind[] = [
  ...POD_MAKING_KINDS,
  '/Service',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/NetworkPolicy',
];

/** The fields of a Service, a Pod template, or an Ingress that the API server compares with a closed set of values (semantics 4.3, 4.4, 6.2, 6.9). */
export function closedFields(resource: Resource, minor: number): readonly ClosedField[] {
  if (isKind(resource, '', 'Service')) return serviceFields(resource, minor);
  if (isKind(resource, 'networking.k8s.io', 'NetworkPolicy')) return policyFields(resource);
  if (isIngressV1(resource))
    return httpPathsOf(resource).map((path) => ({
      path: [...path, 'pathType'],
      allowed: ['Exact', 'Prefix', 'ImplementationSpecific'],
    }));
  return podSpecsOf(resource).flatMap((spec) => podFields(resource, spec, minor));
}

function serviceFields(resource: Resource, minor: number): readonly ClosedField[] {
  const field = (allowed: readonly string[], ...path: Path): ClosedField => ({ path: ['spec', ...path], allowed });
  return [
    field(SERVICE_TYPES, 'type'),
    field(['None', 'ClientIP'], 'sessionAffinity'),
    field(POLICY, 'externalTrafficPolicy'),
    field(POLICY, 'internalTrafficPolicy'),
    field(['SingleStack', 'PreferDualStack', 'RequireDualStack'], 'ipFamilyPolicy'),
    field(minor >= 34 ? ['PreferSameZone', 'PreferSameNode', 'PreferClose'] : ['PreferClose'], 'trafficDistribution'),
    ...getList(resource.tree, 'spec', 'ipFamilies').map((_, index) => field(['IPv4', 'IPv6'], 'ipFamilies', index)),
    ...getList(resource.tree, 'spec', 'ports').map((_, index) => field(PROTOCOLS, 'ports', index, 'protocol')),
  ];
}

function policyFields(resource: Resource): readonly ClosedField[] {
  const types = getList(resource.tree, 'spec', 'policyTypes').map((_, index) => ({
    path: ['spec', 'policyTypes', index],
    allowed: ['Ingress', 'Egress'],
  }));
  return [...types, ...policyPortPaths(resource).map((path) => ({ path: [...path, 'protocol'], allowed: PROTOCOLS }))];
}

function podFields(resource: Resource, { path: spec, containers }: PodSpec, minor: number): readonly ClosedField[] {
  return [
    { path: [...spec, 'restartPolicy'], allowed: restartPolicies(resource) },
    { path: [...spec, 'dnsPolicy'], allowed: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
    ...containers.map(({ path }) => ({
      path: [...path, 'imagePullPolicy'],
      allowed: ['Always', 'IfNotPresent', 'Never'],
    })),
    ...containers
      .filter(({ path }) => minor >= 35 || path.includes('initContainers'))
      .map(({ path }) => ({ path: [...path, 'restartPolicy'], allowed: containerRestarts(minor) })),
    ...containers.flatMap((container) =>
      getList(container.get('ports')).map((_, index) => ({
        path: [...container.path, 'ports', index, 'protocol'],
        allowed: PROTOCOLS,
      })),
    ),
  ];
}

/** `Always` makes a sidecar of an init container; the others came with the rules for restarting single containers (1.35, on by default). */
function containerRestarts(minor: number): readonly string[] {
  return minor >= 35 ? ['Always', 'OnFailure', 'Never'] : ['Always'];
}

/** A Job must end, so it cannot restart for ever; what a controller keeps running must restart (semantics 6.9). */
function restartPolicies(resource: Resource): readonly string[] {
  if (resource.group === 'batch') return ['OnFailure', 'Never'];
  return isKind(resource, '', 'Pod') ? ['Always', 'OnFailure', 'Never'] : ['Always'];
}

/** The text at a path that is none of the allowed values; the empty text is an absent value. */
export function wrongValue(resource: Resource, field: ClosedField): string | undefined {
  const value = getString(resource.tree, ...field.path);
  return value === undefined || value === '' || field.allowed.includes(value) ? undefined : value;
}
