import { once } from '../../data/once.js';
import { endsByDesign } from '../../k8s/listening/running.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { stemOf } from '../../text/name-customs.js';
import { getList, isString } from '../../tree/tree.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { fit } from './left-over.js';
import type { Selections } from './selection.js';

/** Services that select nothing because they have no selector at all. */
export interface Unselected {
  /**
   * The Pods that a Service without selector is named after, applied with it, which no Service reaches and which
   * declare no other ports than it sends to; undefined where a program may write its endpoints (semantics 0.3, 5.10).
   */
  unselectedPods(service: Service): PodTemplate | undefined;
}

export function unselectedOf(
  index: Pick<UnitIndex, 'ofKind' | 'templatesBeside'>,
  namespaces: Pick<Namespaces, 'same'>,
  selections: Pick<Selections, 'servicesOf'>,
): Unselected {
  const writers = once(() =>
    ['Role', 'ClusterRole'].flatMap((kind) => index.ofKind(RBAC, kind)).filter(writesEndpoints),
  );
  const isMeant = (service: Service, template: PodTemplate): boolean => {
    const { workload } = template;
    return (
      isNamedAfter(service.name, workload.name) &&
      template.labels.size > 0 &&
      namespaces.same(service.resource, workload.resource) === 'yes' &&
      !endsByDesign(template) &&
      fit(service, template) !== 'no' &&
      selections.servicesOf(template).length === 0 &&
      !template.containers.some(electsLeader)
    );
  };
  return {
    unselectedPods(service) {
      const [template, ...others] = index.templatesBeside(service.resource).filter((each) => isMeant(service, each));
      return others.length > 0 || writers().length > 0 ? undefined : template;
    },
  };
}

const RBAC = 'rbac.authorization.k8s.io';

/** `web-tcp` is a Service of `web`, as kompose has it. */
function isNamedAfter(service: string, workload: string): boolean {
  return stemOf(service.replace(/-(?:tcp|udp|http|grpc|headless|internal)$/, '')) === stemOf(workload);
}

const WRITING = new Set(['*', 'create', 'update', 'patch']);
const ENDPOINTS = new Set(['*', 'endpoints', 'endpointslices']);

/** Whoever has the role may write endpoints, as Patroni does for its leader. */
function writesEndpoints(role: Resource): boolean {
  return getList(role.tree, 'rules').some((rule) => {
    const has = (field: string, wanted: ReadonlySet<string>): boolean =>
      getList(rule, field).some((item) => isString(item) && wanted.has(item.value));
    return has('resources', ENDPOINTS) && has('verbs', WRITING);
  });
}

/** Programs that write the endpoints of their leader themselves. */
function electsLeader({ image }: Pick<Container, 'image'>): boolean {
  return /patroni|spilo|stolon/.test(image);
}
