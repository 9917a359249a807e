import type { ContainerPort } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Selections } from '../selection/selection.js';
import type { Ports } from './ports.js';

/** A port of a Service that leads to another number of the Pods. */
export interface Untranslated {
  readonly service: Service;
  readonly port: ServicePort;
  readonly target: number;
  /** The port of the Pods that it leads to, where a container declares it. */
  readonly declared: ContainerPort | undefined;
}

export interface UntranslatedPorts {
  /**
   * The ports of Services that a number may have been taken from by somebody who asks the Pod itself, where nobody
   * translates it (semantics 5.3). None where a Service leads to the number.
   */
  untranslated(template: PodTemplate, number: number): readonly Untranslated[];
}

export function untranslatedOf(
  { servicesOf }: Pick<Selections, 'servicesOf'>,
  { resolve }: Pick<Ports, 'resolve'>,
): UntranslatedPorts {
  return {
    untranslated(template, number) {
      const all = servicesOf(template).flatMap((service) =>
        service.ports.map((port) => ({ service, port, leads: resolve(port, template) })),
      );
      if (all.some(({ leads }) => leads.number === number)) return [];
      return all.flatMap(({ service, port, leads: { number: target, declared } }) =>
        port.port === number && target !== undefined ? [{ service, port, target, declared }] : [],
      );
    },
  };
}
