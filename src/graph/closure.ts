import { makesNoPods } from '../k8s/kinds.js';
import type { Resource } from '../k8s/resource.js';
import type { Service } from '../k8s/service.js';
import type { PodTemplate, Workload } from '../k8s/workload.js';
import type { LoadedObject } from '../units/objects.js';
import { remember } from './collect.js';
import type { Graph } from './graph.js';
import type { Namespaces } from './namespaces.js';
import type { UnitIndex } from './unit-index.js';

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

/** What must be known to call an absence a mistake: whether the unit is all there is (semantics 0.3). */
export function closureOf(
  index: UnitIndex,
  namespaces: Namespaces,
  selections: Pick<Graph, 'servicesOf'>,
  elsewhere: (service: Service) => readonly PodTemplate[],
): Pick<Graph, 'matchElsewhere' | 'isClosedFor' | 'unreachedBeside'> {
  const near = (resource: Resource) => (other: Resource) => namespaces.same(resource, other) !== 'no';
  const isUnreached = (template: PodTemplate): boolean => selections.servicesOf(template).length === 0;

  const matchElsewhere = remember((service: Service): PodTemplate | undefined => {
    const shares = near(service.resource);
    return elsewhere(service).find(
      (template) => !index.holds(template.workload.resource) && shares(template.workload.resource),
    );
  });

  const isClosedFor = (service: Service): boolean => {
    if (index.open || selectsStaticPods(service)) return false;
    const shares = near(service.resource);
    const witness = index.templatesInFolderOf(service.resource).some((template) => {
      const { resource } = template.workload;
      return (index.isOneApply || resource.file === service.resource.file) && shares(resource) && isUnreached(template);
    });
    return witness && !index.operated.some(shares) && matchElsewhere(service) === undefined;
  };

  const unreachedBeside = (resource: Resource): readonly Workload[] => {
    const workloads = index
      .templatesInFolderOf(resource)
      .filter(isUnreached)
      .map(({ workload }) => workload);
    return [...new Set(workloads)].filter((workload) => namespaces.same(resource, workload.resource) === 'yes');
  };

  return { matchElsewhere, isClosedFor, unreachedBeside };
}
