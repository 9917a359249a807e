import { append } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import {
  isNotInPod,
  isOfKnownImages,
  mayAnswerInPod,
  numbersOutsideOfLoopback,
  portsOfStore,
} from '../../k8s/dns/local-servers.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import { stemOfHost } from '../../k8s/dns/name-sources.js';
import { isForBrowsers } from '../../k8s/hosts/surroundings.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { coreOfName } from '../../text/spelling/core-of-name.js';
import type { Selections } from '../selection/selection.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What a name for the Pod itself was probably meant for (semantics 8.7). */
export type BehindLoopback =
  /** Nothing of the Pod has the port, and these Services have, which lead to other Pods. */
  | {
      readonly kind: 'other-pod';
      readonly services: readonly Service[];
      /** Pods of which nothing but a mounted file could make a container listen there. */
      readonly unlessListening?: readonly PodTemplate[];
    }
  /** The port of a Service that leads to these very Pods, none of which declares it. */
  | { readonly kind: 'own-service'; readonly services: readonly Service[]; readonly template: PodTemplate };

export type FindBehindLoopback = (reference: NameReference, pods: readonly PodTemplate[]) => BehindLoopback | undefined;

export function behindLoopback(
  index: UnitIndex,
  namespaces: Namespaces,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
): FindBehindLoopback {
  const byPort = once(() => servicesBy(index, (service) => service.ports.map(({ port }) => port)));
  const byTarget = once(() => servicesBy(index, targetsOf));
  const byCore = once(() => servicesBy(index, ({ name }) => [coreOfName(name)]));
  const isOfOthers = (service: Service, pods: readonly PodTemplate[]): boolean =>
    service.selector !== undefined &&
    pods.every(
      (template) =>
        namespaces.same(service.resource, template.workload.resource) === 'yes' &&
        !servicesOf(template).includes(service),
    );

  /** A store that the port tells, or else the name of the variable: `REDIS_HOST=localhost`. */
  const stores = ({ container }: NameReference, pods: readonly PodTemplate[], numbers: readonly number[]): Service[] =>
    pods.every((template) => numbers.every((number) => isNotInPod(template, number, container)))
      ? numbers.flatMap((number) => byPort().get(number) ?? []).filter((service) => isOfOthers(service, pods))
      : [];

  /** The Service that the variable is called like, with the port or before it: `API_URL=http://localhost:8080`. */
  const namesakes = (stem: string, number: number, pods: readonly PodTemplate[]): Service[] =>
    pods.some((template) => mayAnswerInPod(template, number) || isFrontend(template))
      ? []
      : (byCore().get(coreOfName(stem)) ?? []).filter(
          (service) =>
            isOfOthers(service, pods) &&
            service.ports.some(
              ({ port, target }) => port === number || ('number' in target && target.number === number),
            ),
        );

  const numbersIn = remember((from: Resource) => numbersOutsideOfLoopback(from.get('data') ?? from.get('stringData')));
  /** What a server is told to call, in Pods of well-known images alone, none of which opens the port. */
  const unanswered = ({ from, calledAs }: NameReference, number: number, pods: readonly PodTemplate[]): Service[] => {
    if (!pods.every((template) => lacks(template, number)) || numbersIn(from).has(number)) return [];
    const services = [...(byPort().get(number) ?? []), ...(byTarget().get(number) ?? [])];
    const others = services.filter((each) => isOfOthers(each, pods));
    if (others.length > 0 || calledAs === undefined) return others;
    return (byCore().get(coreOfName(calledAs)) ?? []).filter((each) => isOfOthers(each, pods));
  };

  const own = (number: number, pods: readonly PodTemplate[]): BehindLoopback | undefined => {
    const [template, ...more] = pods;
    if (template === undefined || more.length > 0 || mayAnswerInPod(template, number)) return undefined;
    const services = servicesOf(template).filter(({ ports }) => ports.some(({ port }) => port === number));
    return services.length === 0 ? undefined : { kind: 'own-service', services, template };
  };

  return (reference, pods) => {
    if (pods.length === 0) return undefined;
    const number = dialledPort(reference);
    if (number !== undefined && reference.calledByServer) {
      const services = [...new Set(unanswered(reference, number, pods))];
      if (services.length > 0) return { kind: 'other-pod', services, unlessListening: pods };
    }
    if (isForBrowsers(reference.key) && /^https?$/.test(reference.scheme ?? '')) return undefined;
    const isNamed = (reference.field === 'env' || reference.field === 'data') && !isForBrowsers(reference.key);
    const stem = isNamed ? stemOfHost(reference.key) : undefined;
    const isBare = number === undefined && reference.form === 'value' && stem !== undefined;
    const numbers = isBare ? portsOfStore(stem) : [number].filter((each) => each !== undefined);
    const byNumber = numbers.length === 0 ? [] : stores(reference, pods, numbers);
    const others =
      byNumber.length > 0 || stem === undefined || number === undefined ? byNumber : namesakes(stem, number, pods);
    if (others.length > 0) return { kind: 'other-pod', services: [...new Set(others)] };
    return number === undefined || isForBrowsers(reference.key) ? undefined : own(number, pods);
  };
}

/** Its images are well known, and none of them opens the port. */
function lacks(template: PodTemplate, number: number): boolean {
  return isOfKnownImages(template) && !mayAnswerInPod(template, number);
}

function servicesBy<Key>(
  { services }: UnitIndex,
  keysOf: (service: Service) => readonly Key[],
): ReadonlyMap<Key, readonly Service[]> {
  const found = new Map<Key, Service[]>();
  for (const service of services) for (const key of new Set(keysOf(service))) append(found, key, service);
  return found;
}

const targetsOf = ({ ports }: Service): readonly number[] =>
  ports.flatMap(({ target }) => ('number' in target ? [target.number] : []));

/** What hands its settings to browsers, where `localhost` is another machine. */
function isFrontend({ workload: { name }, containers }: PodTemplate): boolean {
  const words = [name, ...containers.flatMap((each) => [each.name, each.image])].join(' ');
  return /front-?end|browser|(?<![a-z])(ui|gui|spa|react|vue|angular|next|www|website|portal|dashboard)(?![a-z])/i.test(
    words,
  );
}
