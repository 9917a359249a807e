import type { Resource } from '../../k8s/object/resource.js';
import { makesNoPods } from '../../k8s/pods/pod-makers.js';
import type { Service } from '../../k8s/services/service.js';
import type { LoadedObject } from '../../units/objects.js';

/** Label keys and values of Pods that no manifest makes: static Pods of the control plane, and cluster add-ons (semantics 14.1). */
const STATIC_POD = [/^component=kube-/, /^tier=control-plane$/, /^k8s-app=(kube-|etcd)/, /^istio=/];

export function selectsStaticPods(service: Service): boolean {
  return [...(service.selector?.values() ?? [])].some(({ key, value }) =>
    STATIC_POD.some((pattern) => pattern.test(`${key}=${value}`)),
  );
}

/** A custom resource whose operator may make Pods: any kind but those known to configure traffic, policy or secrets. */
export function mayMakePods({ resource, workload }: LoadedObject): boolean {
  return resource.custom && (workload === undefined || workload.guessed) && !makesNoPods(resource.group, resource.kind);
}

/**
 * True if a custom resource probably makes the Pods of this Service: its name is a value of the selector, or a label key
 * belongs to its API group's domain (semantics 14.1).
 */
export function isMadeByOperator(service: Service, maker: Resource): boolean {
  const domain = maker.group.split('.').slice(-2).join('.');
  return [...(service.selector?.values() ?? [])].some(({ key, value }) => {
    const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
    return (
      (maker.name !== undefined && value === maker.name) ||
      (prefix !== '' && prefix.endsWith(domain) && domain !== 'k8s.io')
    );
  });
}
