import { getList, getString, type Path, type Tree } from '../../tree/tree.js';
import { policyPortPaths } from '../policies/network-policy.js';
import { httpPathsOf, isIngressV1 } from '../routes/ingress.js';
import { POD_MAKING_KINDS } from '../pods/pod-makers.js';
import { podSpecsOf, type PodSpec } from '../pods/pod-specs.js';
import type { ObjectKind } from '../object/object-kind.js';
import { expandPattern } from '../object/path-pattern.js';
import { CUSTOM_ENUMS, type CustomEnum } from '../kinds/custom-enums.js';
import { isKind, type Resource } from '../object/resource.js';
import { SERVICE_TYPES } from '../services/forbidden-fields.js';

/** A text that is none of those which its field allows. */
export interface WrongValue {
  readonly path: Path;
  readonly value: string;
  readonly allowed: readonly string[];
}

interface ClosedField {
  readonly field: string;
  readonly allowed: readonly string[];
}

/** Fields of one part of an object, each with all values that it may have. */
const closed = (fields: Readonly<Record<string, readonly string[]>>): readonly ClosedField[] =>
  Object.entries(fields).map(([field, allowed]) => ({ field, allowed }));

const TRAEFIK_KINDS = ['traefik.io', 'traefik.containo.us'].flatMap((group) =>
  ['IngressRoute', 'TraefikService'].map((kind): ObjectKind => `${group}/${kind}`),
);
const KNATIVE_KINDS = ['Service', 'Configuration', 'Revision'].map((kind): ObjectKind => `serving.knative.dev/${kind}`);

export const KINDS_WITH_CLOSED_FIELDS: readonly ObjectKind[] = [
  ...POD_MAKING_KINDS,
  '/Service',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/NetworkPolicy',
  ...TRAEFIK_KINDS,
  ...KNATIVE_KINDS,
  ...CUSTOM_ENUMS.keys(),
];

/**
 * The values that are not of the closed set with which the API server compares a field of a Service, a Pod template, an
 * Ingress, a NetworkPolicy, or of a custom kind (semantics 4.3, 4.4, 6.2, 6.9, 7.17).
 */
export function wrongValues(resource: Resource, minor: number): readonly WrongValue[] {
  const enums = resource.custom ? CUSTOM_ENUMS.get(`${resource.group}/${resource.kind}`) : undefined;
  if (enums !== undefined) return customValues(resource, enums);
  if (isKind(resource, '', 'Service')) return serviceValues(resource, minor);
  if (isKind(resource, 'networking.k8s.io', 'NetworkPolicy')) return policyValues(resource);
  if (isIngressV1(resource))
    return httpPathsOf(resource).flatMap((path) => wrongIn(resource.get(...path), PATH_FIELDS, path));
  if (TRAEFIK_KINDS.includes(`${resource.group}/${resource.kind}`)) return traefikValues(resource);
  if (resource.group === 'serving.knative.dev') return knativeValues(resource);
  return podSpecsOf(resource).flatMap((spec) => podValues(resource, spec, minor));
}

function customValues(resource: Resource, enums: readonly CustomEnum[]): readonly WrongValue[] {
  return enums.flatMap(({ pattern, allowed }) =>
    expandPattern(pattern, (path) => getList(resource.tree, ...path).map((_, index) => index)).flatMap((path) => {
      const value = getString(resource.tree, ...path) ?? '';
      return isWrong(value, allowed) ? [{ path, value, allowed }] : [];
    }),
  );
}

/** The kinds that a route of Traefik sends requests to (semantics 7.4). */
const BACKEND_KIND = closed({ kind: ['Service', 'TraefikService'] });
const ROUTE_KIND = closed({ kind: ['Rule'] });

function traefikValues(resource: Resource): readonly WrongValue[] {
  const { tree } = resource;
  const items = (...path: string[]): readonly Path[] => getList(tree, ...path).map((_, index) => [...path, index]);
  const routes = items('spec', 'routes').flatMap((path) =>
    getList(tree, ...path, 'services').map((_, index) => [...path, 'services', index]),
  );
  const paths = [
    ...routes,
    ...items('spec', 'weighted', 'services'),
    ['spec', 'mirroring'],
    ...items('spec', 'mirroring', 'mirrors'),
  ];
  return [
    ...items('spec', 'routes').flatMap((path) => wrongIn(resource.get(...path), ROUTE_KIND, path)),
    ...paths.flatMap((path) => wrongIn(resource.get(...path), BACKEND_KIND, path)),
  ];
}

/** The name of the one port tells Knative its protocol (semantics 7.12). */
const KNATIVE_PORT = closed({ name: ['http1', 'h2c'] });

function knativeValues(resource: Resource): readonly WrongValue[] {
  const spec = resource.kind === 'Revision' ? ['spec'] : ['spec', 'template', 'spec'];
  return getList(resource.tree, ...spec, 'containers').flatMap((container, index) =>
    getList(container, 'ports').flatMap((port, at) =>
      wrongIn(port, KNATIVE_PORT, [...spec, 'containers', index, 'ports', at]),
    ),
  );
}

