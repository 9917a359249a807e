import type { Resource } from '../../k8s/object/resource.js';
import { makesNoPods } from '../../k8s/pods/pod-makers.js';
import type { Service } from '../../k8s/services/service.js';
import type { LoadedObject } from '../../units/unit/objects.js';

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

/** Custom resources whose operators may make what no manifest does, asked by what is missing. */
export interface Operators {
  /**
   * True if one of them probably makes the Pods of this Service: its name is a value of the selector, or a label key
   * belongs to its API group's domain (semantics 14.1).
   */
  mayMakePodsOf(service: Service): boolean;
  /** True where the name of a Service tells that an operator makes it for one of them: `db-rw` for `db`. */
  mayMakeService(name: string): boolean;
}

export function operatorsOf(makers: readonly Resource[]): Operators {
  const names = new Set(makers.flatMap(({ name }) => name ?? []));
  const domains = new Set(makers.map(({ group }) => group.split('.').slice(-2).join('.')));
  domains.delete('k8s.io');
  const isOfDomain = (key: string): boolean => {
    const prefix = key.slice(0, Math.max(0, key.indexOf('/')));
    return Array.from(prefix, (_, at) => prefix.slice(at)).some((end) => domains.has(end));
  };
  return {
    mayMakePodsOf: ({ selector }) =>
      [...(selector?.values() ?? [])].some(({ key, value }) => names.has(value) || isOfDomain(key)),
    mayMakeService: (name) => beginningsOf(name).some((beginning) => names.has(beginning)),
  };
}

/** `db`, `db-rw`, and `db-rw-old` of `db-rw-old`. */
function beginningsOf(name: string): readonly string[] {
  const steps = name.split('-');
  return steps.map((_, at) => steps.slice(0, at + 1).join('-'));
}
