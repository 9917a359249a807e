import { remember, rememberEach } from '../../data/once.js';
import { portsAreKnown } from '../../k8s/listening/running.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Ports } from '../ports/ports.js';
import type { Selections } from '../selection/selection.js';

/** One Service port of a number, with where it leads. */
export interface Translation {
  readonly service: Service;
  readonly port: ServicePort;
  readonly template: PodTemplate;
  readonly target: number;
  /** Which number of the Service port it is. */
  readonly field: 'port' | 'nodePort';
}

/** What a port that a policy opens for its receivers is if it was meant as the port of a Service, or its node port. */
export interface Translations {
  /**
   * Empty unless every Service port of that number leads to another port, all ports of the receivers are known, and
   * none of them has a word of the number itself. Many policies may open one port for the same Pods, which are then
   * looked at once.
   */
  translations(receivers: readonly PodTemplate[], number: number, protocol: string): readonly Translation[];
}

export function translationsOf(
  { servicesOf }: Pick<Selections, 'servicesOf'>,
  { resolve, listensOn }: Pick<Ports, 'resolve' | 'listensOn'>,
): Translations {
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
  const known = rememberEach((receivers: readonly PodTemplate[], key: string) => {
    const [number, protocol = ''] = key.split('/');
    return translated(receivers, Number(number), protocol);
  });
  return { translations: (receivers, number, protocol) => known(receivers, `${number}/${protocol}`) };
}

function fieldOf({ port, nodePort }: ServicePort, number: number): Translation['field'] | undefined {
  if (port === number) return 'port';
  return nodePort === number ? 'nodePort' : undefined;
}
