import { getEntries, getList, getNumber, getString, type Path, type Place } from '../../tree/tree.js';
import { readLabels, requirementsOf, type Requirement } from '../labels/labels.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';

/** Where an object of a service mesh, or a pool of model servers, says which Pods it is for: one row a kind. */
const SELECTORS: ReadonlyMap<ObjectKind, Path> = new Map<ObjectKind, Path>([
  // istio/api type/v1beta1/selector.proto
  ['security.istio.io/AuthorizationPolicy', ['spec', 'selector', 'matchLabels']],
  ['security.istio.io/PeerAuthentication', ['spec', 'selector', 'matchLabels']],
  ['security.istio.io/RequestAuthentication', ['spec', 'selector', 'matchLabels']],
  ['telemetry.istio.io/Telemetry', ['spec', 'selector', 'matchLabels']],
  ['extensions.istio.io/WasmPlugin', ['spec', 'selector', 'matchLabels']],
  // istio/api networking/v1alpha3/sidecar.proto
  ['networking.istio.io/Sidecar', ['spec', 'workloadSelector', 'labels']],
  ['networking.istio.io/EnvoyFilter', ['spec', 'workloadSelector', 'labels']],
  // linkerd/linkerd2 controller/gen/apis/server/v1beta3/types.go
  ['policy.linkerd.io/Server', ['spec', 'podSelector', 'matchLabels']],
  // kubernetes-sigs/gateway-api-inference-extension api/v1, and api/v1alpha2 before
  ['inference.networking.k8s.io/InferencePool', ['spec', 'selector', 'matchLabels']],
  ['inference.networking.x-k8s.io/InferencePool', ['spec', 'selector']],
]);

export const MESH_POLICY_KINDS = [...SELECTORS.keys()];

/** Policies of this namespace are for the Pods of all others too (semantics 7.3). */
export const MESH_ROOT_NAMESPACE = 'istio-system';

/** The labels of the Pods that the object is for; empty where it is for a whole namespace. */
export function meshSelectorOf(resource: Resource): readonly Requirement[] {
  const path = SELECTORS.get(`${resource.group}/${resource.kind}`);
  return path === undefined ? [] : requirementsOf(readLabels(resource.tree, path));
}

/** A port of the Pods that a policy of a mesh names. */
export interface MeshPolicyPort {
  readonly number: number;
  readonly place: Place;
  /** What the policy does with it. */
  readonly role: 'rule' | 'mtls' | 'server' | 'policy' | 'policy text';
}

/**
 * Ports of AuthorizationPolicy, PeerAuthentication and Server are those of the Pods, as the proxy beside them sees them
 * (semantics 7.3).
 */
export function meshPortsOf(resource: Resource): readonly MeshPolicyPort[] {
  if (resource.kind === 'AuthorizationPolicy') return rulePorts(resource);
  if (resource.kind === 'PeerAuthentication')
    return getEntries(resource.tree, 'spec', 'portLevelMtls').flatMap(({ key, keyPlace }) =>
      /^\d{1,5}$/.test(key) ? [{ number: Number(key), place: keyPlace, role: 'mtls' as const }] : [],
    );
  const number = getNumber(resource.tree, 'spec', 'port');
  return resource.kind !== 'Server' || number === undefined
    ? []
    : [{ number, place: resource.at('spec', 'port'), role: 'server' }];
}

function rulePorts(policy: Resource): readonly MeshPolicyPort[] {
  return getList(policy.tree, 'spec', 'rules').flatMap((rule, index) =>
    getList(rule, 'to').flatMap((to, at) =>
      ['ports', 'notPorts'].flatMap((field) =>
        getList(to, 'operation', field).flatMap((_, item): readonly MeshPolicyPort[] => {
          const path = ['spec', 'rules', index, 'to', at, 'operation', field, item];
          const text = getString(policy.tree, ...path) ?? '';
          return /^\d{1,5}$/.test(text) ? [{ number: Number(text), place: policy.at(...path), role: 'rule' }] : [];
        }),
      ),
    ),
  );
}
