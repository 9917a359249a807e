import { remember, rememberEach } from '../../data/once.js';
import { portsAreKnown, runningPorts } from '../../k8s/listening/running.js';
import type { NetworkPolicy, PolicyPort, PolicyRule } from '../../k8s/policies/network-policy.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Place } from '../../tree/tree.js';
import type { Ports } from '../ports/ports.js';
import type { Selections } from '../selection/selection.js';
import type { Policies } from '../policies/policies.js';

/** A port that a rule of a policy opens by its number, and all the Pods that it is a port of. */
export interface OpenedNumber {
  readonly rule: PolicyRule;
  readonly item: PolicyPort;
  readonly number: number;
  readonly receivers: readonly PodTemplate[];
}

/** One Service port of a number, with where it leads. */
export interface Translation {
  readonly service: Service;
  readonly port: ServicePort;
  readonly template: PodTemplate;
  readonly target: number;
  /** Which number of the Service port it is. */
  readonly field: 'port' | 'nodePort';
}

/** The protocol that Pods have a number for, and where that stands. */
export interface SpokenProtocol {
  readonly template: PodTemplate;
  readonly protocol: string;
  readonly place: Place;
}

/** What the numbers that policies open are to the Pods that they open them of. */
export interface OpenedNumbers {
  /** Each single number that an effective rule opens, where all Pods that it is for are known. */
  openedNumbers(policy: NetworkPolicy): readonly OpenedNumber[];
  /**
   * What a number is if it was meant as the port of a Service, or its node port. Empty unless every Service port
   * of that number leads to another port, all ports of the receivers are known, and none of them has a word of the
   * number itself.
   */
  translations(receivers: readonly PodTemplate[], number: number, protocol: string): readonly Translation[];
  /**
   * The protocol for which all receivers have the number, as the first of them says it: what their containers declare,
   * and what their Services send there. Undefined where nothing says it, or they differ.
   */
  protocolOf(opened: Pick<OpenedNumber, 'receivers' | 'number'>): SpokenProtocol | undefined;
  /** The ports of Services that lead to the number of these Pods by another protocol than the one it is opened for. */
  sentOtherwise(opened: Pick<OpenedNumber, 'receivers' | 'number' | 'item'>): readonly SentPort[];
}

/** A port of a Service, and the Pods that it leads to. */
export interface SentPort {
  readonly service: Service;
  readonly port: ServicePort;
  readonly template: PodTemplate;
}

/** Many policies may open one port for the same Pods, which are then looked at once. */
export function openedNumbersOf(
  { receivers: receiversOf }: Pick<Policies, 'receivers'>,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
  { resolve, listensOn }: Pick<Ports, 'resolve' | 'listensOn'>,
): OpenedNumbers {
  const areKnown = remember((receivers: readonly PodTemplate[]) => receivers.every(portsAreKnown));
  const translated = (receivers: readonly PodTemplate[], number: number, protocol: string): readonly Translation[] => {
    if (!areKnown(receivers) || receivers.some((template) => listensOn(template, number))) return [];
    const all = receivers.flatMap((template) =>
      servicesOf(template).flatMap((service) =>
        service.ports
          .filter((port) => port.protocol === protocol)
          .map((port) => ({ service, port, template, target: resolve(port, template).number })),
      ),
    );
    if (all.some(({ target }) => target === number)) return [];
    // Clients of a headless Service dial the Pods themselves, with whatever port its manifest shows them.
    return all
      .filter(({ service }) => !service.headless)
      .flatMap(({ target, ...it }) => {
        const field = fieldOf(it.port, number);
        return field !== undefined && target !== undefined ? [{ ...it, target, field }] : [];
      });
  };
  const translations = rememberEach((receivers: readonly PodTemplate[], key: string) => {
    const [number, protocol = ''] = key.split('/');
    return translated(receivers, Number(number), protocol);
  });

  const spoken = (template: PodTemplate, number: number): readonly Spoken[] => [
    ...runningPorts(template)
      .filter((port) => port.number === number)
      .map((port) => ({ template, port })),
    ...servicesOf(template).flatMap((service) =>
      service.ports.filter((port) => resolve(port, template).number === number).map((port) => ({ template, port })),
    ),
  ];
  const protocolOf = rememberEach((receivers: readonly PodTemplate[], number: number): SpokenProtocol | undefined => {
    const all = receivers.flatMap((template) => spoken(template, number));
    const [first] = all;
    if (first === undefined || all.some(({ port }) => port.protocol !== first.port.protocol)) return undefined;
    return { template: first.template, protocol: first.port.protocol, place: first.port.at('protocol') };
  });

  return {
    openedNumbers: (policy) =>
      policy.effectiveRules.flatMap((rule) => {
        const receivers = receiversOf(policy, rule);
        if (receivers.length === 0) return [];
        return rule.ports.flatMap((item): readonly OpenedNumber[] => {
          const { port } = item;
          const isSingle = port.kind === 'number' && port.end === port.number;
          return isSingle ? [{ rule, item, number: port.number, receivers }] : [];
        });
      }),
    translations: (receivers, number, protocol) => translations(receivers, `${number}/${protocol}`),
    protocolOf: ({ receivers, number }) => protocolOf(receivers, number),
    sentOtherwise: ({ receivers, number, item }) =>
      receivers.flatMap((template) =>
        servicesOf(template).flatMap((service) =>
          service.ports
            .filter((port) => port.protocol !== item.protocol && resolve(port, template).number === number)
            .map((port) => ({ service, port, template })),
        ),
      ),
  };
}

/** A port of a container or of a Service. */
interface Spoken {
  readonly template: PodTemplate;
  readonly port: Pick<ServicePort, 'protocol'> & { at(...path: readonly string[]): Place };
}

function fieldOf({ port, nodePort }: ServicePort, number: number): Translation['field'] | undefined {
  if (port === number) return 'port';
  return nodePort === number ? 'nodePort' : undefined;
}
