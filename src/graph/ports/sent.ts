import { remember } from '../../data/once.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Selections } from '../selection/selection.js';
import type { Ports } from './ports.js';

/** What a port of a Service sends to the Pods of a template. */
export interface Sent {
  readonly service: Service;
  readonly port: ServicePort;
  readonly number: number;
}

/** Everything that Services send to the Pods of a template. */
export type SentTo = (template: PodTemplate) => readonly Sent[];

export function sentToOf(selections: Pick<Selections, 'servicesOf'>, { resolve }: Pick<Ports, 'resolve'>): SentTo {
  return remember((template: PodTemplate): readonly Sent[] =>
    selections.servicesOf(template).flatMap((service) =>
      service.ports.flatMap((port) => {
        const { number } = resolve(port, template);
        return number === undefined ? [] : [{ service, port, number }];
      }),
    ),
  );
}
