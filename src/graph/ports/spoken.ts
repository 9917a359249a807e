import { remember } from '../../data/once.js';
import { spokenOn, type Spoken } from '../../k8s/pods/spoken.js';
import type { ServicePort } from '../../k8s/services/service.js';
import type { Service } from '../../k8s/services/service.js';
import type { Selections } from '../selection/selection.js';
import type { Ports } from './ports.js';

export interface SpokenBehind {
  /** What all Pods behind a port of a Service speak, by texts of their own; undefined where nothing tells. */
  spokenBehind(service: Service, port: ServicePort): Spoken | undefined;
}

export function spokenBehindOf(selections: Pick<Selections, 'of'>, { resolve }: Pick<Ports, 'resolve'>): SpokenBehind {
  const ofService = remember((service: Service) =>
    remember((port: ServicePort): Spoken | undefined => {
      const { templates, uncertain } = selections.of(service);
      const found = templates.map((template) => {
        const { number } = resolve(port, template);
        return number === undefined || template.injected ? undefined : spokenOn(template.containers, number);
      });
      const [first] = found;
      return !uncertain && found.every((each) => each !== undefined && each.scheme === first?.scheme)
        ? first
        : undefined;
    }),
  );
  return { spokenBehind: (service, port) => ofService(service)(port) };
}
