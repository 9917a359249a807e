import { withoutEnds } from '../../text/trim.js';
import { getList, getString, type Path } from '../../tree/tree.js';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem, serviceNameProblem } from '../syntax/names.js';
import { backendPathsOf, isIngressV1 } from '../routes/ingress.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { containersOf, podSpecsOf } from '../pods/pod-specs.js';
import { isKind, type Resource } from '../object/resource.js';

/** A name that an object gives or uses, with what the API server has against it. */
export interface NameProblem {
  readonly path: Path;
  /** What bears the name: "name", "container name". */
  readonly what: string;
  readonly name: string;
  readonly problem: string;
  /** Whether another name would do in its place. */
  readonly wouldDo: (name: string) => boolean;
}

type Check = (name: string) => string | undefined;

/** The names of a built-in object that the API server would refuse (semantics 4.2, 4.3, 6.7, 7.7). */
export function nameProblems(resource: Resource, minor: number): readonly NameProblem[] {
  return [
    ...objectNames(resource, minor),
    ...podNames(resource),
    ...servicePortNames(resource),
    ...ingressNames(resource, minor),
  ];
}

/** Kinds whose names are DNS subdomains; names of RBAC objects, for one, are free. */
// prettier-ignore
const SUBDOMAIN_KINDS = new Set([
  '/Pod', '/ReplicationController', '/Endpoints', '/ConfigMap', '/Secret', '/PodTemplate', '/ServiceAccount',
  '/PersistentVolumeClaim', 'apps/Deployment', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job',
  'discovery.k8s.io/EndpointSlice', 'policy/PodDisruptionBudget', 'networking.k8s.io/Ingress',
  'networking.k8s.io/NetworkPolicy', 'autoscaling/HorizontalPodAutoscaler',
]);

function objectNames(resource: Resource, minor: number): readonly NameProblem[] {
  return [
    ...ownName(resource, minor),
    ...(resource.clusterScoped || resource.partial
      ? []
      : problem(resource, ['metadata', 'namespace'], 'namespace', dnsLabelProblem)),
    ...(isKind(resource, 'apps', 'StatefulSet') && minor >= 33
      ? problem(resource, ['spec', 'serviceName'], '`serviceName`', dnsLabelProblem)
      : []),
  ];
}

/** A kustomization may add a prefix and a suffix, and sets the name of a Namespace altogether. */
function ownName(resource: Resource, minor: number): readonly NameProblem[] {
  const check = objectNameCheck(resource, minor);
  if (check === undefined || (resource.partial && isKind(resource, '', 'Namespace'))) return [];
  return problem(
    resource,
    ['metadata', 'name'],
    'name',
    resource.partial ? (name) => check(`x${name}x`) && check(name) : check,
  );
}

function objectNameCheck(resource: Resource, minor: number): Check | undefined {
  if (isKind(resource, '', 'Service')) return (name) => serviceNameProblem(name, minor);
  if (isKind(resource, '', 'Namespace')) return dnsLabelProblem;
  if (isKind(resource, 'apps', 'StatefulSet')) return minor >= 27 ? dnsLabelProblem : dnsSubdomainProblem;
  // The controller appends a dash and ten digits.
  if (isKind(resource, 'batch', 'CronJob'))
    return (name) => (name.length > 52 ? `has ${name.length} characters, 52 are allowed` : dnsSubdomainProblem(name));
  return SUBDOMAIN_KINDS.has(`${resource.group}/${resource.kind}`) ? dnsSubdomainProblem : undefined;
}

function podNames(resource: Resource): readonly NameProblem[] {
  const specs = podSpecsOf(resource).flatMap(({ path: spec, tree }) => [
    ...problem(resource, [...spec, 'hostname'], '`hostname`', dnsLabelProblem),
    ...problem(resource, [...spec, 'subdomain'], '`subdomain`', dnsLabelProblem),
    ...problem(resource, [...spec, 'serviceAccountName'], '`serviceAccountName`', dnsSubdomainProblem),
    ...getList(tree, 'readinessGates').flatMap((_, index) =>
      problem(resource, [...spec, 'readinessGates', index, 'conditionType'], 'readiness gate', labelKeyProblem),
    ),
  ]);
  return [
    ...specs,
    ...containersOf(resource).flatMap(({ path }) =>
      problem(resource, [...path, 'name'], 'container name', dnsLabelProblem),
    ),
  ];
}

/** A backend bears the name of a Service; a class that of an IngressClass (semantics 7.1). */
function ingressNames(resource: Resource, minor: number): readonly NameProblem[] {
  if (!isIngressV1(resource)) return [];
  return [
    ...problem(resource, ['spec', 'ingressClassName'], '`ingressClassName`', dnsSubdomainProblem),
    ...backendPathsOf(resource).flatMap((path) =>
      problem(resource, [...path, 'service', 'name'], 'backend', (name) => serviceNameProblem(name, minor)),
    ),
  ];
}

function servicePortNames(resource: Resource): readonly NameProblem[] {
  if (!isKind(resource, '', 'Service')) return [];
  return getList(resource.tree, 'spec', 'ports').flatMap((_, index) =>
    problem(resource, ['spec', 'ports', index, 'name'], 'port name', dnsLabelProblem),
  );
}

function problem(resource: Resource, path: Path, what: string, check: Check): readonly NameProblem[] {
  const name = getString(resource.tree, ...path);
  if (name === undefined || name === '' || isPlaceholder(name)) return [];
  const found = check(name);
  return found === undefined
    ? []
    : [{ path, what, name, problem: found, wouldDo: (other) => check(other) === undefined }];
}

/** The nearest legal name: lower case, `-` for what is not allowed. Undefined where nothing is left, or too much. */
export function legalName(name: string): string | undefined {
  const legal = withoutEnds(name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), '-');
  return legal === '' || legal.length > 63 ? undefined : legal;
}
