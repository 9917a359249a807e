import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service } from '../../k8s/services/service.js';
import { hasPodNamed, podNamesOf } from '../../k8s/workloads/pod-naming.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { lastName } from '../../k8s/pods/image-names.js';
import { getNumber, getString } from '../../tree/tree.js';
import type { Selections } from '../selection/selection.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** A container of the Pods that call, beside the one that calls. */
export interface OwnContainer {
  readonly kind: 'container';
  readonly container: Container;
  readonly template: PodTemplate;
}

/**
 * A container that has the name as its own, and serves the port that is dialled: it declares the port, or any where
 * none is written; or it declares none at all and runs an image that is called so too.
 */
export function ownContainer(
  reference: NameReference,
  name: string,
  pods: readonly PodTemplate[],
): OwnContainer | undefined {
  const number = dialledPort(reference);
  const [template] = pods;
  if (pods.length !== 1 || template === undefined || template.runningContainers.length < 2) return undefined;
  const container = template.runningContainers.find((each) => each.name === name && each !== reference.container);
  if (container === undefined) return undefined;
  const serves =
    container.ports.length === 0
      ? lastName(container.image).includes(name)
      : container.ports.some((port) => port.number === (number ?? port.number));
  return serves ? { kind: 'container', container, template } : undefined;
}

/** A container of other Pods, which are behind the Service with the port that is dialled. */
export interface ForeignContainer extends Omit<OwnContainer, 'kind'> {
  readonly kind: 'foreign-container';
  readonly service: Service;
}

/** The containers of a namespace by their names, so far as one Service leads to the port that is dialled. */
export type FindForeignContainer = (
  name: string,
  number: number | undefined,
  home: string | undefined,
) => ForeignContainer | undefined;

export function foreignContainers(
  { templates }: Pick<UnitIndex, 'templates'>,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
  namespaces: Namespaces,
): FindForeignContainer {
  const byName = once(() => {
    const found = new Map<string, { readonly container: Container; readonly template: PodTemplate }[]>();
    for (const template of templates)
      for (const container of template.runningContainers) append(found, container.name, { container, template });
    return found;
  });
  return (name, number, home) => {
    const holders = (byName().get(name) ?? []).filter(
      ({ template }) => (namespaces.of(template.workload.resource) ?? undefined) === home,
    );
    const [holder, ...more] = holders;
    if (holder === undefined || number === undefined || more.length > 0) return undefined;
    const services = servicesOf(holder.template).filter(({ ports }) =>
      ports.some(({ port, target }) => port === number || ('number' in target && target.number === number)),
    );
    const [service, ...others] = services;
    return service === undefined || others.length > 0 ? undefined : { kind: 'foreign-container', ...holder, service };
  };
}

/** A Pod of a StatefulSet, and the Service below which it has its name. */
export interface BarePod {
  readonly kind: 'pod';
  readonly workload: Workload;
  readonly service: string;
}

/** The StatefulSet of `home` that makes a Pod of this name. In its only Pod, its own name resolves. */
export function podNamed(
  { template }: NameReference,
  pod: string,
  home: string | null,
  index: UnitIndex,
  namespaces: Namespaces,
): BarePod | undefined {
  const base = /^(.+)-\d+$/.exec(pod)?.[1];
  if (base === undefined) return undefined;
  for (const workload of index.workloadsNamed(base)) {
    const { kind, resource, templates } = workload;
    const service = getString(resource.tree, 'spec', 'serviceName');
    const [own] = templates;
    if (kind !== 'StatefulSet' || !service || own === undefined || namespaces.of(resource) !== home) continue;
    const alone = template === own && (getNumber(resource.tree, 'spec', 'replicas') ?? 1) < 2;
    if (!alone && hasPodNamed(podNamesOf(own, service), pod) === 'yes') return { kind: 'pod', workload, service };
  }
  return undefined;
}

/** A Pod of a StatefulSet that is looked for below a Service which is not there. */
export interface PodBelow {
  readonly kind: 'pod-below';
  readonly workload: Workload;
  /** The Service that the StatefulSet names. */
  readonly service: string;
}

/** The StatefulSet of `home` that makes a Pod of this name, and names a Service that is there. */
export function podBelow(
  pod: string,
  home: string | undefined,
  { workloadsNamed, servicesNamed }: Pick<UnitIndex, 'workloadsNamed' | 'servicesNamed'>,
  namespaces: Namespaces,
): PodBelow | undefined {
  const base = /^(.+)-\d+$/.exec(pod)?.[1];
  if (base === undefined) return undefined;
  for (const workload of workloadsNamed(base)) {
    const { kind, resource, templates } = workload;
    const service = getString(resource.tree, 'spec', 'serviceName') ?? '';
    const [template] = templates;
    const isThere = (namespaces.of(resource) ?? undefined) === home && !resource.partial;
    const isKnown = servicesNamed(service).some((each) => namespaces.same(each.resource, resource) !== 'no');
    if (kind !== 'StatefulSet' || template === undefined || !isThere || !isKnown) continue;
    if (hasPodNamed(podNamesOf(template, service), pod) === 'yes') return { kind: 'pod-below', workload, service };
  }
  return undefined;
}
