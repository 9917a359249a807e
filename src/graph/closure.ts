import { makesNoPods } from '../k8s/kinds.js';
import type { Resource } from '../k8s/resource.js';
import type { Service } from '../k8s/service.js';
import type { LoadedObject } from '../units/objects.js';

/** Label keys and values of Pods that no manifest makes: static Pods of the control plane, and cluster add-ons (corpus trap 4). */
const STATIC_POD = [/^component=kube-/, /^tier=control-plane$/, /^k8s-app=(kube-|etcd)/, /^istio=/];

export function selectsStaticPods(service: Service): boolean {
  return [...(service.selector?.values() ?? [])].some(({ key, value }) => STATIC_POD.some((pattern) => pattern.test(`${key}=${value}`)));
}

/** A custom resource whose operator may make Pods: any kind but those known to configure traffic, policy or secrets. */
export function mayMakePods({ resource, workload }: LoadedObject): boolean {
  return resource.custom && (workload === undefined || workload.guessed) && !makesNoPods(resource.group, resource.kind);
}

/**
 * True if a custom resource probably makes the Pods of this Service: its name is a value of the selector, or a label key
 * belongs to its API group's domain (corpus traps 1 and 2).
 */
export function isMadeByOperator(service: Service, maker: Resource): boolean {
  const domain = maker.group.split('.').slice(-2).join('.');
  return [...(service.selector?.values() ?? [])].some(({ key, value }) => {
    const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
    return (maker.name !== undefined && value === maker.name) || (prefix !== '' && prefix.endsWith(domain) && domain !== 'k8s.io');
  });
}
