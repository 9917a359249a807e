import { getList, getString, type Path, type Tree } from '../../tree/tree.js';
import { policyPortPaths } from '../policies/network-policy.js';
import { httpPathsOf, isIngressV1 } from '../routes/ingress.js';
import { POD_MAKING_KINDS } from '../pods/pod-makers.js';
import { podSpecsOf, type PodSpec } from '../pods/pod-specs.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';
import { SERVICE_TYPES } from '../services/forbidden-fields.js';

/** A text that is none of those which its field allows. */
export interface WrongValue {
  readonly path: Path;
  readonly value: string;
  readonly allowed: readonly string[];
}

/** Fields of one part of an object, each with all values that it may have. */
type ClosedFields = readonly (readonly [field: string, allowed: readonly string[]])[];

const TRAEFIK_KINDS = ['traefik.io', 'traefik.containo.us'].flatMap((group) =>
  ['IngressRoute', 'TraefikService'].map((kind): ObjectKind => `${group}/${kind}`),
);
const KNATIVE_KINDS = ['Service', 'Configuration', 'Revision'].map((kind): ObjectKind => `serving.knative.dev/${kind}`);

/** True for the custom kinds of which some closed fields are known. */
export function hasClosedFields({ group, kind }: Resource): boolean {
  return [...TRAEFIK_KINDS, ...KNATIVE_KINDS].includes(`${group}/${kind}`);
}

export const KINDS_WITH_CLOSED_FIELDS: readonly ObjectKind[] = [
  ...POD_MAKING_KINDS,
  '/Service',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/NetworkPolicy',
  ...TRAEFIK_KINDS,
  ...KNATIVE_KINDS,
];

/**
 * The values that are not of the closed set with which the API server compares a field of a Service, a Pod template, an
 * Ingress or a NetworkPolicy (semantics 4.3, 4.4, 6.2, 6.9).
 */
export function wrongValues(resource: Resource, minor: number): readonly WrongValue[] {
  if (isKind(resource, '', 'Service')) return serviceValues(resource, minor);
  if (isKind(resource, 'networking.k8s.io', 'NetworkPolicy')) return policyValues(resource);
  if (isIngressV1(resource))
    return httpPathsOf(resource).flatMap((path) => wrongIn(resource.get(...path), PATH_FIELDS, path));
  if (TRAEFIK_KINDS.includes(`${resource.group}/${resource.kind}`)) return traefikValues(resource);
  if (resource.group === 'serving.knative.dev') return knativeValues(resource);
  return podSpecsOf(resource).flatMap((spec) => podValues(resource, spec, minor));
}

/** The kinds that a route of Traefik sends requests to (semantics 7.4). */
const BACKEND_KIND: ClosedFields = [['kind', ['Service', 'TraefikService']]];

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
    ...items('spec', 'routes').flatMap((path) => wrongIn(resource.get(...path), [['kind', ['Rule']]], path)),
    ...paths.flatMap((path) => wrongIn(resource.get(...path), BACKEND_KIND, path)),
  ];
}

/** The name of the one port tells Knative its protocol (semantics 7.12). */
const KNATIVE_PORT: ClosedFields = [['name', ['http1', 'h2c']]];

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
function wrongIn(part: Tree | undefined, fields: ClosedFields, path: Path, ...below: Path): readonly WrongValue[] {
  const found: WrongValue[] = [];
  for (const [field, allowed] of fields) {
    const value = getString(part, field);
    if (value !== undefined && value !== '' && !allowed.includes(value))
      found.push({ path: [...path, ...below, field], value, allowed });
  }
  return found;
}

/** The same for the texts of a list. */
function wrongItems(part: Tree | undefined, list: string, allowed: readonly string[]): readonly WrongValue[] {
  return getList(part, list).flatMap((item, index) => {
    const value = getString(item);
    const isWrong = value !== undefined && value !== '' && !allowed.includes(value);
    return isWrong ? [{ path: ['spec', list, index], value, allowed }] : [];
  });
}

const POLICIES = ['Cluster', 'Local'];

const SERVICE_FIELDS: ClosedFields = [
  ['type', SERVICE_TYPES],
  ['sessionAffinity', ['None', 'ClientIP']],
  ['externalTrafficPolicy', POLICIES],
  ['internalTrafficPolicy', POLICIES],
  ['ipFamilyPolicy', ['SingleStack', 'PreferDualStack', 'RequireDualStack']],
];
const DISTRIBUTIONS: ClosedFields = [['trafficDistribution', ['PreferClose']]];
const DISTRIBUTIONS_SINCE_34: ClosedFields = [
  ['trafficDistribution', ['PreferSameZone', 'PreferSameNode', 'PreferClose']],
];
const PORT_FIELDS: ClosedFields = [['protocol', ['TCP', 'UDP', 'SCTP']]];
const PATH_FIELDS: ClosedFields = [['pathType', ['Exact', 'Prefix', 'ImplementationSpecific']]];
const POD_FIELDS: ClosedFields = [['dnsPolicy', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']]];
const CONTAINER_FIELDS: ClosedFields = [['imagePullPolicy', ['Always', 'IfNotPresent', 'Never']]];

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
  const restarting = minor >= 35 ? containers : containers.filter(({ role }) => role !== 'regular');
  return [
    ...wrongIn(tree, [['restartPolicy', restartPolicies(resource)]], path),
    ...wrongIn(tree, POD_FIELDS, path),
    ...containers.flatMap((container) => wrongIn(container.get(), CONTAINER_FIELDS, container.path)),
    ...restarting.flatMap((container) =>
      wrongIn(container.get(), minor >= 35 ? RESTARTS_SINCE_35 : SIDECAR_RESTARTS, container.path),
    ),
    ...containers.flatMap((container) =>
      getList(container.get('ports')).flatMap((port, index) =>
        wrongIn(port, PORT_FIELDS, container.path, 'ports', index),
      ),
    ),
  ];
}

/** `Always` makes a sidecar of an init container. */
const SIDECAR_RESTARTS: ClosedFields = [['restartPolicy', ['Always']]];
/** The others came with the rules for restarting single containers, which are on by default since 1.35. */
const RESTARTS_SINCE_35: ClosedFields = [['restartPolicy', ['Always', 'OnFailure', 'Never']]];

/** A Job must end, so it cannot restart for ever; what a controller keeps running must restart (semantics 6.9). */
function restartPolicies(resource: Resource): readonly string[] {
  if (resource.group === 'batch') return ['OnFailure', 'Never'];
  return isKind(resource, '', 'Pod') ? ['Always', 'OnFailure', 'Never'] : ['Always'];
}
