import { edits } from '../../text/spelling/similar.js';
import { kindsOf, removalOf, servedKinds } from './api-versions.js';
import { groupOf, isBuiltInGroup } from '../object/groups.js';

/**
 * The API versions that serve a kind today, the best one first. Only kinds near the Service contract, and what people
 * confuse with them.
 */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['v1', 'apps/v1', 'batch/v1'].flatMap((version) => (kindsOf(version) ?? []).map((kind) => [kind, [version]])),
  ),
  Ingress: ['networking.k8s.io/v1'],
  IngressClass: ['networking.k8s.io/v1'],
  NetworkPolicy: ['networking.k8s.io/v1'],
  EndpointSlice: ['discovery.k8s.io/v1'],
  HorizontalPodAutoscaler: ['autoscaling/v2', 'autoscaling/v1'],
  PodDisruptionBudget: ['policy/v1'],
  Role: ['rbac.authorization.k8s.io/v1'],
  RoleBinding: ['rbac.authorization.k8s.io/v1'],
  ClusterRole: ['rbac.authorization.k8s.io/v1'],
  ClusterRoleBinding: ['rbac.authorization.k8s.io/v1'],
  StorageClass: ['storage.k8s.io/v1'],
};
/**
 * Kinds of well-known definitions, by names that no other program has for its own: where people write them as if
 * Kubernetes itself had them (semantics 10.7).
 */
const CUSTOM_HOMES: Readonly<Record<string, string>> = {
  ServiceMonitor: 'monitoring.coreos.com/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  IngressRoute: 'traefik.io/v1alpha1',
  IngressRouteTCP: 'traefik.io/v1alpha1',
  HTTPProxy: 'projectcontour.io/v1',
  VirtualService: 'networking.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  GRPCRoute: 'gateway.networking.k8s.io/v1',
  GatewayClass: 'gateway.networking.k8s.io/v1',
  ReferenceGrant: 'gateway.networking.k8s.io/v1beta1',
  ScaledObject: 'keda.sh/v1alpha1',
  TriggerAuthentication: 'keda.sh/v1alpha1',
  ClusterIssuer: 'cert-manager.io/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  ExternalSecret: 'external-secrets.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  CiliumNetworkPolicy: 'cilium.io/v2',
  SecretProviderClass: 'secrets-store.csi.x-k8s.io/v1',
};

const CUSTOM_KINDS = Object.keys(CUSTOM_HOMES);

/** Kinds that live in two groups, or that `v1` of another product has too: nothing can be said of their group. */
const SHARED = new Set(['Event', 'Binding', 'Role', 'RoleBinding']);
/** Groups of which every version, served or removed, is known here. */
const EXACT_GROUPS = new Set(['', 'apps', 'batch', 'networking.k8s.io', 'discovery.k8s.io', 'autoscaling', 'policy']);
/** Documents that are written like manifests of `v1`, and are none. */
const NO_OBJECTS = new Set(['Config', 'Template', 'Status']);

export type KindProblem =
  /** The kind exists under a name that differs by case or by a slip. */
  | { readonly kind: 'name'; readonly instead: string }
  /** The kind exists, in another group or version. */
  | { readonly kind: 'version'; readonly instead: string };

/** What is wrong with a pair of apiVersion and kind that no API server knows; undefined where that cannot be said. */
export function kindProblem(apiVersion: string, kind: string): KindProblem | undefined {
  const homes = Object.hasOwn(HOMES, kind) ? HOMES[kind] : undefined;
  if (homes !== undefined) return homeProblem(apiVersion, kind, homes);
  // OpenShift 3 served it so, and no letter of a Role is wrong in it.
  if (apiVersion === 'v1' && kind === 'Route') return { kind: 'version', instead: 'route.openshift.io/v1' };
  const kinds = kindsOf(apiVersion);
  if (NO_OBJECTS.has(kind) || kind.endsWith('List')) return undefined;
  if (kinds === undefined) return slipWithinGroup(apiVersion, kind);
  if (Object.hasOwn(CUSTOM_HOMES, kind)) return { kind: 'version', instead: CUSTOM_HOMES[kind] ?? '' };
  const all = [...kinds, ...Object.keys(HOMES)];
  const instead =
    all.find((known) => known.toLowerCase() === kind.toLowerCase()) ?? all.find((known) => isSlip(known, kind));
  return instead === undefined ? undefined : { kind: 'name', instead };
}

/**
 * A slip for a kind of the same API version, or of the same group of a well-known definition. There may be more kinds
 * than are known here, `TLSRoute` beside `TCPRoute`, so that one letter is all that may differ in a group that is not
 * built in.
 */
function slipWithinGroup(apiVersion: string, kind: string): KindProblem | undefined {
  const served = servedKinds(apiVersion);
  const known =
    served.length > 0 ? served : CUSTOM_KINDS.filter((one) => groupOf(CUSTOM_HOMES[one] ?? '') === groupOf(apiVersion));
  if (known.includes(kind)) return undefined;
  const most = served.length > 0 ? 2 : 1;
  const instead = known.find((one) => isSlip(one, kind, most));
  return instead === undefined ? undefined : { kind: 'name', instead };
}

/** True for a kind that an API server serves by itself, as far as the table goes. */
export function isKindOfKubernetes(kind: string): boolean {
  return Object.hasOwn(HOMES, kind);
}

function homeProblem(apiVersion: string, kind: string, homes: readonly string[]): KindProblem | undefined {
  const [best = ''] = homes;
  if (homes.includes(apiVersion) || removalOf(apiVersion, kind) !== undefined || SHARED.has(kind)) return undefined;
  const group = groupOf(apiVersion);
  // The group of a custom resource always has a dot, and a product may well have a Service of its own.
  const noGroup = !group.includes('.') && !isBuiltInGroup(group);
  const sameGroup = EXACT_GROUPS.has(group) && groupOf(best) === group;
  const fullyKnown = kindsOf(apiVersion) !== undefined;
  return noGroup || sameGroup || fullyKnown ? { kind: 'version', instead: best } : undefined;
}

/** Stricter than `isSimilar`: `Config` is a kind of its own, not a short ConfigMap. */
function isSlip(known: string, kind: string, most = 2): boolean {
  return (
    kind.length >= 5 &&
    Math.abs(known.length - kind.length) <= 1 &&
    edits(known.toLowerCase(), kind.toLowerCase()) <= most
  );
}

/** Groups whose objects are questions to the server, which need no name. */
const NAMELESS_GROUPS = new Set(['authentication.k8s.io', 'authorization.k8s.io']);

/**
 * True for built-in kinds whose objects kubectl refuses without a name; `v1` Config, for one, is a file of kubectl
 * itself.
 */
export function isNamedKind(apiVersion: string, kind: string): boolean {
  const kinds = kindsOf(apiVersion);
  if (kinds !== undefined) return kinds.includes(kind);
  const group = groupOf(apiVersion);
  return group !== '' && isBuiltInGroup(group) && !NAMELESS_GROUPS.has(group) && !kind.endsWith('List');
}
