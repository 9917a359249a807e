import { get, getList, getString, type Path, type Tree } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';

/** One warning of the API server about a field that is deprecated, or that has no effect beside others. */
interface Row {
  readonly kind: ObjectKind;
  /** The minor version from which on the server says so. */
  readonly since: number;
  readonly applies: (tree: Tree) => boolean;
  /** The text that it is about. */
  readonly path: Path;
  /** What follows "Service `web` ". */
  readonly says: string;
  /** The whole headline, where it is the kind itself that the server warns of. */
  readonly headline?: string;
  readonly label: string;
  readonly help: string;
  /** `info` where nothing else changes for whoever leaves it as it is. */
  readonly severity: 'warning' | 'info';
}

const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';
const CLASS = 'kubernetes.io/ingress.class';

const has =
  (...path: string[]) =>
  (tree: Tree): boolean =>
    get(tree, ...path) !== undefined;
const isHeadless = (tree: Tree): boolean => getString(tree, 'spec', 'clusterIP') === 'None';
const isName = (tree: Tree): boolean => getString(tree, 'spec', 'type') === 'ExternalName';
const hasAddresses = (tree: Tree): boolean => getList(tree, 'spec', 'externalIPs').length > 0;

/**
 * Read in Kubernetes 1.36, `pkg/api/service/warnings.go`, `pkg/registry/networking/ingress/strategy.go`, and the
 * lifecycle of the API types (semantics 11.3).
 */
export const DEPRECATIONS: readonly Row[] = [
  {
    kind: '/Service',
    since: 36,
    applies: (tree) => hasAddresses(tree) && !isHeadless(tree) && !isName(tree),
    path: ['spec', 'externalIPs'],
    says: 'has `externalIPs`, which Kubernetes 1.36 deprecates',
    label: 'some clusters may no longer implement it',
    help: 'use a LoadBalancer Service or a Gateway',
    severity: 'warning',
  },
  {
    kind: '/Service',
    since: 27,
    applies: has('metadata', 'annotations', HINTS),
    path: ['metadata', 'annotations', HINTS],
    says: 'has an annotation for topology hints that is deprecated',
    label: `called \`${MODE}\` since 1.27`,
    help: 'use `trafficDistribution: PreferSameZone`, which replaces both',
    severity: 'warning',
  },
  {
    kind: '/Endpoints',
    since: 33,
    applies: has('subsets'),
    path: ['kind'],
    says: 'is deprecated',
    headline: 'hand-written Endpoints are deprecated since Kubernetes 1.33',
    label: 'the server warns of it each time',
    help: 'write an EndpointSlice of `discovery.k8s.io/v1`, with the label `kubernetes.io/service-name`',
    severity: 'info',
  },
  {
    kind: 'networking.k8s.io/v1/Ingress',
    since: 18,
    applies: (tree) => has('metadata', 'annotations', CLASS)(tree) && !has('spec', 'ingressClassName')(tree),
    path: ['metadata', 'annotations', CLASS],
    says: 'names its class by an annotation that is deprecated',
    label: 'the server warns of it each time',
    help: 'use `spec.ingressClassName`, where an IngressClass of that name exists',
    severity: 'info',
  },
];

/** What the server says is ignored, or what its controllers ignore. */
export const IGNORED: readonly Row[] = [
  ...(['loadBalancerIP', 'externalIPs'] as const).map((field): Row => ({
    kind: '/Service',
    since: 0,
    applies: (tree) => isHeadless(tree) && has('spec', field)(tree) && getString(tree, 'spec', field) !== '',
    path: ['spec', field],
    says: `has \`${field}\`, which a headless Service does not use`,
    label: 'nothing is forwarded for a Service without a cluster IP',
    help: 'drop it, or give the Service a cluster IP',
    severity: 'warning',
  })),
  {
    kind: '/Service',
    since: 0,
    applies: (tree) => isHeadless(tree) && getString(tree, 'spec', 'sessionAffinity') === 'ClientIP',
    path: ['spec', 'sessionAffinity'],
    says: 'asks for session affinity, which a headless Service cannot give',
    label: 'clients choose among the Pods themselves',
    help: 'drop it, or give the Service a cluster IP',
    severity: 'warning',
  },
  {
    kind: '/Service',
    since: 0,
    applies: (tree) => isName(tree) && hasAddresses(tree),
    path: ['spec', 'externalIPs'],
    says: 'has `externalIPs`, though an ExternalName Service is only a DNS name',
    label: 'nothing is forwarded for a name',
    help: 'drop them',
    severity: 'warning',
  },
  // `pkg/controller/endpointslice`, staging `k8s.io/endpointslice` reconciler.go: the annotation is asked first
  ...[HINTS, MODE].map((annotation): Row => ({
    kind: '/Service',
    since: 30,
    applies: (tree) =>
      /^auto$/i.test(getString(tree, 'metadata', 'annotations', annotation) ?? '') &&
      has('spec', 'trafficDistribution')(tree),
    path: ['spec', 'trafficDistribution'],
    says: 'has a `trafficDistribution` beside an annotation for topology that wins over it',
    label: 'not used while the annotation is there',
    help: `drop the annotation \`${annotation}\``,
    severity: 'warning',
  })),
];

/** The rows that a cluster of that version says about the object. */
export function warningsAbout(resource: Resource, rows: readonly Row[], minor: number): readonly Row[] {
  const { group, kind, apiVersion } = resource;
  return rows.filter(
    (row) =>
      (row.kind === `${group}/${kind}` || row.kind === `${apiVersion}/${kind}`) &&
      minor >= row.since &&
      row.applies(resource.tree),
  );
}
