import { remember } from '../../data/once.js';
import { spokenOn, type Spoken } from '../../k8s/pods/spoken.js';
import type { Container } from '../../k8s/pods/container.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { ServicePort } from '../../k8s/services/service.js';
import type { Service } from '../../k8s/services/service.js';
import type { Selections } from '../selection/selection.js';
import type { Ports } from '../ports/ports.js';

export interface SpokenBehind {
  /** What all Pods behind a port of a Service speak, by texts of their own; undefined where nothing tells. */
  spokenBehind(service: Service, port: ServicePort): Spoken | undefined;
}

export function spokenBehindOf(
  selections: Pick<Selections, 'of'>,
  { resolve, configured }: Pick<Ports, 'resolve' | 'configured'>,
): SpokenBehind {
  /** `listen 8443 ssl;` of a mounted file. */
  const byFiles =
    (template: PodTemplate, number: number) =>
    (container: Container): readonly Spoken[] =>
      configured(template, container).listeners.flatMap(({ program, port, file, place, said, line }) => {
        if (program !== 'nginx' || port !== number) return [];
        const isSecure = /\bssl\b/.test(line);
        // What stands beside the line makes every listener of the server speak something else.
        if (!isSecure && /\bssl +on\b|\bhttp2\b/.test(file.text)) return [];
        return [{ scheme: isSecure ? 'https' : 'http', at: place, by: `\`listen ${said}\`` } as const];
      });
  const ofService = remember((service: Service) =>
    remember((port: ServicePort): Spoken | undefined => {
      const { templates, uncertain } = selections.of(service);
      const found = templates.map((template) => {
        const { number } = resolve(port, template);
        return number === undefined || template.injected
          ? undefined
          : spokenOn(template.containers, number, byFiles(template, number));
      });
      const [first] = found;
      return !uncertain && found.every((each) => each !== undefined && each.scheme === first?.scheme)
        ? first
        : undefined;
    }),
  );
  return { spokenBehind: (service, port) => ofService(service)(port) };
}