/** The second port of the containers of a Knative Service, which may have one (semantics 7.12). */
export function secondKnativePort(resource: Resource): Path | undefined {
  const spec = resource.kind === 'Revision' ? ['spec'] : ['spec', 'template', 'spec'];
  const ports = getList(resource.tree, ...spec, 'containers').flatMap((container, index) =>
    getList(container, 'ports').map((_, at): Path => [...spec, 'containers', index, 'ports', at]),
  );
  return ports[1];
}

/** Wrong values in the part of an object at `path`, or at a place right below it; the empty text is an absent value. */
function wrongIn(
  part: Tree | undefined,
  fields: readonly ClosedField[],
  path: Path,
  ...below: Path
): readonly WrongValue[] {
  const wrong = fields.filter(({ field, allowed }) => isWrong(getString(part, field), allowed));
  return wrong.length === 0
    ? NONE
    : wrong.map(({ field, allowed }) => ({
        path: [...path, ...below, field],
        value: getString(part, field) ?? '',
        allowed,
      }));
}

const NONE: readonly WrongValue[] = [];

function isWrong(value: string | undefined, allowed: readonly string[]): boolean {
  return value !== undefined && value !== '' && !allowed.includes(value);
}

/** The same for the texts of a list. */
function wrongItems(part: Tree | undefined, list: string, allowed: readonly string[]): readonly WrongValue[] {
  return getList(part, list).flatMap((item, index) => {
    const value = getString(item) ?? '';
    return isWrong(value, allowed) ? [{ path: ['spec', list, index], value, allowed }] : [];
  });
}

const POLICIES = ['Cluster', 'Local'];

const SERVICE_FIELDS = closed({
  type: SERVICE_TYPES,
  sessionAffinity: ['None', 'ClientIP'],
  externalTrafficPolicy: POLICIES,
  internalTrafficPolicy: POLICIES,
  ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
});
const DISTRIBUTIONS = closed({ trafficDistribution: ['PreferClose'] });
const DISTRIBUTIONS_SINCE_34 = closed({ trafficDistribution: ['PreferSameZone', 'PreferSameNode', 'PreferClose'] });
const PORT_FIELDS = closed({ protocol: ['TCP', 'UDP', 'SCTP'] });
const PATH_FIELDS = closed({ pathType: ['Exact', 'Prefix', 'ImplementationSpecific'] });
const POD_FIELDS = closed({ dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] });
const CONTAINER_FIELDS = closed({ imagePullPolicy: ['Always', 'IfNotPresent', 'Never'] });

function serviceValues(resource: Resource, minor: number): readonly WrongValue[] {
  const spec = resource.get('spec');
  return [
    ...wrongIn(spec, SERVICE_FIELDS, ['spec']),
    ...wrongIn(spec, minor >= 34 ? DISTRIBUTIONS_SINCE_34 : DISTRIBUTIONS, ['spec']),
    ...wrongItems(spec, 'ipFamilies', ['IPv4', 'IPv6']),
    ...getList(spec, 'ports').flatMap((port, index) => wrongIn(port, PORT_FIELDS, ['spec', 'ports'], index)),
  ];
}

function policyValues(resource: Resource): readonly WrongValue[] {
  return [
    ...wrongItems(resource.get('spec'), 'policyTypes', ['Ingress', 'Egress']),
    ...policyPortPaths(resource).flatMap((path) => wrongIn(resource.get(...path), PORT_FIELDS, path)),
  ];
}

function podValues(resource: Resource, { path, tree, containers }: PodSpec, minor: number): readonly WrongValue[] {
  // `Always` makes a sidecar of an init container. The others came with the rules for restarting single containers,
  // which are on by default since 1.35.
  const restarting = minor >= 35 ? containers : containers.filter(({ role }) => role !== 'regular');
  return [
    ...wrongIn(tree, restartPolicies(resource), path),
    ...wrongIn(tree, POD_FIELDS, path),
    ...containers.flatMap((container) => wrongIn(container.get(), CONTAINER_FIELDS, container.path)),
    ...restarting.flatMap((container) =>
      wrongIn(container.get(), minor >= 35 ? ANY_RESTART : MUST_RESTART, container.path),
    ),
    ...containers.flatMap((container) =>
      getList(container.get('ports')).flatMap((port, index) =>
        wrongIn(port, PORT_FIELDS, container.path, 'ports', index),
      ),
    ),
  ];
}

const MUST_RESTART = closed({ restartPolicy: ['Always'] });
const MUST_END = closed({ restartPolicy: ['OnFailure', 'Never'] });
const ANY_RESTART = closed({ restartPolicy: ['Always', 'OnFailure', 'Never'] });

/** A Job must end, so it cannot restart for ever; what a controller keeps running must restart (semantics 6.9). */
function restartPolicies(resource: Resource): readonly ClosedField[] {
  if (resource.group === 'batch') return MUST_END;
  return isKind(resource, '', 'Pod') ? ANY_RESTART : MUST_RESTART;
}
