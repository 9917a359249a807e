import { productsOf } from '../../k8s/kinds/custom-kinds.js';
import type { Service } from '../../k8s/services/service.js';
import type { LoadedObject } from '../../units/unit/objects.js';

/**
 * Label keys and values of Pods that no manifest makes: static Pods of the control plane, and cluster add-ons
 * (semantics 14.1).
 */
const STATIC_POD = [/^component=kube-/, /^tier=control-plane$/, /^k8s-app=(kube-|etcd)/, /^istio=/];

export function selectsStaticPods(service: Service): boolean {
  return [...(service.selector?.values() ?? [])].some(({ key, value }) =>
    STATIC_POD.some((pattern) => pattern.test(`${key}=${value}`)),
  );
}

/** A custom resource whose operator may make Pods or Services that stand nowhere on disk (semantics 3.6). */
export function mayMakeMore({ resource, workload }: LoadedObject): boolean {
  if (!resource.custom) return false;
  const { pods, services } = productsOf(resource.group, resource.kind);
  // An operator that is installed makes more than its own Pods.
  if (workload !== undefined && !workload.guessed) return pods === 'any' && services === 'any';
  return pods !== 'nothing' || services !== 'nothing';
}
